import { Popover, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type CSSProperties, useRef, useState } from 'react';
import type { Action } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { actionLook } from '../../theme/action-look.ts';
import { useSize } from '../room/size.ts';
import { usualWhen } from './deed.ts';
import classes from './dock.module.css';
import { typedFrom } from './guard.ts';
import { takesText, useKey } from './keys.ts';
import { useDesk, useProposal } from './proposal.ts';

/** The least width of a button with its gap, in pixels, and the most that have a digit. */
const buttonWidth = 84;
const digits = 9;

/** One big button an action; it proposes, and sends nothing. The last one holds those for which there is no space. */
export function ActionButtons({ computers }: { readonly computers: readonly number[] }) {
  const t = useWords('dock');
  const ref = useRef<HTMLElement>(null);
  const { width } = useSize(ref);
  const actions = useSnapshotPart((snapshot) => snapshot.actions);
  const [listed, setListed] = useState(false);
  const propose = usePropose(computers);
  const space = Math.max(2, Math.min(digits, Math.floor(Math.min(width || 760, 760) / buttonWidth)));
  const shown = actions.length <= space ? actions : actions.slice(0, space - 1);
  useKey(false, (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || takesText(event.target)) return;
    const chosen = /^[1-9]$/.test(event.key) ? actions[Number(event.key) - 1] : undefined;
    const lists = event.key === '0' && shown.length < actions.length;
    if (!chosen && !lists) return;
    // The digit would also be typed into the field that takes the focus.
    event.preventDefault();
    if (chosen) propose(chosen.id);
    else setListed(true);
  });
  return (
    <section ref={ref} className={classes.actions} aria-label={t('actions')}>
      {shown.map((action, index) => (
        <ActionButton key={action.id} action={action} digit={index + 1} onChoose={propose} />
      ))}
      {shown.length < actions.length && (
        <AllActions actions={actions} opened={listed} onChange={setListed} onChoose={propose} />
      )}
    </section>
  );
}

/** Proposes another action and keeps when and how, if something is proposed already. Many are not woken unasked. */
function usePropose(computers: readonly number[]): (actionId: number) => void {
  const desk = useDesk();
  return (actionId) => {
    const deed = desk.getState().proposal?.deed;
    const fresh = { kind: 'boot' as const, when: usualWhen, wake: computers.length < typedFrom };
    const kept = deed?.kind === 'boot' ? deed : fresh;
    desk.propose({ computers, deed: { ...kept, actionId } });
  };
}

interface ButtonProps {
  readonly action: Action;
  readonly digit: number;
  readonly onChoose: (actionId: number) => void;
}

function ActionButton({ action, digit, onChoose }: ButtonProps) {
  const proposal = useProposal();
  const pressed = proposal?.deed.kind === 'boot' && proposal.deed.actionId === action.id;
  return (
    <button
      type="button"
      className={classes.action}
      aria-pressed={pressed}
      aria-keyshortcuts={String(digit)}
      title={action.name}
      onClick={() => onChoose(action.id)}
    >
      <span className={classes.digit} aria-hidden>
        {digit}
      </span>
      <Square action={action} />
      <span className={classes.actionName}>{action.name}</span>
    </button>
  );
}

/** The glyph of an action, white on its colour. */
export function Square({ action, size = 20 }: { readonly action: Action; readonly size?: number }) {
  const { icon: Glyph, colour } = actionLook(action);
  return (
    <span
      className={classes.square}
      style={{ '--square': colour, width: size + 12, height: size + 12 } as CSSProperties}
    >
      <Glyph size={size} aria-hidden />
    </span>
  );
}

interface AllProps {
  readonly actions: readonly Action[];
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  readonly onChoose: (actionId: number) => void;
}

function AllActions({ actions, opened, onChange, onChoose }: AllProps) {
  const t = useWords('dock');
  return (
    <Popover position="top-end" width={290} shadow="md" radius="md" trapFocus opened={opened} onChange={onChange}>
      <Popover.Target>
        <button
          type="button"
          className={classes.action}
          aria-keyshortcuts="0"
          aria-expanded={opened}
          onClick={() => onChange(!opened)}
        >
          <span className={classes.digit} aria-hidden>
            0
          </span>
          <span className={classes.square} data-plain>
            <IconDots size={20} aria-hidden />
          </span>
          <span className={classes.actionName}>{t('allActions', { count: actions.length })}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={t('actions')}>
        <ActionList
          actions={actions}
          onChoose={(id) => {
            onChoose(id);
            onChange(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function ActionList({ actions, onChoose }: Pick<AllProps, 'actions' | 'onChoose'>) {
  const t = useWords('dock');
  const [text, setText] = useState('');
  const found = actions.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <>
      <TextInput
        mb={6}
        aria-label={t('findAction')}
        placeholder={t('findAction')}
        value={text}
        data-autofocus
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div className={classes.all}>
        {found.map((action) => (
          <button key={action.id} type="button" className={classes.listed} onClick={() => onChoose(action.id)}>
            <Square action={action} size={14} />
            {action.name}
          </button>
        ))}
        {found.length === 0 && <p className={classes.none}>{t('noAction')}</p>}
      </div>
    </>
  );
}
