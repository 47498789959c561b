import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Explanation } from '../../../electron/contract/diagnosis.ts';
import { powerOn } from '../../support/machine.ts';
import { bootOnce, type Classroom, history, mac, openClassroom, printTimings, type Started } from './room.ts';

/**
 * Real firmware with Secure Boot on and Microsoft's keys, and nothing enrolled: it refuses iPXE, is known by that, and
 * boots its task by the loaders and the kernel that Debian signed. Each test goes on where the one before it stopped.
 */
let room: Classroom;

beforeAll(async () => {
  room = await openClassroom();
});

afterAll(() => room?.close());

/** The files that the machine got, in their order, each once. */
const files = ({ lines }: Started): string[] => [
  ...new Set(lines.flatMap(({ fact }) => (fact.kind === 'file-sent' ? [fact.file] : []))),
];

const chain = ['shimx64.efi', 'grubx64.efi', 'grub.cfg', 'vmlinuz', 'initrd.img'];

it('a machine that refuses the unsigned loader is told by its silence, and gets signed ones from then on', async () => {
  const { rollcall, folder, lab, log } = room;
  const machine = powerOn(lab, 'uefi-secure', mac, folder);
  const loader = await log.until('it has the loader', ({ fact }) => fact.kind === 'file-sent', 90_000);
  const learnt = await log.until('it is known', ({ fact }) => fact.kind === 'remedy', 90_000);
  expect(machine.console()).toContain('Access Denied');
  expect(learnt.text).toContain('Secure Boot is likely on');
  const { findings } = (await rollcall.run('explain', 'PC-02')) as Explanation;
  await machine.close();
  expect(findings[0]).toMatchObject({
    cause: { code: 'secure-boot', file: 'snponly.efi' },
    certainty: 'likely',
    why: expect.stringMatching(/Secure Boot refuses loaders that are not signed\.$/),
  });
  expect(findings[0]?.evidence).toEqual(expect.arrayContaining([loader.id]));
});

it('its task boots a kernel that Debian signed, by loaders that Debian signed', async () => {
  const started = await bootOnce(room, 'uefi-secure');
  printTimings('Secure Boot', started);
  expect(files(started)).toEqual(chain);
  expect(started.console).toContain('test linux: reported, marker task');
  const [entry] = await history(room);
  expect(entry).toMatchObject({ actionName: 'Lab Linux', reason: 'task', outcome: 'running' });
  expect(entry?.script).toMatch(/^# Rollcall\n.*\nif linux /s);
});

it('it is remembered, and the next boot takes the signed loaders at once', async () => {
  const started = await bootOnce(room, 'uefi-secure');
  expect(files(started)).toEqual(chain);
  expect(started.console).toContain('test linux: reported, marker default');
  expect(await history(room)).toHaveLength(1);
});

/** iPXE's own signed loaders, which their official release alone has. */
const signedIpxe = ['ipxe-shimx64.efi', 'ipxe.efi'].map(
  (name) => new URL(`../../../firmware/files/x86_64-sb/${name}`, import.meta.url).pathname,
);

if (signedIpxe.every((file) => existsSync(file))) {
  it('iPXE’s own signed chain starts the boot script', async () => {
    await room.rollcall.run('remedy', 'PC-02', '--loader', 'ipxe-signed');
    const before = room.log.lines.at(-1)?.id ?? 0;
    const machine = powerOn(room.lab, 'uefi-secure', mac, room.folder);
    const isScript = ({ id, fact }: Started['lines'][number]) => id > before && fact.kind === 'script-served';
    await room.log.until('its script', isScript, 120_000).finally(() => machine.close());
  });
} else console.info('iPXE’s own signed chain is not tried: its files cannot be had here (npm run firmware says why).');
