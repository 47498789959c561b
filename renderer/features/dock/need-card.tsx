import { IconAlertTriangleFilled, IconClockX, IconDeviceDesktop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { failureMeaning } from '../../../electron/contract/describe.ts';
import type { Boot, Computer, Room } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import { useNow } from '../../state/clock.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { go } from '../../state/place.ts';
import { bootOf } from '../../state/select/lookup.ts';
import { nameOf, seatLabel } from '../../state/select/seat.ts';
import { useCauseWords, useExplanation } from '../drawer/use-explanation.ts';
import { type FreeSeat, freeSeatNear } from '../room/free-seat-near.ts';
import { admitMachines, moveMachines, rearmTasks, removeTasks, untilOf } from './changes.ts';
import { useWindowWords } from './deed-words.ts';
import classes from './needs.module.css';
import { asksForMachines, type Need } from './needs.ts';
import { useDesk } from './proposal.ts';
import { useSeatWords } from './seat-words.ts';
import { useBootAgain } from './use-boot-again.ts';

interface CardProps {
  readonly need: Need;
  readonly room: Room | null;
  readonly editRoom: () => void;
}

/** One thing that somebody has to look at: who, one sentence, one button that helps. */
export function NeedCard({ need, room, editRoom }: CardProps) {
  switch (need.kind) {
    case 'failed':
      return <FailedCard need={need} />;
    case 'missed':
      return <MissedCard need={need} />;
    case 'new':
      return <NewCard need={need} room={room} editRoom={editRoom} />;
  }
}

interface FrameProps {
  readonly kind: Need['kind'];
  readonly title: string;
  readonly beside: string;
  readonly children: ReactNode;
  readonly buttons: ReactNode;
}

const icons = { failed: IconAlertTriangleFilled, missed: IconClockX, new: IconDeviceDesktop };

function Frame({ kind, title, beside, children, buttons }: FrameProps) {
  const Glyph = icons[kind];
  return (
    <article className={classes.card} data-kind={kind}>
      <h3 className={classes.title}>
        <Glyph size={17} aria-hidden className={classes.glyph} />
        <span className={classes.who}>{title}</span>
        <span className={classes.beside}>{beside}</span>
      </h3>
      <div className={classes.text}>{children}</div>
      <div className={classes.buttons}>{buttons}</div>
    </article>
  );
}

interface LinkProps {
  readonly main?: boolean;
  readonly label: string;
  readonly about: string;
  readonly onClick: () => void;
}

/** A button that looks like a word; `about` tells the ear of whom it is. */
function Word({ main = false, label, about, onClick }: LinkProps) {
  const common = useWords('common');
  return (
    <button
      type="button"
      className={main ? classes.main : classes.second}
      aria-label={common('about', { what: label, whom: about })}
      onClick={onClick}
    >
      {label}
    </button>
  );
}

function FailedCard({ need: { computer, boot } }: { readonly need: Extract<Need, { kind: 'failed' }> }) {
  const t = useWords('dock');
  const name = nameOf(computer);
  const why = useWhy(computer, boot);
  const remedy = useBootAgain(computer, boot);
  const open = () => go({ screen: 'room', room: computer.roomId, computer: computer.id });
  return (
    <Frame
      kind="failed"
      title={name}
      beside={computer.seat ? seatLabel(computer.seat) : ''}
      buttons={
        <>
          {remedy && <Word main label={remedy.label} about={name} onClick={remedy.act} />}
          <Word main={remedy === null} label={t('need.why')} about={name} onClick={open} />
        </>
      }
    >
      <p title={why}>{why}</p>
    </Frame>
  );
}

/** The cause that the engine found; until that is there, what the machine told, or that it is silent. */
function useWhy(computer: Computer, boot: Boot): string {
  const t = useWords('dock');
  const language = useLanguage();
  const format = useFormat();
  const words = useCauseWords();
  const first = useExplanation(computer.id, boot)?.findings[0];
  if (first) return words(first.cause).why;
  if (boot.stage !== 'failed') return t('need.silent', { since: format.hour(boot.lastEventAt) });
  return t('need.failed', { why: failureMeaning(boot.failure ?? '', language) });
}

function MissedCard({ need: { computers, tasks } }: { readonly need: Extract<Need, { kind: 'missed' }> }) {
  const t = useWords('dock');
  const desk = useDesk();
  const seatWords = useSeatWords();
  const windowWords = useWindowWords();
  const format = useFormat();
  const now = useNow(60_000);
  const [task] = tasks;
  const stayedOff = useSnapshotPart((snapshot) =>
    computers.every(({ id }) => (bootOf(snapshot, id)?.lastEventAt ?? 0) < (task?.notBefore ?? 0)),
  );
  if (!task) return null;
  const name = seatWords(
    computers.map(({ id }) => id),
    3,
  );
  const said = {
    action: task.actionName,
    window: windowWords(task.notBefore, task.notAfter, now),
    count: tasks.length,
  };
  const until = untilOf(tasks, now);
  const seat = computers.length === 1 ? computers[0]?.seat : null;
  return (
    <Frame
      kind="missed"
      title={name}
      beside={seat ? seatLabel(seat) : ''}
      buttons={
        <>
          <Word
            main
            label={t(task.repeat === 'once' ? 'need.onceMore' : 'need.everyBoot', {
              until: until - now < halfDay ? format.hour(until) : format.moment(until),
            })}
            about={name}
            onClick={() => void desk.change(rearmTasks(tasks, until))}
          />
          <Word
            label={t('need.deleteTask', { count: tasks.length })}
            about={name}
            onClick={() => void desk.change(removeTasks(tasks))}
          />
        </>
      }
    >
      <p>{stayedOff ? t('need.missedOff', said) : t('need.missed', said)}</p>
    </Frame>
  );
}

/** An hour alone is of today, in milliseconds from now. */
const halfDay = 43_200_000;

const firmwareWords = {
  bios: 'BIOS',
  'uefi-ia32': 'UEFI 32-bit',
  'uefi-x64': 'UEFI',
  'uefi-arm32': 'UEFI ARM 32-bit',
  'uefi-arm64': 'UEFI ARM',
  unknown: null,
} as const;

function NewCard({
  need: { computer, key },
  room,
  editRoom,
}: CardProps & {
  readonly need: Extract<Need, { kind: 'new' }>;
}) {
  const t = useWords('dock');
  const desk = useDesk();
  const format = useFormat();
  const waits = useSnapshotPart(asksForMachines);
  const free = useSnapshotPart((snapshot) => freeSeatNear(snapshot, room), sameFreeSeat);
  const { hardware, maker, firmware } = computer;
  const machine = [hardware?.manufacturer ?? maker, hardware?.product].filter(Boolean).join(' ');
  const text = [machine || t('need.unknownMachine'), firmwareWords[firmware]].filter(Boolean).join(', ');
  const since = computer.firstSeenAt === null ? '' : format.hour(computer.firstSeenAt);
  return (
    <Frame
      kind="new"
      title={t('need.newMachine')}
      beside={since}
      buttons={
        <>
          {free && (
            <Word
              main
              label={
                free.room.id === room?.id
                  ? t('need.put', { seat: seatLabel(free.seat) })
                  : t('need.putIn', { room: free.room.name, seat: seatLabel(free.seat) })
              }
              about={computer.mac}
              onClick={() =>
                void desk.change(moveMachines([{ computer: computer.id, room: free.room.id, seat: free.seat }]))
              }
            />
          )}
          {waits && (
            <>
              <Word
                label={t('need.serve')}
                about={computer.mac}
                onClick={() => void desk.change(admitMachines([computer], true))}
              />
              <Word
                label={t('need.leaveAlone')}
                about={computer.mac}
                onClick={() => void desk.change(admitMachines([computer], false))}
              />
            </>
          )}
          {room && !free && <Word main label={t('need.enlarge')} about={computer.mac} onClick={editRoom} />}
          {!waits && <Word label={t('need.hide')} about={computer.mac} onClick={() => desk.hide(key)} />}
        </>
      }
    >
      <p>{waits ? t('need.waits', { machine: text }) : text}</p>
      <code className={classes.mac}>{computer.mac}</code>
    </Frame>
  );
}

const sameFreeSeat = (one: FreeSeat | null, other: FreeSeat | null): boolean =>
  one?.room === other?.room && one?.seat.row === other?.seat.row && one?.seat.column === other?.seat.column;
