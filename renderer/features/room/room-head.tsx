import { Button, Menu } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconChevronDown,
  IconListDetails,
  IconLock,
  IconMarquee2,
  IconPencil,
  IconPlus,
  IconSchool,
  IconUserPlus,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Room } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useNow } from '../../state/clock.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { go, hashOf } from '../../state/place.ts';
import { computersOfRoom, roomsInOrder, tasksOf } from '../../state/select/lookup.ts';
import { troubledSeats } from '../../state/select/trouble.ts';
import classes from './room-head.module.css';
import type { RoomSeats } from './room-seats.ts';
import { SelectMenu } from './select-menu.tsx';

interface Props {
  readonly room: Room;
  readonly seats: RoomSeats;
  readonly logFolded: boolean;
  readonly toggleLog: () => void;
  readonly edit: () => void;
  readonly add: () => void;
  readonly rollCall: () => void;
  readonly exam: () => void;
}

/** The rooms as tabs, and what can be done with the one that is shown. */
export function RoomHead({ room, seats, logFolded, toggleLog, edit, add, rollCall, exam }: Props) {
  const t = useWords('room');
  return (
    <header className={classes.head}>
      <RoomTabs shown={room.id} add={add} />
      <div className={classes.acts}>
        <Menu>
          <Menu.Target>
            <Button
              variant="default"
              leftSection={<IconMarquee2 size={15} aria-hidden />}
              rightSection={<IconChevronDown size={13} aria-hidden />}
              disabled={seats.list.length === 0}
            >
              {t('select')}
            </Button>
          </Menu.Target>
          <SelectMenu room={room} seats={seats} />
        </Menu>
        <Button variant="default" leftSection={<IconUserPlus size={15} aria-hidden />} onClick={rollCall}>
          {t('rollCall')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconSchool size={15} aria-hidden />}
          disabled={seats.list.length === 0}
          onClick={exam}
        >
          {t('exam')}
        </Button>
        <Button variant="default" leftSection={<IconPencil size={15} aria-hidden />} onClick={edit}>
          {t('edit')}
        </Button>
        <LogButton folded={logFolded} toggle={toggleLog} trouble={troubleIn(seats)} />
      </div>
    </header>
  );
}

const troubleIn = ({ list }: RoomSeats): number =>
  list.filter(({ view }) => view.stage === 'failed' || view.stage === 'missed').length;

/** Folded, the log still tells of trouble. */
function LogButton({
  folded,
  toggle,
  trouble,
}: {
  readonly folded: boolean;
  readonly toggle: () => void;
  readonly trouble: number;
}) {
  const t = useWords('room');
  return (
    <button
      type="button"
      className={classes.log}
      aria-expanded={!folded}
      aria-label={[t(folded ? 'showLog' : 'hideLog'), trouble > 0 ? t('logTrouble', { count: trouble }) : '']
        .filter((word) => word !== '')
        .join(', ')}
      title={t(folded ? 'showLog' : 'hideLog')}
      onClick={toggle}
    >
      <IconListDetails size={16} aria-hidden />
      {folded && trouble > 0 && <span className={classes.badge}>{trouble}</span>}
    </button>
  );
}

function RoomTabs({ shown, add }: { readonly shown: number; readonly add: () => void }) {
  const t = useWords('room');
  const rooms = useSnapshotPart(roomsInOrder);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const number = /^Digit([1-9])$/.exec(event.code)?.[1];
      const room = rooms[Number(number) - 1];
      if (!event.altKey || event.ctrlKey || event.metaKey || !room) return;
      event.preventDefault();
      go({ screen: 'room', room: room.id, computer: null });
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [rooms]);
  return (
    <nav className={classes.tabs} aria-label={t('rooms')}>
      {rooms.map((room) => (
        <RoomTab key={room.id} room={room} shown={room.id === shown} />
      ))}
      <button type="button" className={classes.add} aria-label={t('newRoom')} title={t('newRoom')} onClick={add}>
        <IconPlus size={15} aria-hidden />
      </button>
    </nav>
  );
}

function RoomTab({ room, shown }: { readonly room: Room; readonly shown: boolean }) {
  const t = useWords('room');
  const format = useFormat();
  const now = useNow(10_000);
  const count = useSnapshotPart((snapshot) => computersOfRoom(snapshot, room.id).length);
  const trouble = useSnapshotPart((snapshot) => troubledSeats(snapshot, now, room.id));
  const calling = useSnapshotPart(({ enrolment }) => enrolment?.roomId === room.id);
  const exam = useSnapshotPart((snapshot) => {
    const ends = computersOfRoom(snapshot, room.id)
      .flatMap(({ id }) => tasksOf(snapshot, id))
      .filter((task) => task.sessionKind === 'exam' && task.notBefore <= now && now < task.notAfter)
      .map(({ notAfter }) => notAfter);
    return ends.length > 0 ? Math.max(...ends) : null;
  });
  const facts = [
    t('tabLabel', { name: room.name, count }),
    trouble > 0 ? t('tabTrouble', { count: trouble }) : null,
    exam !== null ? t('examUntil', { time: format.hour(exam) }) : null,
    calling ? t('rollCallHere') : null,
  ].filter((fact) => fact !== null);
  return (
    <a
      className={classes.tab}
      href={hashOf({ screen: 'room', room: room.id, computer: null })}
      aria-current={shown ? 'page' : undefined}
      data-room={room.id}
    >
      <span className="heard">{facts.join(', ')}</span>
      <span aria-hidden className={classes.name}>
        {room.name}
      </span>
      {exam === null && (
        <span aria-hidden className={classes.count}>
          {count}
        </span>
      )}
      {trouble > 0 && (
        <span aria-hidden className={classes.trouble}>
          <IconAlertTriangleFilled size={12} aria-hidden />
          {trouble}
        </span>
      )}
      {exam !== null && (
        <span aria-hidden className={classes.exam}>
          <IconLock size={13} aria-hidden />
          {t('examUntil', { time: format.hour(exam) })}
        </span>
      )}
      {calling && <IconUserPlus size={14} aria-hidden />}
    </a>
  );
}
