import { IconDeviceDesktopQuestion, IconGripVertical } from '@tabler/icons-react';
import type { PointerEvent } from 'react';
import { isLocalMac } from '../../../electron/contract/mac.ts';
import type { Computer, Room } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { usePicture, useSnapshotPart } from '../../state/hooks.ts';
import { go } from '../../state/place.ts';
import { computersOfRoom } from '../../state/select/lookup.ts';
import { nameOf, seatLabel } from '../../state/select/seat.ts';
import { firstFreeSeat } from './arrange.ts';
import { type InHand, useArranging } from './arranging.tsx';
import { useUnseated } from './room-seats.ts';
import classes from './unseated.module.css';

interface Props {
  readonly room: Room;
  readonly press: (event: PointerEvent, hand: InHand) => void;
}

/** Machines that have no seat, beside the map: to be dragged to one, or put there by a button. */
export function Unseated({ room, press }: Props) {
  const t = useWords('room');
  const machines = useUnseated(room.id);
  return (
    <section className={classes.panel} aria-label={t('unseatedTitle')}>
      <h2 className={classes.title}>
        {t('unseatedTitle')} <span>{machines.length}</span>
      </h2>
      <p className={classes.help}>{t(machines.length === 0 ? 'unseatedNone' : 'unseatedHelp')}</p>
      <ul className={classes.list}>
        {machines.map((machine) => (
          <li key={machine.id} className={classes.machine} onPointerDown={(event) => press(event, handOf(machine))}>
            <MachineFacts machine={machine} />
            <Buttons machine={machine} room={room} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const handOf = ({ id }: Computer): InHand => ({ held: id, company: [] });

/** What is known of a machine that nobody named: its maker, what its firmware calls it, its address. */
export function MachineFacts({ machine }: { readonly machine: Computer }) {
  const t = useWords('room');
  const format = useFormat();
  const { hardware, maker, mac, firmware, lastSeenAt } = machine;
  const product = [hardware?.manufacturer, hardware?.product].filter((word) => word != null).join(' ');
  const made = product || (maker ?? t(isLocalMac(mac) ? 'randomMac' : 'unknownMaker'));
  return (
    <div className={classes.facts}>
      <IconDeviceDesktopQuestion size={16} stroke={1.6} aria-hidden />
      <b>{machine.name ?? made}</b>
      <IconGripVertical className={classes.grip} size={14} aria-hidden />
      {machine.name !== null && <span className={classes.wide}>{made}</span>}
      <span className={`${classes.wide} mono`}>{mac}</span>
      <span className={classes.wide}>
        {[
          firmware === 'unknown' ? null : firmwareNames[firmware],
          hardware?.serial ? t('serial', { serial: hardware.serial }) : null,
          lastSeenAt ? t('lastSeen', { time: format.hour(lastSeenAt) }) : null,
        ]
          .filter((word) => word !== null)
          .join(' · ')}
      </span>
    </div>
  );
}

const firmwareNames = {
  bios: 'BIOS',
  'uefi-ia32': 'UEFI ia32',
  'uefi-x64': 'UEFI x64',
  'uefi-arm32': 'UEFI arm32',
  'uefi-arm64': 'UEFI arm64',
} as const;

function Buttons({ machine, room }: { readonly machine: Computer; readonly room: Room }) {
  const t = useWords('room');
  const common = useWords('common');
  const { take, put } = useArranging();
  const picture = usePicture();
  const free = useSnapshotPart((snapshot) => {
    const sitting = computersOfRoom(snapshot, room.id).flatMap(({ id, seat }) => (seat ? [{ id, seat }] : []));
    const seat = firstFreeSeat({ ...room, sitting });
    return seat ? seatLabel(seat) : null;
  });
  const putFirst = () => {
    const snapshot = picture();
    const sitting = snapshot ? computersOfRoom(snapshot, room.id) : [];
    const seat = firstFreeSeat({
      ...room,
      sitting: sitting.flatMap(({ id, seat: at }) => (at ? [{ id, seat: at }] : [])),
    });
    if (seat) put(handOf(machine), seat);
  };
  const name = nameOf(machine);
  return (
    <div className={classes.buttons}>
      {free !== null && (
        <button
          type="button"
          aria-label={common('about', { what: name, whom: t('first', { seat: free }) })}
          onClick={putFirst}
        >
          {t('first', { seat: free })}
        </button>
      )}
      <button
        type="button"
        aria-label={common('about', { what: name, whom: t('take') })}
        onClick={() => take(handOf(machine))}
      >
        {t('take')}
      </button>
      <button
        type="button"
        aria-label={common('about', { what: name, whom: t('openMachine') })}
        onClick={() => go({ screen: 'room', room: room.id, computer: machine.id })}
      >
        {t('openMachine')}
      </button>
    </div>
  );
}
