import { useEffect, useRef } from 'react';
import { useWords } from '../../i18n/index.ts';
import { useSelection } from '../room/selection-context.tsx';
import classes from './dock.module.css';
import { isPressable, takesText, useKey } from './keys.ts';
import { LastAct, useLastWord } from './last-act.tsx';
import { NeedsYou } from './needs-you.tsx';
import { useDesk, useProposal } from './proposal.ts';
import { ProposalPanel } from './proposal-panel.tsx';
import { SelectedSeats } from './selected-seats.tsx';

/** Below the room, always as high: what needs somebody, or with seats selected what can be done to them. */
export function Dock({ editRoom }: { readonly editRoom: () => void }) {
  const t = useWords('dock');
  const { ids } = useSelection();
  const proposal = useProposal();
  useFollowSelection(ids);
  useEscape();
  const computers = proposal?.computers ?? [...ids];
  const seated = computers.length > 0;
  return (
    <section className={classes.dock} aria-label={seated ? t('titleSelected') : t('title')}>
      <div key={seated ? 'seats' : 'needs'} className={classes.main}>
        {seated ? <SelectedSeats computers={computers} /> : <NeedsYou editRoom={editRoom} />}
      </div>
      <Side count={computers.length} />
    </section>
  );
}

/** At the right end: the proposal and what it does; else the word about the last act. */
function Side({ count }: { readonly count: number }) {
  const t = useWords('dock');
  const proposal = useProposal();
  const word = useLastWord();
  if (proposal) {
    return (
      <div className={classes.side}>
        <ProposalPanel proposal={proposal} />
      </div>
    );
  }
  if (word) {
    return (
      <div className={`${classes.side} ${classes.word}`}>
        <LastAct word={word} />
      </div>
    );
  }
  return count > 0 ? <p className={`${classes.side} ${classes.hint}`}>{t('hint', { count })}</p> : null;
}

/** A proposal is for what is selected: it goes with the selection, and is gone when nothing is left of it. */
function useFollowSelection(ids: ReadonlySet<number>): void {
  const desk = useDesk();
  const before = useRef(ids);
  useEffect(() => {
    if (before.current === ids) return;
    before.current = ids;
    const { proposal } = desk.getState();
    if (proposal) desk.propose({ ...proposal, computers: [...ids] });
  }, [desk, ids]);
}

/** Esc gives the proposal up before it clears the selection, wherever the focus is. */
function useEscape(): void {
  const desk = useDesk();
  useKey(true, (event) => {
    const inDialog = takesText(event.target) && !isPressable(event.target) && !isGuard(event.target);
    if (event.key !== 'Escape' || inDialog || desk.getState().proposal === null) return;
    event.preventDefault();
    event.stopPropagation();
    desk.propose(null);
  });
}

const isGuard = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-proposal]') !== null;
