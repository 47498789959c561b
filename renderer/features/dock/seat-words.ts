import { useMemo } from 'react';
import type { Snapshot } from '../../../electron/contract/api.ts';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { computerOf, computersOfRoom, roomOf } from '../../state/select/lookup.ts';
import { nameOf } from '../../state/select/seat.ts';
import { rowLetters } from '../room/seat.ts';
import { type Named, nameSeats } from './naming.ts';

const named = (computers: Snapshot['computers']): Named[] =>
  computers.map((computer) => ({ ...computer, name: nameOf(computer) }));

/** Names seats as a person would; `most` is how many a list may hold. */
export function useSeatWords(): (ids: readonly number[], most?: number) => string {
  const t = useWords('dock');
  const computers = useSnapshotPart((snapshot) => snapshot.computers);
  const rooms = useSnapshotPart((snapshot) => snapshot.rooms);
  return useMemo(() => {
    const picture = { computers, rooms } as Snapshot;
    return (ids, most = 6) => {
      const chosen = named(ids.flatMap((id) => computerOf(picture, id) ?? []));
      const roomId = chosen[0]?.roomId ?? null;
      const name = nameSeats(chosen, roomId === null ? [] : named([...computersOfRoom(picture, roomId)]), most);
      switch (name.kind) {
        case 'one':
          return name.name;
        case 'room':
          return t('seats.room', { room: roomOf(picture, name.roomId)?.name ?? '' });
        case 'row':
          return t('seats.row', { ...name, line: rowLetters(name.line) });
        case 'column':
          return t('seats.column', { ...name });
        case 'list': {
          const names = name.names.join(', ');
          return name.more === 0 ? names : t('seats.more', { names, count: name.more });
        }
      }
    };
  }, [computers, rooms, t]);
}
