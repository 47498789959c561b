import { Button, CloseButton } from '@mantine/core';
import { IconAlertTriangleFilled, IconArrowBackUp, IconCheck, IconSend } from '@tabler/icons-react';
import { useWords } from '../../i18n/index.ts';
import { useRefusalWords } from '../../i18n/phrase.ts';
import { useNow } from '../../state/clock.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { useDeedWords } from './deed-words.ts';
import type { DeskState, Refused, Waiting } from './desk.ts';
import classes from './last-act.module.css';
import { useDesk, useDeskPart } from './proposal.ts';
import { type Done, secondsLeft, undoable } from './undo.ts';

/** How long the word stays about what is done at once, in milliseconds. Ctrl Z undoes it later as well. */
export const wordStays = 20_000;
/** An answer that takes longer than this is said to be late, in milliseconds. */
const late = 3_000;

/** What there is to say about this window's last act: it waits, it was refused, it can be undone; or nothing. */
export type LastWord =
  | { readonly kind: 'waiting'; readonly waiting: Waiting; readonly before: number }
  | { readonly kind: 'refused'; readonly refused: Refused }
  | { readonly kind: 'done'; readonly done: Done; readonly count: number };

function lastWord(state: DeskState, count: number, now: number): LastWord | null {
  const waiting = state.waiting.at(-1);
  if (waiting) return { kind: 'waiting', waiting, before: state.waiting.length - 1 };
  if (state.refused) return { kind: 'refused', refused: state.refused };
  const done = state.done.at(-1);
  if (!done) return null;
  const shown = done.change.kind === 'tasks' ? count > 0 : now - done.at < wordStays;
  return shown ? { kind: 'done', done, count } : null;
}

export function useLastWord(): LastWord | null {
  const state = useDeskPart((all) => all);
  const now = useNow(1_000);
  const done = state.done.at(-1);
  const count = useSnapshotPart((snapshot) => (done ? undoable(done, snapshot).count : 0));
  return lastWord(state, count, now);
}

/** Says it, with Undo. */
export function LastAct({ word }: { readonly word: LastWord }) {
  const t = useWords('dock');
  return (
    <section className={classes.act} aria-label={t('lastAct')}>
      <Word word={word} />
    </section>
  );
}

function Word({ word }: { readonly word: LastWord }) {
  switch (word.kind) {
    case 'waiting':
      return <WaitingAct waiting={word.waiting} before={word.before} />;
    case 'refused':
      return <RefusedAct refused={word.refused} />;
    case 'done':
      return <DoneAct done={word.done} count={word.count} />;
  }
}

function WaitingAct({ waiting, before }: { readonly waiting: Waiting; readonly before: number }) {
  const t = useWords('dock');
  const desk = useDesk();
  const now = useNow(250);
  const deedWords = useDeedWords();
  const seconds = secondsLeft(waiting.sendAt, now);
  const overdue = waiting.sending && now - waiting.sendAt > late;
  const title = waiting.sending ? t(overdue ? 'noAnswer' : 'sending') : t('sentIn', { seconds });
  return (
    <>
      <IconSend size={18} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <span className={classes.title}>{title}</span>
        <span className={classes.text} role="status">
          {deedWords(waiting.proposal, now)}
        </span>
        {before > 0 && <span className={classes.text}>{t('andWaiting', { count: before })}</span>}
      </div>
      {!waiting.sending && (
        <Button size="sm" leftSection={<IconArrowBackUp size={16} />} onClick={() => void desk.undo()}>
          {t('undo')}
        </Button>
      )}
    </>
  );
}

function RefusedAct({ refused: { why, proposal } }: { readonly refused: Refused }) {
  const t = useWords('dock');
  const common = useWords('common');
  const say = useRefusalWords();
  const desk = useDesk();
  return (
    <>
      <IconAlertTriangleFilled size={18} aria-hidden className={classes.trouble} />
      <div className={classes.words} role="alert">
        <span className={classes.title}>{t('notDone')}</span>
        <span className={classes.text}>{say(why)}</span>
      </div>
      {proposal && (
        <Button size="sm" variant="default" onClick={() => desk.propose(proposal)}>
          {common('retry')}
        </Button>
      )}
      <CloseButton size="sm" aria-label={common('close')} onClick={() => desk.forgive()} />
    </>
  );
}

function DoneAct({ done, count }: { readonly done: Done; readonly count: number }) {
  const t = useWords('dock');
  const common = useWords('common');
  const desk = useDesk();
  const text = useDoneWords(done);
  const { kind } = done.change;
  return (
    <>
      <IconCheck size={18} aria-hidden className={classes.icon} />
      <div className={classes.words} role="status">
        <span className={classes.title}>{t(kind === 'tasks' ? 'sent' : 'done')}</span>
        <span className={classes.text}>{text}</span>
        {kind === 'tasks' && <span className={classes.text}>{t('notTaken', { count })}</span>}
      </div>
      {kind !== 'nothing' && (
        <Button
          size="sm"
          variant="default"
          leftSection={<IconArrowBackUp size={16} />}
          onClick={() => void desk.undo()}
        >
          {kind === 'tasks' ? t('undoCount', { count }) : t('undo')}
        </Button>
      )}
      <CloseButton size="sm" aria-label={common('close')} onClick={() => desk.forget()} />
    </>
  );
}

function useDoneWords({ proposal, change, at }: Done): string {
  const t = useWords('dock');
  const deedWords = useDeedWords();
  if (proposal) return deedWords(proposal, at);
  switch (change.kind) {
    case 'names':
      return t('renamed', { count: change.before.length });
    case 'moves':
      return t('moved', { count: change.before.length });
    case 'admitted':
      return t(change.serve ? 'admitted' : 'refused', { count: change.computers.length });
    case 'removed':
      return t('deleted', { count: change.tasks.length });
    case 'tasks':
    case 'defaults':
    case 'nothing':
      return '';
  }
}
