import { describe, expect, it } from 'vitest';
import type { Client } from '../../electron/boot/client.ts';
import { bootStep, decideBoot } from '../../electron/boot/decide.ts';
import { describePhrase } from '../../electron/contract/describe.ts';
import type { Computer, FirmwareKind, Room, Task } from '../../electron/contract/model.ts';

const now = 1_000_000;
const task = (changes: Partial<Task>): Task => ({
  id: 1,
  computerId: 5,
  actionId: 40,
  sessionId: null,
  sessionKind: null,
  repeat: 'once',
  notBefore: now - 1,
  notAfter: now + 1,
  executions: 0,
  createdAt: 0,
  ...changes,
});
const computer = (defaultActionId: number | null): Computer => ({
  id: 5,
  mac: '52:54:00:00:00:02',
  name: 'PC-02',
  roomId: 3,
  seat: null,
  defaultActionId,
  reservedAddress: null,
  firmware: 'unknown',
  status: 'known',
  variables: {},
  maker: null,
  hardware: null,
  firstSeenAt: null,
  lastSeenAt: null,
});
const room = (defaultActionId: number | null): Room => ({
  id: 3,
  name: 'B12',
  rows: 5,
  columns: 6,
  aisles: { rows: [], columns: [] },
  unknown: null,
  desk: 'top',
  defaultActionId,
});

describe('what a machine boots', () => {
  it.each([
    ['its due task before every default', { computer: computer(10), room: room(20), tasks: [task({})] }, 40, 'task'],
    [
      'an exam before a task',
      { computer: computer(10), room: room(20), tasks: [task({}), task({ id: 2, actionId: 41, sessionKind: 'exam' })] },
      41,
      'exam',
    ],
    [
      'an imaging session is a task',
      { computer: computer(10), room: room(20), tasks: [task({ sessionKind: 'imaging' })] },
      40,
      'task',
    ],
    [
      'its own default when its task is not due yet',
      { computer: computer(10), room: room(20), tasks: [task({ notBefore: now + 1, notAfter: now + 2 })] },
      10,
      'computer default',
    ],
    [
      'its own default when its task was missed',
      { computer: computer(10), room: room(20), tasks: [task({ notBefore: 0, notAfter: now })] },
      10,
      'computer default',
    ],
    [
      'the default of its room when it has none',
      { computer: computer(null), room: room(20), tasks: [] },
      20,
      'room default',
    ],
    [
      'the global default when neither has one',
      { computer: computer(null), room: room(null), tasks: [] },
      30,
      'global default',
    ],
    ['the global default without a room', { computer: computer(null), room: null, tasks: [] }, 30, 'global default'],
    ['the global default when it was never seen', { computer: null, room: null, tasks: [] }, 30, 'global default'],
  ])('%s', (_, view, actionId, reason) => {
    const decision = decideBoot({ ...view, globalDefaultActionId: 30, now });
    expect(decision).toMatchObject({ actionId, reason });
    expect(decision.task?.actionId ?? null).toBe(reason === 'task' || reason === 'exam' ? actionId : null);
  });
});

describe('what a client is told to load next', () => {
  const server = { address: '10.77.0.1', httpUrl: 'http://10.77.0.1:8080' };
  const mac = '52:54:00:0a:00:02';
  const firmware = (
    kind: FirmwareKind,
    transport: 'pxe' | 'http' = 'pxe',
    architecture: number | null = null,
  ): Client => ({
    kind: 'firmware',
    transport,
    firmware: kind,
    architecture,
  });
  const ipxe = (http: boolean, kind: FirmwareKind = 'bios'): Client => ({
    kind: 'ipxe',
    firmware: kind,
    architecture: 0,
    version: [1, 0, 0],
    http,
  });
  const script = { kind: 'script', url: 'http://10.77.0.1:8080/boot/52-54-00-0a-00-02.ipxe' };

  it.each([
    ['a BIOS gets its loader', firmware('bios'), false, { kind: 'loader', file: 'undionly.kpxe', url: null }],
    ['x64 UEFI gets its loader', firmware('uefi-x64'), false, { kind: 'loader', file: 'snponly.efi', url: null }],
    [
      '64-bit ARM gets its loader',
      firmware('uefi-arm64'),
      false,
      { kind: 'loader', file: 'ipxe-arm64.efi', url: null },
    ],
    [
      'firmware that asks again gets its loader again',
      firmware('uefi-x64'),
      true,
      { kind: 'loader', file: 'snponly.efi', url: null },
    ],
    [
      'UEFI HTTP boot gets its loader by HTTP',
      firmware('uefi-x64', 'http'),
      false,
      { kind: 'loader', file: 'snponly.efi', url: 'http://10.77.0.1:8080/snponly.efi' },
    ],
    ['iPXE gets its script', ipxe(true), false, script],
    ['our own iPXE gets its script', ipxe(true), true, script],
    ['an iPXE without HTTP gets our loader', ipxe(false), false, { kind: 'loader', file: 'undionly.kpxe', url: null }],
    ['an iPXE without HTTP gets no second loader', ipxe(false), true, script],
  ])('%s', (_, client, loaderGiven, step) => {
    expect(bootStep({ client, mac, server, family: 'ipxe', loaderGiven })).toEqual(step);
  });

  it.each([
    ['32-bit UEFI', firmware('uefi-ia32'), mac, 'switch the machine to BIOS'],
    ['32-bit ARM', firmware('uefi-arm32'), mac, 'boot this machine from a card or a stick'],
    ['a processor without a loader', firmware('unknown', 'pxe', 27), mac, 'architecture 27'],
    ['firmware that names no processor', firmware('unknown', 'http'), mac, 'architecture not named'],
    ['a Raspberry Pi', firmware('unknown', 'pxe', 0), 'dc:a6:32:01:02:03', 'put UEFI firmware for it on its card'],
    ['a BIOS that boots by HTTP', firmware('bios', 'http', 20), mac, 'set the machine to PXE boot'],
    ['an iPXE without HTTP on 32-bit UEFI', ipxe(false, 'uefi-ia32'), mac, 'switch the machine to BIOS'],
    [
      'an operating system',
      { kind: 'system', vendorClass: 'MSFT 5.0', hostName: null } as const,
      mac,
      'an operating system asks',
    ],
  ])('gets nothing, and a reason that says what to do: %s', (_, client, address, words) => {
    const step = bootStep({ client, mac: address, server, family: 'ipxe', loaderGiven: false });
    expect(step.kind === 'nothing' && describePhrase(step.why)).toContain(words);
  });
});
