import { Button } from '@mantine/core';
import {
  IconCalendarClock,
  IconCheck,
  IconCircleCheckFilled,
  IconClockPlay,
  IconClockX,
  IconListDetails,
  IconPlayerPlay,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useNow } from '../../state/clock.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { go } from '../../state/place.ts';
import { Square } from '../dock/action-buttons.tsx';
import { rearmTasks, removeTasks, untilOf } from '../dock/changes.ts';
import { useWindowWords } from '../dock/deed-words.ts';
import { useDesk } from '../dock/proposal.ts';
import { useSeatWords } from '../dock/seat-words.ts';
import { type RunningGroup, runningGroups, sameRunning } from './running.ts';
import { groupTasks, type TaskGroup } from './task-groups.ts';
import classes from './tasks.module.css';

type SectionName = TaskGroup['state'] | 'running';

const icons: Readonly<Record<SectionName, typeof IconCheck>> = {
  missed: IconClockX,
  due: IconClockPlay,
  running: IconCircleCheckFilled,
  scheduled: IconCalendarClock,
  done: IconCheck,
};

/** Missed, due, running, scheduled and done, each a row for all seats that share it. */
export function TaskList() {
  const now = useNow(10_000);
  const tasks = useSnapshotPart((snapshot) => snapshot.tasks);
  const running = useSnapshotPart((snapshot) => runningGroups(snapshot, now), sameRunning);
  const groups = groupTasks(tasks);
  if (groups.length + running.length === 0) return <Nothing />;
  const rows = (state: TaskGroup['state']) =>
    groups.filter((group) => group.state === state).map((group) => <Group key={group.key} group={group} now={now} />);
  return (
    <div className={classes.list}>
      <Section name="missed">{rows('missed')}</Section>
      <Section name="due">{rows('due')}</Section>
      <Section name="running">
        {running.map((group) => (
          <Running key={group.key} group={group} />
        ))}
      </Section>
      <Section name="scheduled">{rows('scheduled')}</Section>
      <Section name="done">{rows('done')}</Section>
    </div>
  );
}

function Section({ name, children }: { readonly name: SectionName; readonly children: readonly ReactNode[] }) {
  const t = useWords('tasks');
  const Glyph = icons[name];
  if (children.length === 0) return null;
  return (
    <section className={classes.section} data-state={name}>
      <h2 className={classes.sectionHead}>
        <Glyph size={17} aria-hidden className={classes.glyph} />
        {t(`section.${name}`)}
        <span className={classes.dim}>{children.length}</span>
      </h2>
      <ul className={classes.rows}>{children}</ul>
    </section>
  );
}

interface RowProps {
  readonly actionId: number | null;
  readonly name: string;
  readonly seats: string;
  readonly allSeats: string;
  readonly window: string;
  readonly state: string;
  readonly children?: ReactNode;
}

function Row({ actionId, name, seats, allSeats, window, state, children }: RowProps) {
  const action = useSnapshotPart((snapshot) => snapshot.actions.find(({ id }) => id === actionId) ?? null);
  return (
    <li className={classes.row}>
      {action ? <Square action={action} size={16} /> : <span className={classes.noSquare} />}
      <span className={classes.name}>{name}</span>
      <span className={classes.seats} title={allSeats}>
        {seats}
      </span>
      <span className={classes.window}>{window}</span>
      <span className={classes.state}>{state}</span>
      <span className={classes.buttons}>{children}</span>
    </li>
  );
}

function Group({ group, now }: { readonly group: TaskGroup; readonly now: number }) {
  const t = useWords('tasks');
  const common = useWords('common');
  const desk = useDesk();
  const seatWords = useSeatWords();
  const windowWords = useWindowWords();
  const state = useStateWords(group, now);
  const { tasks, actionName } = group;
  const ids = tasks.map(({ computerId }) => computerId);
  const seats = common('about', { what: common('seats', { count: ids.length }), whom: seatWords(ids, 4) });
  const said = { action: actionName, seats, count: tasks.length };
  const repeat = t(group.repeat === 'once' ? 'once' : 'everyBoot');
  return (
    <Row
      actionId={group.actionId}
      name={actionName}
      seats={ids.length === 1 ? seatWords(ids) : seats}
      allSeats={seatWords(ids, 100)}
      window={`${windowWords(group.notBefore, group.notAfter, now)}, ${repeat}`}
      state={state}
    >
      {group.state === 'missed' && (
        <Button
          variant="default"
          title={t('armHelp')}
          aria-label={t('armOf', said)}
          onClick={() => void desk.change(rearmTasks(tasks, untilOf(tasks, Date.now())))}
        >
          {t('armAgain')}
        </Button>
      )}
      <Button
        variant="subtle"
        color="gray"
        aria-label={t('deleteOf', said)}
        onClick={() => void desk.change(removeTasks(tasks))}
      >
        {t('delete')}
      </Button>
    </Row>
  );
}

/** How it stands with the clock, and with exams. */
function useStateWords({ state, notBefore, notAfter, tasks, held }: TaskGroup, now: number): string {
  const t = useWords('tasks');
  const format = useFormat();
  const about = (milliseconds: number) => format.duration(Math.max(60_000, Math.ceil(milliseconds / 60_000) * 60_000));
  const taken = tasks.reduce((sum, { executions }) => sum + executions, 0);
  const took = taken > 0 ? [t('taken', { count: taken })] : [];
  const kept = held > 0 ? [t('held', { count: held })] : [];
  switch (state) {
    case 'scheduled':
      return t('notBegun', { duration: about(notBefore - now) });
    case 'due':
      return [t('left', { duration: about(notAfter - now) }), ...took, ...kept].join(', ');
    case 'missed':
      return t('missedAgo', { duration: about(now - notAfter) });
    case 'done':
      return taken > 0 ? took.join() : t('handedOver', { time: format.hour(notAfter) });
  }
}

function Running({ group }: { readonly group: RunningGroup }) {
  const t = useWords('tasks');
  const common = useWords('common');
  const format = useFormat();
  const seatWords = useSeatWords();
  const actionId = useSnapshotPart(
    (snapshot) => snapshot.actions.find(({ name }) => name === group.actionName)?.id ?? null,
  );
  const ids = group.computers.map(({ id }) => id);
  return (
    <Row
      actionId={actionId}
      name={group.actionName}
      seats={
        ids.length === 1
          ? seatWords(ids)
          : common('about', { what: common('seats', { count: ids.length }), whom: seatWords(ids, 4) })
      }
      allSeats={seatWords(ids, 100)}
      window={t('since', { time: format.hour(group.since) })}
      state={t('up', { up: group.up, count: ids.length })}
    />
  );
}

function Nothing() {
  const t = useWords('tasks');
  return (
    <div className={classes.nothing}>
      <IconListDetails size={36} stroke={1.4} aria-hidden />
      <h2>{t('emptyTitle')}</h2>
      <p>{t('emptyText')}</p>
      <Button
        leftSection={<IconPlayerPlay size={15} />}
        onClick={() => go({ screen: 'room', room: null, computer: null })}
      >
        {t('toRoom')}
      </Button>
    </div>
  );
}
