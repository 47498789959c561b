import { Button, Checkbox, Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Consequence } from '../../../electron/contract/console.ts';
import type { Action } from '../../../electron/contract/model.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { roomsInOrder } from '../../state/select/lookup.ts';
import { usualWhen } from '../dock/deed.ts';
import { useActs } from '../dock/proposal.ts';
import { Dialog } from '../shell/dialog.tsx';
import classes from './actions.module.css';
import { machineChoices, type WhenTaken, whenTaken } from './attempt.ts';

interface AttemptProps {
  readonly action: Action;
  readonly close: () => void;
}

/** One machine takes the action once: when it will is said before the button, and for five seconds it can be undone. */
export function AttemptDialog({ action, close }: AttemptProps) {
  const t = useWords('actions');
  const { act } = useActs();
  const [chosen, setChosen] = useState<number | null>(null);
  const [wake, setWake] = useState(true);
  const computers = useSnapshotPart((snapshot) => snapshot.computers);
  const rooms = useSnapshotPart(roomsInOrder);
  const choices = machineChoices(computers, rooms, useLanguage());
  const when = useWhenTaken(chosen, action.id);
  const computer = computers.find(({ id }) => id === chosen);
  const name = computer?.name ?? computer?.mac ?? '';
  const boot = (computerId: number): void => {
    const deed = { kind: 'boot', actionId: action.id, when: usualWhen, wake: wake && when === 'off' } as const;
    act({ computers: [computerId], deed });
    close();
  };
  return (
    <Dialog close={close} size={480} title={t('attempt.title', { name: action.name })}>
      <p className={classes.lead}>{choices.length === 0 ? t('attempt.noMachines') : t('attempt.help')}</p>
      {choices.length > 0 && (
        <>
          <Select
            label={t('attempt.machine')}
            placeholder={t('attempt.pick')}
            data={choices}
            searchable
            openOnFocus={false}
            data-autofocus
            value={chosen === null ? null : String(chosen)}
            onChange={(value) => setChosen(value === null ? null : Number(value))}
          />
          <p className={classes.when} role="status">
            {when && t(`attempt.${when}`, { name })}
          </p>
          {when === 'off' && (
            <Checkbox
              label={t('attempt.wake')}
              checked={wake}
              onChange={({ currentTarget }) => setWake(currentTarget.checked)}
            />
          )}
          <div className={classes.formFoot}>
            <Button size="sm" disabled={chosen === null} onClick={() => chosen !== null && boot(chosen)}>
              {chosen === null ? t('attempt.actNone') : t('attempt.act', { name })}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

/** The engine's own answer to when the machine would take it; null until it came. */
function useWhenTaken(computer: number | null, action: number): WhenTaken | null {
  const { run } = useCommand('task.consequence');
  const [consequence, setConsequence] = useState<Consequence | null>(null);
  useEffect(() => {
    if (computer !== null) void run({ computers: [computer], action }).then(setConsequence);
  }, [run, computer, action]);
  return consequence && computer !== null ? whenTaken(consequence, computer) : null;
}
