import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemChanges, type SystemChangesParts } from '../../electron/engine/system-changes.ts';

let folder: string;
let ran: string[];
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-changes-'));
  ran = [];
  said = [];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const changesWith = (parts: Partial<SystemChangesParts> = {}) =>
  new SystemChanges({
    dataFolder: folder,
    run: (command) => {
      ran.push(command.join(' '));
      return Promise.resolve(null);
    },
    stands: () => true,
    log: (line) => said.push(line),
    ...parts,
  });

const change = (card = 'eth0') => ({
  kind: 'address' as const,
  card,
  address: '10.77.0.1',
  takeBack: [['del', card] as [string, string], ['down', card] as [string, string]],
});

describe('what is changed of the system', () => {
  it('is written down before it is done', async () => {
    const seen: boolean[] = [];
    const changes = changesWith({
      run: () => {
        seen.push(existsSync(join(folder, 'system-changes.json')));
        return Promise.resolve(null);
      },
    });
    await changes.make(change(), [['add']]);
    expect(seen).toEqual([true]);
  });

  it('is taken back in full and then forgotten', async () => {
    const changes = changesWith();
    await changes.make(change(), [['add']]);
    await changes.restore();
    expect(ran).toEqual(['add', 'del eth0', 'down eth0']);
    expect(said).toEqual(['The card eth0 is as it was before: del eth0 && down eth0']);
    expect(changesWith().made).toEqual([]);
  });

  it('is taken back by the next run when this one ended without a word', async () => {
    await changesWith().make(change(), [['add']]);
    await changesWith().restore();
    expect(ran).toEqual(['add', 'del eth0', 'down eth0']);
  });

  it('stays while the same card is served again', async () => {
    const changes = changesWith();
    await changes.make(change('eth0'), [['add']]);
    await changes.make(change('eth1'), [['add']]);
    await changes.restore(({ card }) => card === 'eth0');
    expect(changes.made.map(({ card }) => card)).toEqual(['eth0']);
  });

  it('is taken back at once when half of it fails, and says why', async () => {
    const changes = changesWith({
      run: (command) => {
        ran.push(command.join(' '));
        return Promise.resolve(command[0] === 'add' ? 'Operation not permitted' : null);
      },
    });
    expect(await changes.make(change(), [['up'], ['add']])).toBe('Operation not permitted');
    expect(ran).toEqual(['up', 'add', 'del eth0', 'down eth0']);
    expect(changesWith().made).toEqual([]);
  });

  it('is only forgotten when the computer was started again meanwhile', async () => {
    await changesWith().make(change(), [['add']]);
    ran = [];
    const changes = changesWith({ stands: () => false });
    await changes.restore();
    expect([ran, said, changes.made]).toEqual([[], [], []]);
  });

  it('that cannot be taken back is said with its commands, and tried again by the next run', async () => {
    await changesWith().make(change(), [['add']]);
    const stuck = changesWith({ run: () => Promise.resolve('Not authorized') });
    await stuck.restore();
    expect(said.at(-1)).toBe(
      'What was changed on eth0 could not be taken back: Not authorized. Type it yourself: del eth0 && down eth0',
    );
    expect(changesWith().made).toHaveLength(1);
  });
});
