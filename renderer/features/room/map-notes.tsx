import type { Seat } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { computerOf } from '../../state/select/lookup.ts';
import { nameOf, seatLabel } from '../../state/select/seat.ts';
import { useArranging } from './arranging.tsx';
import type { TypedName } from './map-keys.ts';
import classes from './room-map.module.css';
import type { RoomSeats } from './room-seats.ts';
import { tileLabel } from './tile-words.ts';
import { useTongue } from './tongue.ts';

/** What floats over the lower edge of the map: what is in hand, what is typed. */
export function MapNotes({ typed }: { readonly typed: TypedName | null }) {
  const t = useWords('room');
  return (
    <div role="status" className={classes.notes}>
      <InHandNote />
      {typed && (
        <div className={classes.note}>
          {typed.found || typed.text === '' ? t('typed', { text: typed.text }) : t('typedNobody', { text: typed.text })}
          {typed.found && <b>{typed.found.name}</b>}
        </div>
      )}
    </div>
  );
}

function InHandNote() {
  const t = useWords('room');
  const common = useWords('common');
  const { inHand, take } = useArranging();
  const held = useSnapshotPart((snapshot) => (inHand ? computerOf(snapshot, inHand.held) : null));
  if (!inHand || !held) return null;
  const more = inHand.company.filter((id) => id !== held.id).length;
  const words = more === 0 ? 'inHand_one' : 'inHand_other';
  return (
    <div className={classes.note}>
      <span>{t(words, { name: nameOf(held), count: more })}</span>
      <button type="button" onClick={() => take(null)}>
        {common('cancel')}
      </button>
    </div>
  );
}

/** The smallest tiles have no words: here they are, for the seat under the pointer or the cursor. */
export function SeatStrip({ seats, seat }: { readonly seats: RoomSeats; readonly seat: Seat }) {
  const tongue = useTongue();
  const seated = seats.at(seat);
  return (
    <div className={classes.strip} aria-hidden>
      {seated ? tileLabel(seated, null, tongue) : tongue.room('freeLabel', { seat: seatLabel(seat) })}
    </div>
  );
}
