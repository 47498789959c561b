import { useSnapshotPart } from '../../state/hooks.ts';
import { nameOf } from '../../state/select/seat.ts';

/** All computers by name, for a choice; those without one last. */
export const useSeatChoices = (): { value: string; label: string }[] =>
  useSnapshotPart((snapshot) => snapshot.computers)
    .map((computer) => ({ value: String(computer.id), label: nameOf(computer), named: computer.name !== null }))
    .sort(
      (one, other) =>
        Number(other.named) - Number(one.named) || one.label.localeCompare(other.label, undefined, { numeric: true }),
    )
    .map(({ value, label }) => ({ value, label }));
