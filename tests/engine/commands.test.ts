import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CommandInput, type CommandName, type CommandOutput, commands } from '../../electron/contract/api.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { minute, monday } from './plane.ts';

let folder: string;
let engine: Engine;
let now: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-commands-'));
  now = monday;
  const clock = { now: () => now };
  engine = createEngine({ dataFolder: folder, firmwareFolder: join(folder, 'firmware'), version: '0.0.0', clock });
});

afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

/** As the dispatcher calls: the input checked, its defaults filled in. */
async function call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const handler = engine.handlers[name] as (input: unknown) => Promise<CommandOutput<N>>;
  return handler(commands[name].input.parse(input));
}

const mac = '52:54:00:00:00:02';
const hour = { notBefore: monday, notAfter: monday + 60 * minute };

describe('computers', () => {
  it('are found by number, by name and by MAC address however it is written', async () => {
    const added = await call('computer.add', { mac: '52-54-00-00-00-02', name: 'PC-02' });
    for (const computer of [added.id, 'pc-02', '52:54:00:00:00:02', '52-54-00-00-00-02']) {
      expect(await call('computer.set', { computer })).toMatchObject({ id: added.id });
    }
  });

  it('are refused with the name of the one that has the MAC address', async () => {
    await call('computer.add', { mac, name: 'PC-02' });
    await expect(call('computer.add', { mac, name: 'PC-03' })).rejects.toThrow('PC-02');
  });

  it('must be named by their MAC address when two have one name', async () => {
    await call('computer.add', { mac, name: 'PC' });
    await call('computer.add', { mac: '52:54:00:00:00:03', name: 'PC' });
    await expect(call('computer.remove', { computer: 'PC' })).rejects.toThrow('52:54:00:00:00:03');
  });

  it('sit on a seat that is in their room', async () => {
    await call('room.add', { name: 'B12', rows: 2, columns: 2 });
    await expect(call('computer.add', { mac, room: 'B12', seat: { row: 3, column: 1 } })).rejects.toThrow(
      'no seat 3,1',
    );
  });

  it('leave their seat when they leave their room', async () => {
    await call('room.add', { name: 'B12', rows: 2, columns: 2 });
    await call('computer.add', { mac, room: 'B12', seat: { row: 1, column: 1 } });
    expect(await call('computer.set', { computer: mac, room: null })).toMatchObject({ roomId: null, seat: null });
  });

  it('take their tasks along when they are removed', async () => {
    await call('computer.add', { mac });
    await call('task.add', { computers: [mac], action: 'Local disk', ...hour });
    await call('computer.remove', { computer: mac });
    expect(await call('task.list', {})).toEqual([]);
  });
});

describe('rooms', () => {
  it('do not shrink below a seat that is taken', async () => {
    await call('room.add', { name: 'B12', rows: 5, columns: 6 });
    await call('computer.add', { mac, name: 'PC-02', room: 'B12', seat: { row: 5, column: 6 } });
    await expect(call('room.set', { room: 'B12', rows: 4 })).rejects.toThrow('PC-02');
  });

  it('leave their computers behind without a room when they are removed', async () => {
    await call('room.add', { name: 'B12' });
    await call('computer.add', { mac, room: 'B12', seat: { row: 1, column: 1 } });
    await call('room.remove', { room: 'B12' });
    expect(await call('computer.list', {})).toMatchObject([{ roomId: null, seat: null }]);
  });
});

describe('actions', () => {
  it('are refused with the known kinds when theirs is none', async () => {
    await expect(call('action.add', { name: 'X', kind: 'windows' })).rejects.toThrow('linux');
  });

  it('are refused when a file that they need is not there', async () => {
    const parameters = { kernel: join(folder, 'vmlinuz'), initrd: join(folder, 'initrd.img') };
    await expect(call('action.add', { name: 'Lab Linux', kind: 'linux', parameters })).rejects.toThrow(
      'There is no file',
    );
  });

  it('keep the parameters that a change does not name', async () => {
    const kernel = join(folder, 'vmlinuz');
    const initrd = join(folder, 'initrd.img');
    writeFileSync(kernel, 'kernel');
    writeFileSync(initrd, 'initrd');
    await call('action.add', { name: 'Lab Linux', kind: 'linux', parameters: { kernel, initrd, cmdline: 'quiet' } });
    const changed = await call('action.set', { action: 'Lab Linux', parameters: { cmdline: 'debug' } });
    expect(changed.parameters).toMatchObject({ kernel, cmdline: 'debug' });
  });

  it('stay while a task names them', async () => {
    await call('computer.add', { mac });
    await call('action.add', { name: 'Own', kind: 'script', parameters: { text: '#!ipxe\nshell' } });
    await call('task.add', { computers: [mac], action: 'Own', ...hour });
    await expect(call('action.remove', { action: 'Own' })).rejects.toThrow();
  });

  it('describe their form', async () => {
    const linux = (await call('action.kinds', {})).find((kind) => kind.kind === 'linux');
    expect(linux).toMatchObject({ parameters: { type: 'object', properties: { kernel: {}, cmdline: {} } } });
    expect(linux?.fileParameters).toContain('kernel');
  });
});

