import { type LogLine, Snapshot, type TaskView } from '../../electron/contract/api.ts';
import type { Boot, Computer } from '../../electron/contract/model.ts';

/** Values of the contract for tests of the page; each part can be given. The picture is checked against the contract. */
export const aSnapshot = (parts: Partial<Snapshot> = {}): Snapshot =>
  Snapshot.parse({
    revision: 0,
    status: {
      version: '0.1.0',
      pid: 1,
      dataFolder: 'data',
      service: { state: 'stopped' },
      computers: 0,
      leases: 0,
      dueTasks: 0,
      missedTasks: 0,
      firmware: [],
    },
    preferences: { globalDefaultActionId: 1, service: null },
    cards: [],
    computers: [],
    rooms: [],
    actions: [],
    actionKinds: [],
    tasks: [],
    boots: [],
    log: [],
    enrolment: null,
    console: { state: 'closed', hasPassword: false, place: null },
    media: [],
    mediaJobs: [],
    exams: [],
    traffic: { bytesPerSecond: 0, computers: [], leasesInUse: 0, leasesTotal: null },
    ...parts,
  });

export const aComputer = (parts: Partial<Computer> = {}): Computer => ({
  id: 3,
  mac: '52:54:00:00:00:02',
  name: null,
  roomId: null,
  seat: null,
  defaultActionId: null,
  reservedAddress: null,
  firmware: 'uefi-x64',
  status: 'discovered',
  variables: {},
  maker: null,
  hardware: null,
  firstSeenAt: 1,
  lastSeenAt: 1,
  ...parts,
});

export const aBoot = (parts: Partial<Boot> = {}): Boot => ({
  id: 7,
  computerId: 3,
  startedAt: 1,
  lastEventAt: 1,
  stage: 'seen',
  address: null,
  firmware: 'uefi-x64',
  actionId: null,
  actionName: null,
  taskId: null,
  reason: null,
  script: null,
  failure: null,
  ...parts,
});

export const aTask = (parts: Partial<TaskView> = {}): TaskView => ({
  id: 5,
  computerId: 3,
  actionId: 1,
  sessionId: null,
  sessionKind: null,
  repeat: 'once',
  notBefore: 1,
  notAfter: 2,
  executions: 0,
  createdAt: 1,
  state: 'scheduled',
  computerName: 'PC-02',
  actionName: 'Lab Linux',
  held: false,
  ...parts,
});

export const aLine = (parts: Partial<LogLine> = {}): LogLine => ({
  id: 1,
  bootId: 7,
  computerId: 3,
  at: 1,
  fact: { kind: 'loader-line', text: 'iPXE' },
  computerName: 'PC-02',
  mac: '52:54:00:00:00:02',
  text: 'iPXE',
  trouble: false,
  ...parts,
});
