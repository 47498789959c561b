import type { Boot, Computer } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { actionOf, tasksOf } from '../../state/select/lookup.ts';
import { usualWhen } from './deed.ts';
import { useActs } from './proposal.ts';

/** A button after a failed boot. */
export interface BootAgain {
  readonly label: string;
  readonly act: () => void;
}

/** What was taken once is offered once more; a default comes again by itself, so the way out is the machine's own disk. */
export function useBootAgain(computer: Pick<Computer, 'id'>, boot: Boot): BootAgain | null {
  const t = useWords('dock');
  const { act } = useActs();
  const again = useSnapshotPart((snapshot) => (boot.actionId === null ? null : actionOf(snapshot, boot.actionId)));
  const disk = useSnapshotPart((snapshot) => snapshot.actions.find(({ kind }) => kind === 'local-disk') ?? null);
  const waits = useSnapshotPart((snapshot) => tasksOf(snapshot, computer.id).some(({ state }) => state === 'due'));
  const taken = boot.taskId !== null && again !== null && !waits;
  const action = taken ? again : disk;
  if (!action || (!taken && action.id === boot.actionId) || (waits && !taken)) return null;
  return {
    label: taken ? t('need.again') : t('need.diskNext', { action: action.name }),
    act: () =>
      act({ computers: [computer.id], deed: { kind: 'boot', actionId: action.id, when: usualWhen, wake: false } }),
  };
}
