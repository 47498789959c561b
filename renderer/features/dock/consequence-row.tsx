import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useRefusalWords } from '../../i18n/phrase.ts';
import { useNow } from '../../state/clock.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { actionOf, tasksOf } from '../../state/select/lookup.ts';
import { offOf } from './carry-out.ts';
import type { Proposal, When } from './deed.ts';
import classes from './proposal.module.css';
import { useSeatWords } from './seat-words.ts';
import type { Asked, Consequence } from './use-consequence.ts';

/** What the act would do, before it is done: in three counted parts with their seats. */
export function ConsequenceRow({ proposal, asked }: { readonly proposal: Proposal; readonly asked: Asked }) {
  const t = useWords('dock');
  const say = useRefusalWords();
  const { deed, computers } = proposal;
  if (deed.kind === 'default') return <p className={classes.means}>{t('consequence.default')}</p>;
  if (deed.kind === 'wake') return <Sleepers computers={computers} />;
  if (deed.when.mode === 'schedule')
    return <Scheduled computers={computers} when={deed.when} actionId={deed.actionId} />;
  switch (asked.state) {
    case 'looking':
      return <p className={classes.means}>{t('consequence.looking')}</p>;
    case 'refused':
      return (
        <p className={classes.means} role="alert">
          {say(asked.why)}
        </p>
      );
    case 'known':
      return <Parts consequence={asked.consequence} />;
  }
}

function Parts({ consequence }: { readonly consequence: Consequence }) {
  const t = useWords('dock');
  const { inThisBoot, atNextStart, off, inExam } = consequence;
  const parts = [
    { ids: inThisBoot, words: t('consequence.inThisBoot') },
    { ids: atNextStart, words: t('consequence.atNextStart', { count: atNextStart.length }) },
    { ids: off, words: t('consequence.off', { count: off.length }) },
  ].filter(({ ids }) => ids.length > 0);
  const exam = t('consequence.inExam', { count: inExam.length });
  if (parts.length === 0) return <p className={classes.means}>{t('consequence.allInExam')}</p>;
  return (
    <div className={classes.parts} aria-live="polite" title={inExam.length > 0 ? exam : undefined}>
      {parts.map(({ ids, words }) => (
        <Part key={words} ids={ids} words={words} most={parts.length > 2 ? 2 : 3} />
      ))}
      {inExam.length > 0 && <p className={classes.exam}>{exam}</p>}
    </div>
  );
}

interface PartProps {
  readonly ids: readonly number[];
  readonly words: string;
  /** How many names there is room for; what is more takes the place of the last one. */
  readonly most: number;
}

function Part({ ids, words, most }: PartProps) {
  const seatWords = useSeatWords();
  const format = useFormat();
  const names = seatWords(ids, ids.length > most ? most - 1 : most);
  return (
    <div className={classes.part}>
      <p className={classes.partHead}>
        <b>{format.number(ids.length)}</b> {words}
      </p>
      <p className={classes.partSeats} title={seatWords(ids, 60)}>
        {names}
      </p>
    </div>
  );
}

function Sleepers({ computers }: { readonly computers: readonly number[] }) {
  const t = useWords('dock');
  const now = useNow(60_000);
  const off = useSnapshotPart((snapshot) => offOf(snapshot, computers, now).length);
  const awake = computers.length - off;
  return (
    <p className={classes.means}>
      <b>{off}</b> {t('consequence.off', { count: off })}. {awake > 0 && t('consequence.awake', { count: awake })}
    </p>
  );
}

interface ScheduledProps {
  readonly computers: readonly number[];
  readonly when: Extract<When, { mode: 'schedule' }>;
  readonly actionId: number;
}

function Scheduled({ computers, when, actionId }: ScheduledProps) {
  const t = useWords('dock');
  const action = useSnapshotPart((snapshot) => actionOf(snapshot, actionId)?.name ?? '');
  const overlapping = useSnapshotPart(
    (snapshot) =>
      computers.filter((id) =>
        tasksOf(snapshot, id).some((task) => task.notBefore < when.until && when.from < task.notAfter),
      ).length,
  );
  return (
    <p className={classes.means}>
      <b>{action}</b> {t('consequence.scheduled')}{' '}
      {overlapping > 0 && <b>{t('consequence.overlap', { count: overlapping })}</b>}
    </p>
  );
}
