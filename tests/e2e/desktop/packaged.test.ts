import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Lab, openLab } from '../../support/lab.ts';
import { runCommand } from '../../support/rollcall.ts';
import { type Desk, openDesk } from './desk.ts';

/** What `npm run package -- --dir` makes of an Electron that is at hand. */
const { program, drivenProgram, archive } = inject('packaged');
const resources = join(dirname(program), 'resources');

/** '0' off, '1' on: the characters in the program file itself. */
async function fusesOf(file: string): Promise<Readonly<Record<string, string>>> {
  const wire: Partial<Record<FuseV1Options, number>> = await getCurrentFuseWire(file);
  const names = [
    'RunAsNode',
    'EnableCookieEncryption',
    'EnableNodeOptionsEnvironmentVariable',
    'EnableNodeCliInspectArguments',
    'EnableEmbeddedAsarIntegrityValidation',
    'OnlyLoadAppFromAsar',
    'GrantFileProtocolExtraPrivileges',
  ] as const;
  return Object.fromEntries(names.map((name) => [name, String.fromCharCode(wire[FuseV1Options[name]] ?? 0)]));
}

const productFuses = {
  RunAsNode: '0',
  EnableCookieEncryption: '1',
  EnableNodeOptionsEnvironmentVariable: '0',
  EnableNodeCliInspectArguments: '0',
  EnableEmbeddedAsarIntegrityValidation: '1',
  OnlyLoadAppFromAsar: '1',
  GrantFileProtocolExtraPrivileges: '0',
};

describe('the program file', () => {
  test('has the fuses that the product asks for', async () => {
    expect(await fusesOf(program)).toEqual(productFuses);
  });

  test('differs from the one that the tests drive in a single fuse', async () => {
    expect(await fusesOf(drivenProgram)).toEqual({ ...productFuses, EnableNodeCliInspectArguments: '1' });
  });
});

describe('what is packaged', () => {
  test('is the bundles, the addons and the pictures, without sources and maps', () => {
    const tops = new Set(archive.map((file) => file.split('/')[1]));
    expect([...tops].sort()).toEqual(['node_modules', 'out', 'package.json', 'resources']);
    expect(archive.filter((file) => /\.(map|ts|tsx)$/.test(file))).toEqual([]);
    const addons = archive.filter((file) => file.startsWith('/node_modules/better-sqlite3/prebuilds/'));
    expect(addons).toEqual([`/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`]);
    const packages = archive.filter((file) => /^\/node_modules\/[^/]+$/.test(file));
    expect(packages.sort()).toEqual(['/node_modules/@koromix', '/node_modules/better-sqlite3', '/node_modules/koffi']);
  });

  test('holds the page, the bridge and the thread of TFTP', () => {
    for (const file of ['/out/renderer/index.html', '/out/preload/preload.cjs', '/out/main/tftp-worker.js'])
      expect(archive).toContain(file);
  });

  test('has the boot loaders of the manifest beside it, as plain files', () => {
    const manifest = JSON.parse(readFileSync(join(resources, 'firmware', 'manifest.json'), 'utf8')) as Readonly<
      Record<'files' | 'others' | 'tools', readonly { readonly name: string }[]>
    >;
    const names = (part: keyof typeof manifest) => manifest[part].map(({ name }) => basename(name));
    const all = readdirSync(join(resources, 'firmware', 'files'), { recursive: true, withFileTypes: true });
    const there = all.filter((each) => each.isFile()).map(({ name }) => name);
    expect(there).toEqual(expect.arrayContaining(names('files')));
    expect([...names('files'), ...names('others'), ...names('tools')]).toEqual(expect.arrayContaining(there));
  });
});

describe('under its own fuses', () => {
  let lab: Lab;
  let desk: Desk;
  let evil: string;
  let printed = '';

  beforeAll(async () => {
    lab = openLab();
    desk = await openDesk(lab);
    evil = mkdtempSync(join(tmpdir(), 'rollcall-evil-'));
    const script = join(evil, 'evil.cjs');
    writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(join(evil, 'ran'))}, '');`);
    const env = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${script}` };
    const app = desk.start(program, ['--inspect=0', '--inspect-brk=0'], env);
    for (const stream of [app.stdout, app.stderr]) {
      stream?.on('data', (text) => {
        printed += text;
      });
    }
  });

  afterAll(async () => {
    await desk?.close();
    lab?.close();
    rmSync(evil, { recursive: true, force: true });
  });

  test('it starts, and the command line finds it', async () => {
    await expect.poll(() => existsSync(join(desk.dataFolder, 'instance.json')), { timeout: 30_000 }).toBe(true);
    expect(await runCommand(lab, desk.dataFolder, ['status'])).toMatchObject({ running: true });
  });

  test('it takes no inspector and runs no script of the environment', () => {
    expect(printed).not.toMatch(/Debugger listening/);
    expect(existsSync(join(evil, 'ran'))).toBe(false);
  });
});
