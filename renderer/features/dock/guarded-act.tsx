import { Button, TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { useConnection } from '../../state/hooks.ts';
import { timeToUndo } from './deed.ts';
import { type Guard, isOpen } from './guard.ts';
import { isPressable, takesText, useKey } from './keys.ts';
import classes from './proposal.module.css';

interface GuardedProps {
  readonly guard: Guard;
  /** The act was chosen just now, so that the number may take the focus. */
  readonly fresh: boolean;
  readonly label: string;
  /** True or a sentence: the act cannot be done now. */
  readonly inert: boolean | string;
  readonly onAct: () => void;
}

/** The button that acts, behind its guard. It is mounted anew for each proposal, so the guard starts anew as well. */
export function GuardedAct({ guard, fresh, label, inert, onAct }: GuardedProps) {
  const t = useWords('dock');
  const { connection } = useConnection();
  const [typed, setTyped] = useState('');
  const passed = usePause(guard);
  const noteId = useId();
  const cut = connection !== 'connected';
  const open = inert === false && !cut && isOpen(guard, typed, passed);
  const act = () => {
    if (open) onAct();
  };
  useEnter(act);
  const why = cut ? t('notConnected') : typeof inert === 'string' ? inert : null;
  const note = why ?? (guard.kind === 'type' ? null : t('secondsToUndo', { seconds: timeToUndo / 1_000 }));
  return (
    <>
      {guard.kind === 'type' && <NumberField number={guard.number} fresh={fresh} typed={typed} onType={setTyped} />}
      <span id={noteId} className={why ? classes.why : classes.note}>
        {note}
      </span>
      <Button
        size="sm"
        className={classes.act ?? ''}
        data-inert={!open || undefined}
        aria-disabled={!open}
        aria-describedby={noteId}
        rightSection={guard.kind === 'type' ? undefined : <kbd className={classes.enter}>Enter</kbd>}
        onClick={act}
      >
        {label}
      </Button>
    </>
  );
}

/** How long the button has been there, in milliseconds: nought, then the whole pause. */
function usePause(guard: Guard): number {
  const pause = guard.kind === 'pause' ? guard.milliseconds : 0;
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const timer = window.setTimeout(() => setPassed(pause), pause);
    return () => window.clearTimeout(timer);
  }, [pause]);
  return passed;
}

/** Enter acts wherever it does not press something else: in the map, where it would open the seat, and in the guard's field. */
function useEnter(act: () => void): void {
  useKey(true, (event) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const guardField = event.target instanceof Element && event.target.hasAttribute('data-guard');
    if (!guardField && (takesText(event.target) || isPressable(event.target))) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}

interface NumberProps {
  readonly number: number;
  readonly fresh: boolean;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/**
 * Takes the focus when it appears for another act, since digits elsewhere propose actions, and gives it back when it
 * goes. When only the selection grew, the focus stays in the map.
 */
function NumberField({ number, fresh, typed, onType }: NumberProps) {
  const t = useWords('dock');
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const first = useRef(fresh);
  useEffect(() => {
    if (!first.current) return;
    const before = document.activeElement;
    const own = field.current;
    own?.focus({ preventScroll: true });
    return () => {
      const held = document.activeElement === own || document.activeElement === document.body;
      if (held && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div className={classes.guard}>
      <label htmlFor={id}>{t('typeNumber', { number })}</label>
      <TextInput
        id={id}
        ref={field}
        w={58}
        size="sm"
        className={classes.typed ?? ''}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        data-guard
        value={typed}
        onChange={({ currentTarget }) => onType(currentTarget.value)}
      />
    </div>
  );
}
