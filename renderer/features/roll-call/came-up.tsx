import type { Enrolment } from '../../../electron/contract/console.ts';
import type { Computer, Room, Seat } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useNow } from '../../state/clock.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { bootOf, computerOf } from '../../state/select/lookup.ts';
import { nameOf, seatLabel } from '../../state/select/seat.ts';
import { useUnseated } from '../room/room-seats.ts';
import { MachineFacts } from '../room/unseated.tsx';
import classes from './roll-call.module.css';

/** How many of the newest are listed: the others are seen on the map. */
const most = 40;

/** Who took a seat in this roll call, newest first. */
export function CameUp({ enrolment }: { readonly enrolment: Enrolment }) {
  const t = useWords('roll-call');
  const newest = enrolment.placed.toReversed().slice(0, most);
  return (
    <section className={classes.came}>
      <h3>
        {t('cameUp')} <span>{t('newestFirst')}</span>
      </h3>
      {newest.length === 0 && <p className={classes.dim}>{t('nobodyYet')}</p>}
      <ol>
        {newest.map(({ computerId, seat }, index) => (
          <Arrival key={computerId} id={computerId} seat={seat} newest={index === 0} />
        ))}
      </ol>
    </section>
  );
}

function Arrival({ id, seat, newest }: { readonly id: number; readonly seat: Seat; readonly newest: boolean }) {
  const format = useFormat();
  const now = useNow(1_000);
  const computer = useSnapshotPart((snapshot) => computerOf(snapshot, id));
  const began = useSnapshotPart((snapshot) => bootOf(snapshot, id)?.startedAt ?? null);
  if (!computer) return null;
  return (
    <li className={classes.arrival} data-newest={newest || undefined}>
      <b>{nameOf(computer)}</b>
      <span>{seatLabel(seat)}</span>
      <span className={classes.what}>{whatIs(computer)}</span>
      <span>{began === null ? '' : format.duration(Math.floor(Math.max(0, now - began) / 1_000) * 1_000)}</span>
    </li>
  );
}

const whatIs = ({ hardware, maker, mac }: Computer): string =>
  [hardware?.manufacturer ?? maker, hardware?.product].filter((word) => word != null).join(' ') || mac;

/** Machines that have no seat: those that were known before the roll call, or came when no seat was free. */
export function SetAside({ room, next }: { readonly room: Room; readonly next: Seat | null }) {
  const t = useWords('roll-call');
  const machines = useUnseated(room.id);
  const arrange = useCommand('seats.arrange');
  if (machines.length === 0) return null;
  return (
    <section className={classes.came}>
      <h3>
        {t('aside')} <span>{t('asideCount', { count: machines.length })}</span>
      </h3>
      <ul>
        {machines.slice(0, most).map((machine) => (
          <li key={machine.id} className={classes.aside}>
            <MachineFacts machine={machine} />
            {next && (
              <button
                type="button"
                className={classes.link}
                aria-label={`${nameOf(machine)}: ${t('place')}, ${seatLabel(next)}`}
                onClick={() => void arrange.run({ moves: [{ computer: machine.id, room: room.id, seat: next }] })}
              >
                {t('place')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {arrange.refusal !== null && (
        <p role="alert" className={classes.alert}>
          {arrange.refusal}
        </p>
      )}
    </section>
  );
}
