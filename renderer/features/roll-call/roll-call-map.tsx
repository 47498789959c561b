import { IconCheck, IconPlayerSkipForward, IconPower } from '@tabler/icons-react';
import type { Enrolment } from '../../../electron/contract/console.ts';
import type { Computer, Room, Seat } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { seatLabel } from '../../state/select/seat.ts';
import { type Box, boxOf, columnHeadHeight, type Geometry, rowHeadWidth } from '../room/grid.ts';
import type { RoomSeats } from '../room/room-seats.ts';
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
  const placeOf = placesOf(room, enrolment, (seat) => seats.at(seat) !== null);
  const all = rectangle({ row: 1, column: 1 }, { row: room.rows, column: room.columns });
  return (
    <>
      <Heads geometry={geometry} />
      {all.map((seat) => {
        const box = boxOf(geometry, seat);
        if (!box) return null;
        const seated = seats.at(seat);
        const look = { seat, box, small: geometry.density === 'small', low: geometry.tile.height < 64 };
        return seated ? (
          <Taken key={seatKey(seat)} {...look} computer={seated.computer} name={seated.name} place={placeOf(seat)} />
        ) : (
          <Free key={seatKey(seat)} {...look} place={placeOf(seat)} becomes={enrolment.nextName} goOn={goOn} />
        );
      })}
    </>
  );
}

interface Look {
  readonly seat: Seat;
  readonly box: Box;
  readonly small: boolean;
  readonly low: boolean;
  readonly place: Place;
}

const styleOf = ({ x, y, width, height }: Box) => ({ left: x, top: y, width, height });

function Taken({
  box,
  small,
  low,
  place,
  computer,
  name,
}: Look & { readonly computer: Computer; readonly name: string }) {
  return (
    <div
      className={classes.seat}
      data-kind="taken"
      data-small={small || undefined}
      data-newest={(place.kind === 'taken' && place.newest) || undefined}
      style={styleOf(box)}
      title={`${name}, ${computer.mac}`}
    >
      <b>{small ? shortName(name) : name}</b>
      {!small && <IconCheck className={classes.icon} size={16} aria-hidden />}
      {!small && !low && (
        <>
          <span>{computer.hardware?.product ?? computer.maker ?? ''}</span>
          <span className={`${classes.foot} mono`}>{computer.mac.slice(-8)}</span>
        </>
      )}
    </div>
  );
}

function Free({
  seat,
  box,
  small,
  low,
  place,
  becomes,
  goOn,
}: Look & { readonly becomes: string | null; readonly goOn: (seat: Seat) => void }) {
  const t = useWords('roll-call');
  const label = seatLabel(seat);
  const state = stateOf(place, t);
  return (
    <button
      type="button"
      className={classes.seat}
      data-kind={place.kind}
      data-small={small || undefined}
      style={styleOf(box)}
      aria-label={t('seatLabel', { seat: label, state: state === '' ? t('free') : state })}
      aria-current={place.kind === 'next' ? 'step' : undefined}
      title={place.kind === 'next' ? undefined : t('startHere', { seat: label })}
      onClick={() => place.kind !== 'next' && goOn(seat)}
    >
      <b>{label}</b>
      {!small && place.kind === 'next' && <IconPower className={classes.icon} size={17} aria-hidden />}
      {!small && place.kind === 'skipped' && <IconPlayerSkipForward className={classes.icon} size={16} aria-hidden />}
      {!small && (place.kind === 'next' || place.kind === 'skipped') && <span>{state}</span>}
      {!small && !low && place.kind === 'waiting' && <span className={classes.foot}>{state}</span>}
      {!small && !low && place.kind === 'next' && becomes !== null && (
        <span className={classes.foot}>{t('becomes', { name: becomes })}</span>
      )}
    </button>
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

function Heads({ geometry: { xs, ys, heads, tile } }: { readonly geometry: Geometry }) {
  return (
    <>
      {xs.map((x, index) => (
        <span
          key={x}
          className={classes.head}
          style={{ left: x, top: heads.y, width: tile.width, height: columnHeadHeight - 4 }}
        >
          {index + 1}
        </span>
      ))}
      {ys.map((y, index) => (
        <span
          key={y}
          className={classes.head}
          style={{ left: heads.x, top: y, width: rowHeadWidth - 4, height: tile.height }}
        >
          {rowLetters(index + 1)}
        </span>
      ))}
    </>
  );
}
