import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../electron/contract/api.ts';
import type { BootFact } from '../../electron/contract/model.ts';
import { openStore } from '../../electron/store/store.ts';
import { newBoot, newEvent } from '../store/rows.ts';
import { engineForEachTest } from './console-engine.ts';

const console = engineForEachTest();

const facts: readonly BootFact[] = [
  { kind: 'nak', why: { code: 'words', words: 'the address is another machine’s' } },
  { kind: 'file-started', protocol: 'tftp', role: 'loader', file: 'snponly.efi', bytes: 3 },
  { kind: 'file-started', protocol: 'http', role: 'initrd', file: 'boot.wim', bytes: 3 },
  { kind: 'failed', why: 'kernel panic' },
];

/** Three machines with a boot each; of every four events each machine has one of each fact, in turn. */
async function writeJournal(events: number): Promise<void> {
  const computers = await console.addComputers(3);
  const store = openStore(`${console.folder}/rollcall.db`);
  store.transaction(() => {
    for (const { id } of computers) store.boots.save(newBoot({ id, computerId: id }));
    const lines = Array.from({ length: events }, (_, index) => {
      const fact = facts[index % facts.length] ?? { kind: 'range-exhausted' };
      const computer = computers[Math.floor(index / facts.length) % 3]?.id ?? 0;
      return newEvent({ id: index + 1, bootId: computer, computerId: computer, fact });
    });
    store.boots.appendEvents(lines);
  });
  store.close();
}

const ids = (lines: readonly LogLine[]): number[] => lines.map((line) => line.id);

describe('the log', () => {
  it('gives the newest lines that fit, oldest first, and goes on before them', async () => {
    await writeJournal(24);
    const page = await console.call('log.list', { limit: 3 });
    expect(ids(page)).toEqual([22, 23, 24]);
    expect(ids(await console.call('log.list', { limit: 3, before: 22 }))).toEqual([19, 20, 21]);
  });

  it('goes back no further than it is asked to', async () => {
    await writeJournal(24);
    expect(ids(await console.call('log.list', { stages: ['failed'], from: 9 }))).toEqual([12, 16, 20, 24]);
    expect(ids(await console.call('log.list', { from: 23 }))).toEqual([23, 24]);
    expect(await console.call('log.list', { from: 5, before: 5 })).toEqual([]);
  });

  it('is filtered by computers, stages, trouble and words, all at once', async () => {
    await writeJournal(24);
    expect(ids(await console.call('log.list', { computers: ['PC-01'] }))).toEqual([1, 2, 3, 4, 13, 14, 15, 16]);
    expect(ids(await console.call('log.list', { computers: ['PC-01', 'PC-03'], stages: ['loading'] }))).toEqual([
      3, 11, 15, 23,
    ]);
    expect(ids(await console.call('log.list', { stages: ['loader'] }))).toEqual([2, 6, 10, 14, 18, 22]);
    expect(ids(await console.call('log.list', { troubleOnly: true, computer: 'PC-02' }))).toEqual([8, 20]);
    expect(ids(await console.call('log.list', { text: 'BOOT.WIM', computers: ['PC-02'] }))).toEqual([7, 19]);
    expect(ids(await console.call('log.list', { text: 'pc-03', stages: ['failed'] }))).toEqual([12, 24]);
    expect(ids(await console.call('log.list', { text: '00-1b-21-00-00-03', stages: ['failed'] }))).toEqual([12, 24]);
  });

  it('finds the one old line in a long journal', async () => {
    await writeJournal(45_000);
    const found = await console.call('log.list', { stages: ['failed'], text: 'panic', before: 5 });
    expect(ids(found)).toEqual([4]);
    expect(await console.call('log.list', { text: 'not a word of it' })).toEqual([]);
  });
});
