import type { StoredBoot } from '../../electron/boot/stored-boot.ts';
import type { BootEvent, Computer, HistoryEntry, Lease } from '../../electron/contract/model.ts';
import type { NewTask } from '../../electron/store/port.ts';

/** Values with every field, of which a test says only those that it is about. */

export function macOf(number: number): string {
  const hex = number.toString(16).padStart(6, '0');
  return `52:54:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}`;
}

export function newComputer(fields: Partial<Omit<Computer, 'id'>> = {}): Omit<Computer, 'id'> {
  return {
    mac: macOf(1),
    name: null,
    roomId: null,
    seat: null,
    defaultActionId: null,
    reservedAddress: null,
    firmware: 'unknown',
    status: 'known',
    variables: {},
    maker: null,
    hardware: null,
    firstSeenAt: null,
    lastSeenAt: null,
    ...fields,
  };
}

export function newTask(fields: Partial<NewTask> & Pick<NewTask, 'computerId'>): NewTask {
  return {
    actionId: 1,
    sessionId: null,
    repeat: 'once',
    notBefore: 1_000,
    notAfter: 2_000,
    createdAt: 500,
    ...fields,
  };
}

export function newEntry(fields: Partial<Omit<HistoryEntry, 'id'>> = {}): Omit<HistoryEntry, 'id'> {
  return {
    bootId: 1,
    taskId: 1,
    computerId: 1,
    mac: macOf(1),
    computerName: 'PC-01',
    actionName: 'Local disk',
    actionKind: 'local-disk',
    repeat: 'once',
    notBefore: 1_000,
    notAfter: 2_000,
    reason: 'task',
    script: '#!ipxe\nexit\n',
    servedAt: 1_500,
    startedAt: null,
    runningAt: null,
    outcome: 'served',
    ...fields,
  };
}

export function newBoot(fields: Partial<StoredBoot> = {}): StoredBoot {
  const id = fields.id ?? 1;
  return {
    id,
    computerId: 1,
    startedAt: 1_000,
    lastEventAt: 1_000,
    stage: 'seen',
    address: null,
    firmware: 'bios',
    actionId: null,
    actionName: null,
    taskId: null,
    reason: null,
    script: null,
    failure: null,
    token: `token-${id}`,
    historyId: null,
    began: 'firmware',
    ...fields,
  };
}

export function newEvent(fields: Partial<BootEvent> = {}): BootEvent {
  return {
    id: 1,
    bootId: 1,
    computerId: 1,
    at: 1_000,
    fact: { kind: 'nak', why: { code: 'words', words: 'another server' } },
    ...fields,
  };
}

export function newLease(fields: Partial<Lease> = {}): Lease {
  return { address: '10.77.0.100', mac: macOf(1), state: 'bound', expiresAt: 9_000, hostName: null, ...fields };
}
