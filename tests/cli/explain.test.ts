import { expect, test } from 'vitest';
import { openStore } from '../../electron/store/store.ts';
import { newBoot, newEvent } from '../store/rows.ts';
import { temporaryFolder } from '../transport/temporary-engine.ts';
import { rollcall } from './command-line.ts';

const at = Date.now();

/** PC-07 whose loader asked for a file that is not there, and gave up. */
async function aFailedBoot() {
  const place = { dataFolder: temporaryFolder() };
  await rollcall(place, 'computer', 'add', '--mac', '52:54:00:00:00:07', '--name', 'PC-07');
  const store = openStore(`${place.dataFolder}/rollcall.db`);
  const computerId = store.computers.byName('PC-07')[0]?.id ?? 0;
  store.boots.save(newBoot({ id: 1, computerId, startedAt: at, lastEventAt: at, stage: 'failed' }));
  const path = '/files/7/initrd/initrd.img';
  const why = { code: 'http-refused', path, cause: { code: 'http-no-such-file' } } as const;
  store.boots.appendEvents([
    newEvent({ id: 1, bootId: 1, computerId, at, fact: { kind: 'ignored', protocol: 'http', why } }),
    newEvent({ id: 2, bootId: 1, computerId, at, fact: { kind: 'failed', why: '0x2d0c618e' } }),
  ]);
  store.close();
  return place;
}

test('explain says why, what to do, and the line of the log that shows it', async () => {
  const place = await aFailedBoot();
  const { code, out } = await rollcall(place, 'explain', 'PC-07');
  expect(code).toBe(0);
  expect(out).toEqual([
    'PC-07: It asked for initrd.img, which is not there.',
    '  What to do: Open the action and check its files and paths.',
    expect.stringMatching(/^ {2}\d\d:\d\d:\d\d {2}was left without an answer \(HTTP\)/),
  ]);
});

test('explain --json gives the cause, its sentences and its lines as one value', async () => {
  const place = await aFailedBoot();
  const { out } = await rollcall(place, 'explain', 'PC-07', '--json');
  expect(JSON.parse(out[0] ?? '')).toMatchObject({
    computerName: 'PC-07',
    bootId: 1,
    standing: 'stopped',
    findings: [{ cause: { code: 'file-not-there' }, certainty: 'certain', evidence: [1], lines: [{ id: 1 }] }],
  });
});

test('explain of a computer that is none is refused', async () => {
  const place = { dataFolder: temporaryFolder() };
  expect(await rollcall(place, 'explain', 'PC-99')).toMatchObject({ code: 1, out: [] });
});
