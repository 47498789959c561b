import { useSnapshotPart } from '../../state/hooks.ts';
import { nameOf } from '../../state/select/seat.ts';

/** All computers by name, for a choice. */
export const useSeatChoices = (): { value: string; label: string }[] =>
  useSnapshotPart((snapshot) => snapshot.computers)
    .map((computer) => ({ value: String(computer.id), label: nameOf(computer) }))
    .sort((one, other) => one.label.localeCompare(other.label, undefined, { numeric: true }));
