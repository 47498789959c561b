import { Checkbox } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useWords } from '../../i18n/index.ts';
import { useNow } from '../../state/clock.ts';
import { sameItems, useSnapshotPart } from '../../state/hooks.ts';
import { actionOf } from '../../state/select/lookup.ts';
import { offOf } from './carry-out.ts';
import { ConsequenceRow } from './consequence-row.tsx';
import { type Deed, erasesDisk, faultOf, type Proposal } from './deed.ts';
import { useDeedWords } from './deed-words.ts';
import { guardOf } from './guard.ts';
import { GuardedAct } from './guarded-act.tsx';
import classes from './proposal.module.css';
import { useDesk } from './proposal.ts';
import { useSeatWords } from './seat-words.ts';
import { SecureBootNote } from './secure-boot-note.tsx';
import { type Asked, useConsequence } from './use-consequence.ts';
import { useWholeRoom } from './use-whole-room.ts';
import { WhenFields, WhenModes } from './when-fields.tsx';

/** What is proposed, when, what it would do to whom, and the one button that does it. */
export function ProposalPanel({ proposal }: { readonly proposal: Proposal }) {
  const desk = useDesk();
  const asked = useConsequence(proposal);
  const change = (deed: Deed) => desk.propose({ ...proposal, deed });
  const { deed } = proposal;
  return (
    <div className={classes.panel} data-proposal>
      {deed.kind === 'boot' && <WhenModes when={deed.when} onChange={(when) => change({ ...deed, when })} />}
      <Sentence proposal={proposal} onChange={change} />
      <ConsequenceRow proposal={proposal} asked={asked} />
      <SecureBootNote proposal={proposal} />
      <Foot proposal={proposal} asked={asked} />
    </div>
  );
}

interface PartProps {
  readonly proposal: Proposal;
  readonly onChange: (deed: Deed) => void;
}

/** The proposal in words; for a boot its times are fields in the sentence. */
function Sentence({ proposal, onChange }: PartProps) {
  const now = useNow(60_000);
  const words = useDeedWords();
  const { deed } = proposal;
  const name = useSnapshotPart((snapshot) => (deed.kind === 'boot' ? actionOf(snapshot, deed.actionId)?.name : null));
  if (deed.kind !== 'boot') return <p className={classes.sentence}>{words(proposal, now)}</p>;
  return (
    <div className={classes.sentence}>
      {deed.when.mode !== 'schedule' && (
        <b className={classes.name} title={name ?? ''}>
          {name}
        </b>
      )}
      <WhenFields when={deed.when} onChange={(when) => onChange({ ...deed, when })} />
      <WakeBox proposal={proposal} onChange={onChange} />
    </div>
  );
}

/** The seats that the act is for: those in an exam stay in it. */
function actedOn(proposal: Proposal, asked: Asked): Proposal {
  if (proposal.deed.kind !== 'boot' || asked.state !== 'known') return proposal;
  const inExam = new Set(asked.consequence.inExam);
  return inExam.size === 0 ? proposal : { ...proposal, computers: proposal.computers.filter((id) => !inExam.has(id)) };
}

function Foot({ proposal, asked }: { readonly proposal: Proposal; readonly asked: Asked }) {
  const t = useWords('dock');
  const desk = useDesk();
  const now = useNow(10_000);
  const act = actedOn(proposal, asked);
  const { deed } = act;
  const count = act.computers.length;
  const label = useActLabel(act);
  const wholeRoom = useWholeRoom(act.computers);
  const erases = useSnapshotPart((snapshot) => {
    const action = deed.kind === 'boot' ? actionOf(snapshot, deed.actionId) : null;
    return action !== null && erasesDisk(action);
  });
  const fault = deed.kind === 'boot' ? faultOf(deed.when, now) : null;
  const waits = deed.kind === 'boot' && deed.when.mode !== 'schedule' && asked.state !== 'known';
  const fresh = useFresh(deed);
  const guard = guardOf({ count, wholeRoom, erasesDisk: erases });
  return (
    <div className={classes.foot}>
      <GuardedAct
        key={`${JSON.stringify(deed)} ${act.computers.join()}`}
        guard={guard}
        fresh={fresh}
        label={label}
        inert={fault ? t(`fault.${fault}`) : waits || count === 0}
        onAct={() => desk.act(act)}
      />
    </div>
  );
}

/** True until the panel has shown this action once: a selection that grows or another time is nothing new. */
function useFresh(deed: Deed): boolean {
  const what = deed.kind === 'wake' ? 'wake' : `${deed.kind} ${deed.actionId}`;
  const shown = useRef<string | null>(null);
  const fresh = shown.current !== what;
  useEffect(() => {
    shown.current = what;
  }, [what]);
  return fresh;
}

/** Whether those that are off are woken. */
function WakeBox({ proposal: { computers, deed }, onChange }: PartProps) {
  const t = useWords('dock');
  const now = useNow(60_000);
  const seatWords = useSeatWords();
  const off = useSnapshotPart((snapshot) => offOf(snapshot, computers, now), sameItems);
  if (deed.kind !== 'boot' || deed.when.mode === 'schedule' || off.length === 0) return null;
  return (
    <Checkbox
      className={classes.wake}
      label={t(deed.when.mode === 'once' ? 'wakeThem' : 'wakeShort', { count: off.length })}
      title={seatWords(off, 60)}
      checked={deed.wake}
      onChange={({ currentTarget }) => onChange({ ...deed, wake: currentTarget.checked })}
    />
  );
}

function useActLabel({ computers, deed }: Proposal): string {
  const t = useWords('dock');
  const seatWords = useSeatWords();
  const count = computers.length;
  const name = count === 1 ? seatWords(computers) : '';
  const verb = deed.kind === 'boot' && deed.when.mode === 'schedule' ? 'plan' : deed.kind;
  switch (verb) {
    case 'plan':
      return count === 1 ? t('act.planOne', { name }) : t('act.plan', { count });
    case 'boot':
      return count === 1 ? t('act.bootOne', { name }) : t('act.boot', { count });
    case 'default':
      return count === 1 ? t('act.defaultOne', { name }) : t('act.default', { count });
    case 'wake':
      return count === 1 ? t('act.wakeOne', { name }) : t('act.wake', { count });
  }
}
