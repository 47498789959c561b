import type { HistoryEntry } from '../../../electron/contract/model.ts';

/** An entry of the history for tests; each part can be given. */
export const anEntry = (parts: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: 1,
  bootId: 7,
  taskId: 5,
  computerId: 3,
  mac: '52:54:00:00:00:02',
  computerName: 'PC-02',
  actionName: 'Lab Linux',
  actionKind: 'linux',
  repeat: 'once',
  notBefore: 1,
  notAfter: 2,
  reason: 'task',
  script: '#!ipxe\n',
  servedAt: Date.UTC(2026, 10, 24, 9, 14),
  startedAt: null,
  runningAt: null,
  outcome: 'served',
  ...parts,
});
