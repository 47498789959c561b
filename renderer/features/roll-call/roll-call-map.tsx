import { IconCheck, IconPlayerSkipForward, IconPower } from '@tabler/icons-react';
import type { Enrolment } from '../../../electron/contract/console.ts';
import type { Room, Seat } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { seatLabel } from '../../state/select/seat.ts';
import { boxOf, columnHeadHeight, type Geometry, rowHeadWidth } from '../room/grid.ts';
import { cellProps, gridProps } from '../room/grid-roles.ts';
import type { RoomSeats, SeatedView } from '../room/room-seats.ts';
import { rectangle, rowLetters, seatKey, shortName } from '../room/seat.ts';
import { type Place, placesOf } from './line.ts';
import classes from './roll-call-map.module.css';

interface Props {
  readonly room: Room;
  readonly enrolment: Enrolment;
  readonly seats: RoomSeats;
  readonly geometry: Geometry;
  readonly goOn: (seat: Seat) => void;
}

/** The seats of a roll call. A click on a free one goes on there. */
export function RollCallMap({ room, enrolment, seats, geometry, goOn }: Props) {
  const t = useWords('roll-call');
  const placeOf = placesOf(room, enrolment, (seat) => seats.at(seat) !== null);
  return (
    <table role={gridProps.role} className={classes.grid} aria-label={t('titleIn', { room: room.name })}>
      <Heads geometry={geometry} />
      <tbody>
        {geometry.ys.map((y, index) => (
          <tr key={y}>
            {rectangle({ row: index + 1, column: 1 }, { row: index + 1, column: room.columns }).map((seat) => (
              <RollCallSeat
                key={seatKey(seat)}
                seat={seat}
                geometry={geometry}
                seated={seats.at(seat)}
                place={placeOf(seat)}
                becomes={enrolment.nextName}
                goOn={goOn}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SeatProps {
  readonly seat: Seat;
  readonly geometry: Geometry;
  readonly seated: SeatedView | null;
  readonly place: Place;
  readonly becomes: string | null;
  readonly goOn: (seat: Seat) => void;
}

/** From this height of a tile on it has a third line, in pixels. */
const thirdLineFrom = 64;

function RollCallSeat({ seat, geometry, seated, place, becomes, goOn }: SeatProps) {
  const t = useWords('roll-call');
  const box = boxOf(geometry, seat);
  if (!box) return null;
  const label = seatLabel(seat);
  const state = seated ? seated.name : stateOf(place, t);
  const small = geometry.density === 'small';
  const third = geometry.tile.height >= thirdLineFrom && !small;
  return (
    <td
      {...cellProps(false)}
      aria-current={place.kind === 'next' ? 'step' : undefined}
      className={classes.seat}
      data-kind={place.kind}
      data-small={small || undefined}
      data-newest={(place.kind === 'taken' && place.newest) || undefined}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
    >
      <span className="heard">{t('seatLabel', { seat: label, state: state === '' ? t('free') : state })}</span>
      <span aria-hidden className={classes.face}>
        {seated ? (
          <Taken seated={seated} small={small} third={third} />
        ) : (
          <Free label={label} state={state} place={place} small={small} third={third} becomes={becomes} />
        )}
      </span>
      {!seated && place.kind !== 'next' && (
        <button
          type="button"
          className={classes.goOn}
          aria-label={t('startHere', { seat: label })}
          title={t('startHere', { seat: label })}
          onClick={() => goOn(seat)}
        />
      )}
    </td>
  );
}

interface Lines {
  readonly small: boolean;
  readonly third: boolean;
}

function Taken({ seated: { name, computer }, small, third }: Lines & { readonly seated: SeatedView }) {
  if (small) return <b>{shortName(name)}</b>;
  return (
    <>
      <b>{name}</b>
      <IconCheck className={classes.icon} size={16} aria-hidden />
      <span>{computer.hardware?.product ?? computer.maker ?? ''}</span>
      {third && <span className={`${classes.foot} mono`}>{computer.mac.slice(-8)}</span>}
    </>
  );
}

function Free({
  label,
  state,
  place,
  small,
  third,
  becomes,
}: Lines & {
  readonly label: string;
  readonly state: string;
  readonly place: Place;
  readonly becomes: string | null;
}) {
  const t = useWords('roll-call');
  if (small) return <b>{label}</b>;
  return (
    <>
      <b>{label}</b>
      {place.kind === 'next' && <IconPower className={classes.icon} size={17} aria-hidden />}
      {place.kind === 'skipped' && <IconPlayerSkipForward className={classes.icon} size={16} aria-hidden />}
      {place.kind !== 'waiting' && <span>{state}</span>}
      {third && place.kind === 'waiting' && <span className={classes.foot}>{state}</span>}
      {third && place.kind === 'next' && becomes !== null && (
        <span className={classes.foot}>{t('becomes', { name: becomes })}</span>
      )}
    </>
  );
}

function stateOf(place: Place, t: ReturnType<typeof useWords<'roll-call'>>): string {
  switch (place.kind) {
    case 'next':
      return t('switchIt');
    case 'skipped':
      return t('skipped');
    case 'waiting':
      return t('inLine', { place: place.place });
    case 'taken':
    case 'free':
      return '';
  }
}

/** Numbers and letters as on the walls; a screen reader has them in the names of the seats. */
function Heads({ geometry: { xs, ys, heads, tile } }: { readonly geometry: Geometry }) {
  const style = (left: number, top: number, width: number, height: number) => ({ left, top, width, height });
  return (
    <caption aria-hidden>
      {xs.map((x, index) => (
        <span key={x} className={classes.head} style={style(x, heads.y, tile.width, columnHeadHeight - 4)}>
          {index + 1}
        </span>
      ))}
      {ys.map((y, index) => (
        <span key={y} className={classes.head} style={style(heads.x, y, rowHeadWidth - 4, tile.height)}>
          {rowLetters(index + 1)}
        </span>
      ))}
    </caption>
  );
}
