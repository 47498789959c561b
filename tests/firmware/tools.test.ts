import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { manifest } from '../../firmware/fetch.mjs';
import { sha256 } from '../../firmware/files.mjs';
import { fetchTools } from '../../firmware/tools.mjs';

const good = 'the tool';
let folder: string;
let other: string;

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'rollcall-tools-'));
  folder = join(root, 'files');
  other = join(root, 'other');
  mkdirSync(other);
  return () => rmSync(root, { recursive: true });
});
afterEach(() => expect(() => readFileSync(join(folder, 'accepted.json'))).toThrow());

/** A release that has these texts at `/0`, `/1` and so on; null: nothing there. */
async function release(...texts: readonly (string | null)[]): Promise<string[]> {
  const server = createServer((request, response) => {
    const text = texts[Number(request.url?.slice(1))] ?? null;
    response.statusCode = text === null ? 404 : 200;
    response.end(text ?? 'nothing here');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return texts.map((_, index) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${index}`);
}

const tool = (urls: string[]) => ({ name: 'wimboot', version: '2.9.0', size: good.length, sha256: sha256(good), urls });
const there = () => readFileSync(join(folder, 'wimboot'), 'utf8');

describe('a tool', () => {
  test('is taken from its release', async () => {
    expect(await fetchTools([tool(await release(good))], folder, null)).toEqual([]);
    expect(there()).toBe(good);
  });

  test.each([
    ['that has nothing', null],
    ['that has another file', 'THE TOOL'],
    ['that sends more than it is long', `${good} and more`],
  ])('is taken from the second address after one %s', async (_, first) => {
    expect(await fetchTools([tool(await release(first, good))], folder, null)).toEqual([]);
    expect(there()).toBe(good);
  });

  test.each([
    ['of another hash', ['THE TOOL'], 'wimboot 2.9.0: its hash is not that of firmware/manifest.json'],
    ['that no address has', [null, null], 'wimboot 2.9.0: its official release is out of reach'],
  ])('%s is refused', async (_, texts, why) => {
    expect(await fetchTools([tool(await release(...texts))], folder, null)).toEqual([why]);
    expect(there).toThrow();
  });

  test('is taken from a folder that the user names, by its hash', async () => {
    writeFileSync(join(other, 'wimboot'), 'THE TOOL');
    expect(await fetchTools([tool([])], folder, other)).toEqual([expect.stringContaining('its hash is not')]);
    writeFileSync(join(other, 'wimboot'), good);
    expect(await fetchTools([tool([])], folder, other)).toEqual([]);
    expect(there()).toBe(good);
  });

  test('that is there is not asked for again', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'wimboot'), good);
    expect(await fetchTools([tool(await release(null))], folder, null)).toEqual([]);
  });
});

test('the manifest names wimboot 2.9.0 by its length and its hash', () => {
  expect(manifest.tools).toMatchObject([
    {
      name: 'wimboot',
      version: '2.9.0',
      size: 66_560,
      sha256: 'abe92880c0208b608cdc0f94e903b8b727d554b70d700606ad0484971713f870',
    },
  ]);
});
