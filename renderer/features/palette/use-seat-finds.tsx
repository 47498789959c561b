import { useMemo } from 'react';
import type { Computer } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { go } from '../../state/place.ts';
import { nameOf, seatLabel } from '../../state/select/seat.ts';
import { stageLooks } from '../../theme/stage.ts';
import type { Find } from './palette.tsx';

const numbers = new Intl.Collator(undefined, { numeric: true });
/** Those without a name come last: their addresses would stand before every letter. */
const byName = (one: Computer, other: Computer): number =>
  Number(one.name === null) - Number(other.name === null) || numbers.compare(nameOf(one), nameOf(other));

const OffIcon = stageLooks.off.icon;

/** Every computer: by its name, its room and seat, its MAC address. Chosen, its drawer opens in its room. */
export function useSeatFinds(): readonly Find[] {
  const t = useWords('palette');
  const computers = useSnapshotPart((snapshot) => snapshot.computers);
  const rooms = useSnapshotPart((snapshot) => snapshot.rooms);
  const boots = useSnapshotPart((snapshot) => snapshot.boots);
  return useMemo(() => {
    const roomNames = new Map(rooms.map((room) => [room.id, room.name]));
    const stages = new Map(boots.map((boot) => [boot.computerId, boot.stage]));
    return computers.toSorted(byName).map((computer): Find => {
      const room = computer.roomId === null ? undefined : roomNames.get(computer.roomId);
      const place =
        room === undefined
          ? t('noRoom')
          : computer.seat === null
            ? room
            : t('seatIn', { room, seat: seatLabel(computer.seat) });
      const stage = stages.get(computer.id);
      const look = stage === undefined ? null : stageLooks[stage];
      const StageIcon = look?.icon ?? OffIcon;
      return {
        id: `computer ${computer.id}`,
        label: nameOf(computer),
        hint: `${place} · ${computer.mac}`,
        icon: <StageIcon size={17} color={look?.colour ?? stageLooks.off.colour} aria-hidden />,
        run: () => go({ screen: 'room', room: computer.roomId, computer: computer.id }),
      };
    });
  }, [computers, rooms, boots, t]);
}
