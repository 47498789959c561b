import { afterEach, expect, it } from 'vitest';
import { bootOnce, type Classroom, history, mac, openClassroom, printTimings, stages } from './room.ts';

let room: Classroom | null = null;

afterEach(async () => {
  await room?.close();
  room = null;
});

const firmwares = [
  ['BIOS with the iPXE ROM of its card', 'bios'],
  ["UEFI with EDK2's own PXE client", 'uefi'],
  ["UEFI with EDK2's HTTP boot", 'uefi-http'],
] as const;

it.each(firmwares)('%s boots the action of its task, then its default', async (title, firmware) => {
  room = await openClassroom();

  const first = await bootOnce(room, firmware);
  printTimings(`${title}, by its task:`, first);
  expect(first.console).toContain('test linux: reported, marker task');
  expect(stages(first)).toEqual(
    expect.arrayContaining(['discover', 'offer', 'address', 'script-served', 'file-sent', 'started', 'running']),
  );
  expect(await history(room)).toMatchObject([{ mac, actionName: 'Lab Linux', reason: 'task', outcome: 'running' }]);
  expect(await room.rollcall.run('task', 'list')).toEqual([]);
  const said = firmware === 'bios' ? null : expect.objectContaining({ manufacturer: 'QEMU' });
  expect(await room.rollcall.run('computer', 'list')).toMatchObject([{ mac, hardware: said }]);

  const second = await bootOnce(room, firmware);
  printTimings(`${title}, by its default:`, second);
  expect(second.console).toContain('test linux: reported, marker default');
  expect(await history(room)).toHaveLength(1);
});
