import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { useSnapshotPart } from '../../state/hooks.ts';
import { computerOf } from '../../state/select/lookup.ts';
import { keepOnly, noSelection, type Selection, selectionOf } from './selection.ts';
import { useShownRoom } from './shown-room.ts';

/** What is selected in the room that is looked at. */
export interface SelectionUse {
  /** Numbers of computers, of this room or without a seat; those that are gone are left out. */
  readonly ids: ReadonlySet<number>;
  readonly selection: Selection;
  readonly change: (step: (selection: Selection) => Selection) => void;
  /** Exactly these. */
  readonly select: (ids: Iterable<number>) => void;
  readonly clear: () => void;
}

const SelectionContext = createContext<SelectionUse | null>(null);

interface Kept {
  readonly roomId: number | null;
  readonly selection: Selection;
}

/** Holds the selection of the room that is looked at. Another room begins with nothing selected: nobody acts on what is not seen. */
export function SelectionProvider({ children }: { readonly children: ReactNode }) {
  const roomId = useShownRoom()?.id ?? null;
  const [kept, setKept] = useState<Kept>({ roomId, selection: noSelection });
  const raw = kept.roomId === roomId ? kept.selection : noSelection;
  const selection = useSnapshotPart((snapshot) => {
    return keepOnly(raw, (id) => {
      const computer = computerOf(snapshot, id);
      return computer !== null && (computer.roomId === roomId || computer.seat === null);
    });
  }, sameSelection);
  const change = useCallback(
    (step: (selection: Selection) => Selection) =>
      setKept((before) => ({ roomId, selection: step(before.roomId === roomId ? before.selection : noSelection) })),
    [roomId],
  );
  const value = useMemo<SelectionUse>(
    () => ({
      ids: selection.ids,
      selection,
      change,
      select: (ids) => change(() => selectionOf(ids)),
      clear: () => change(() => noSelection),
    }),
    [selection, change],
  );
  return <SelectionContext value={value}>{children}</SelectionContext>;
}

const sameSelection = (one: Selection, other: Selection): boolean =>
  one === other ||
  (one.anchor === other.anchor && one.base === other.base && [...one.ids].join() === [...other.ids].join());

export function useSelection(): SelectionUse {
  const use = useContext(SelectionContext);
  if (!use) throw new Error('a part of the room is used outside of SelectionProvider');
  return use;
}
