import { Alert, Button, Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { TaskView } from '../../../electron/contract/api.ts';
import type { Consequence } from '../../../electron/contract/console.ts';
import type { Action } from '../../../electron/contract/model.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import classes from './actions.module.css';
import { attemptLength, machineChoices, whenTaken } from './attempt.ts';
import { Dialog } from './dialog.tsx';

interface AttemptProps {
  readonly action: Action;
  readonly close: () => void;
}

/** One machine takes the action once: what will happen is said before the button that does it. */
export function AttemptDialog({ action, close }: AttemptProps) {
  const t = useWords('actions');
  const [chosen, setChosen] = useState<number | null>(null);
  const [given, setGiven] = useState<readonly TaskView[] | null>(null);
  const { run, pending, refusal } = useCommand('task.add');
  const computers = useSnapshotPart((snapshot) => snapshot.computers);
  const rooms = useSnapshotPart((snapshot) => snapshot.rooms);
  const choices = machineChoices(computers, rooms, useLanguage());
  const computer = computers.find(({ id }) => id === chosen);
  const name = computer?.name ?? computer?.mac ?? '';
  const act = async (): Promise<void> => {
    if (chosen === null) return;
    const notBefore = Date.now();
    const window = { notBefore, notAfter: notBefore + attemptLength };
    setGiven(await run({ computers: [chosen], action: action.id, repeat: 'once', ...window }));
  };
  return (
    <Dialog close={close} size={480} title={t('attempt.title', { name: action.name })}>
      {choices.length === 0 ? (
        <p className={classes.lead}>{t('attempt.noMachines')}</p>
      ) : given ? (
        <Given name={name} tasks={given} close={close} />
      ) : (
        <>
          <p className={classes.lead}>{t('attempt.help')}</p>
          <Select
            label={t('attempt.machine')}
            placeholder={t('attempt.pick')}
            data={choices}
            searchable
            data-autofocus
            value={chosen === null ? null : String(chosen)}
            onChange={(value) => setChosen(value === null ? null : Number(value))}
          />
          <When computer={chosen} name={name} action={action.id} />
          {refusal && (
            <Alert role="alert" color="red">
              {refusal}
            </Alert>
          )}
          <div className={classes.formFoot}>
            <Button size="sm" disabled={chosen === null} loading={pending} onClick={() => void act()}>
              {chosen === null ? t('attempt.actNone') : t('attempt.act', { name })}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

interface WhenProps {
  readonly computer: number | null;
  readonly name: string;
  readonly action: number;
}

/** The engine's own answer to when the machine would take it. */
function When({ computer, name, action }: WhenProps) {
  const t = useWords('actions');
  const { run } = useCommand('task.consequence');
  const [consequence, setConsequence] = useState<Consequence | null>(null);
  useEffect(() => {
    if (computer !== null) void run({ computers: [computer], action }).then(setConsequence);
  }, [run, computer, action]);
  const when = consequence && computer !== null ? whenTaken(consequence, computer) : null;
  return (
    <p className={classes.when} role="status">
      {when && t(`attempt.${when}`, { name })}
    </p>
  );
}

interface GivenProps {
  readonly name: string;
  readonly tasks: readonly TaskView[];
  readonly close: () => void;
}

function Given({ name, tasks, close }: GivenProps) {
  const t = useWords('actions');
  const common = useWords('common');
  const { run, refusal, pending } = useCommand('task.cancel');
  const undo = async (): Promise<void> => {
    if (await run({ tasks: tasks.map(({ id }) => id) })) close();
  };
  return (
    <>
      <p className={classes.lead} role="status">
        {t('attempt.done', { name })}
      </p>
      {refusal && (
        <Alert role="alert" color="red">
          {refusal}
        </Alert>
      )}
      <div className={classes.formFoot}>
        <Button variant="default" size="sm" loading={pending} onClick={() => void undo()}>
          {common('undo')}
        </Button>
        <Button size="sm" onClick={close} data-autofocus>
          {common('close')}
        </Button>
      </div>
    </>
  );
}