describe('tasks', () => {
  it('are due inside their window, missed after it', async () => {
    await call('computer.add', { mac });
    await call('task.add', { computers: [mac], action: 'Local disk', ...hour });
    expect(await call('task.list', {})).toMatchObject([{ state: 'due' }]);
    now += 60 * minute;
    expect(await call('task.list', {})).toMatchObject([{ state: 'missed' }]);
  });

  it('are added for all computers or for none', async () => {
    await call('computer.add', { mac });
    await expect(call('task.add', { computers: [mac, 'PC-99'], action: 'Local disk', ...hour })).rejects.toThrow(
      'PC-99',
    );
    expect(await call('task.list', {})).toEqual([]);
  });

  it('are refused when their window is over', async () => {
    await call('computer.add', { mac });
    now += 61 * minute;
    await expect(call('task.add', { computers: [mac], action: 'Local disk', ...hour })).rejects.toThrow('over');
  });

  it('are cancelled all together or not at all', async () => {
    await call('computer.add', { mac });
    const [task] = await call('task.add', { computers: [mac], action: 'Local disk', ...hour });
    await expect(call('task.cancel', { tasks: [task?.id ?? 0, 999] })).rejects.toThrow('999');
    expect(await call('task.list', {})).toHaveLength(1);
  });
});

describe('a task that is named twice', () => {
  it('is cancelled once', async () => {
    await call('computer.add', { mac });
    const [task] = await call('task.add', { computers: [mac], action: 'Local disk', ...hour });
    const id = task?.id ?? 0;
    expect(await call('task.cancel', { tasks: [id, id] })).toHaveLength(1);
  });
});

describe('a list of computers as CSV', () => {
  const csv = (...lines: string[]) => ['MAC,name,room,row,column,default action', ...lines].join('\n');

  it('adds the computers and the rooms that it names', async () => {
    const result = await call('computers.import', { csv: csv(`${mac},PC-02,B12,1,2,Local disk`) });
    expect(result).toEqual({ added: 1, changed: 0, unchanged: 0, refused: [] });
    expect(await call('computer.list', { room: 'B12' })).toMatchObject([
      { name: 'PC-02', seat: { row: 1, column: 2 } },
    ]);
  });

  it('takes the good lines and names each bad one with its reason', async () => {
    const result = await call('computers.import', {
      csv: csv('not a mac,PC-01,,,,', `${mac},PC-02,,,,`, `${mac},X,,1,,`),
    });
    expect(result).toMatchObject({
      added: 1,
      refused: [{ line: 2 }, { line: 4, why: { code: 'csv-seat-without-room' } }],
    });
  });

  it('leaves nothing of a refused line behind', async () => {
    const lines = csv(`${mac},PC-02,B12,1,1,`, '52:54:00:00:00:03,PC-03,B13,1,1,No such action');
    await call('computers.import', { csv: lines });
    expect((await call('room.list', {})).map((room) => room.name)).toEqual(['B12']);
  });

  it('changes nothing when it is only tried', async () => {
    const tried = await call('computers.import', { csv: csv(`${mac},PC-02,B12,1,2,`), dryRun: true });
    expect(tried.added).toBe(1);
    expect(await call('computer.list', {})).toEqual([]);
    expect(await call('room.list', {})).toEqual([]);
  });

  it('is read back unchanged when it was exported', async () => {
    await call('computers.import', { csv: csv(`${mac},"=Chef, Büro",B12,1,2,Local disk`) });
    const { csv: exported } = await call('computers.export', {});
    expect(await call('computers.import', { csv: exported })).toEqual({
      added: 0,
      changed: 0,
      unchanged: 1,
      refused: [],
    });
  });

  it('is exported with what the machine told of itself', async () => {
    await call('computers.import', { csv: csv(`${mac},PC-02,B12,1,2,`) });
    const { csv: exported } = await call('computers.export', {});
    const [headings, line] = exported.split('\r\n');
    expect(headings).toMatch(/^MAC,name,.*,serial,asset,uuid,memory MiB,processor,network chip,firmware$/);
    expect(line?.split(',')).toHaveLength(headings?.split(',').length ?? 0);
  });

  it('may come from a spreadsheet with semicolons and a byte order mark', async () => {
    const result = await call('computers.import', { csv: `\uFEFFmac;name\r\n${mac};PC-02\r\n` });
    expect(result.added).toBe(1);
  });

  it('is refused when its first line is a computer and no heading', async () => {
    await expect(call('computers.import', { csv: `${mac},PC-02` })).rejects.toThrow('must name the columns');
  });

  it('is refused when there is nothing in it', async () => {
    await expect(call('computers.import', { csv: '\r\n' })).rejects.toThrow('must name the columns');
  });

  it('is refused when it was not saved as UTF-8, since names would be damaged', async () => {
    await expect(call('computers.import', { csv: csv(`${mac},B\uFFFDro,,,,`) })).rejects.toThrow('UTF-8');
  });
});

describe('the snapshot', () => {
  it('holds what its revision promises, and later events come after it', async () => {
    const batches: number[] = [];
    engine.subscribe((batch) => batches.push(batch.revision));
    await call('computer.add', { mac });
    const snapshot = await call('snapshot', {});
    expect(snapshot.computers).toHaveLength(1);
    expect(snapshot.revision).toBe(batches.at(-1));
  });

  it('is what the contract says', async () => {
    await call('computer.add', { mac });
    await call('task.add', { computers: [mac], action: 'Local disk', ...hour });
    expect(commands.snapshot.output.safeParse(await call('snapshot', {})).error).toBeUndefined();
  });
});

describe('the service', () => {
  it('is refused with what to do for a card that is not there', async () => {
    await expect(call('service.start', { card: 'nocard0' })).rejects.toThrow('There is no network card nocard0');
    expect((await call('status', {})).service).toMatchObject({ state: 'failed' });
  });

  it('is refused for a range outside the network of the card', async () => {
    const range = { first: '192.0.2.1', last: '192.0.2.9' };
    await expect(call('service.start', { card: 'lo', range })).rejects.toThrow('not in the network');
  });
});
