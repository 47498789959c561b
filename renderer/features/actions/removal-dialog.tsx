import { Alert, Button } from '@mantine/core';
import type { Action } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand } from '../../state/hooks.ts';
import { Dialog } from '../shell/dialog.tsx';
import classes from './actions.module.css';

interface RemovalProps {
  readonly action: Action;
  readonly close: () => void;
}

/** Says what stays; where the engine refuses, because something still boots it, its sentence stands here. */
export function RemovalDialog({ action, close }: RemovalProps) {
  const t = useWords('actions');
  const common = useWords('common');
  const { run, pending, refusal } = useCommand('action.remove');
  const remove = async (): Promise<void> => {
    if (await run({ action: action.id })) close();
  };
  return (
    <Dialog close={close} size={440} title={t('removal.title', { name: action.name })}>
      <p className={classes.lead}>{t('removal.help')}</p>
      {refusal && (
        <Alert role="alert" color="red">
          {refusal}
        </Alert>
      )}
      <div className={classes.formFoot}>
        <Button variant="default" size="sm" onClick={close} data-autofocus>
          {common('cancel')}
        </Button>
        <Button size="sm" loading={pending} onClick={() => void remove()}>
          {t('removal.act')}
        </Button>
      </div>
    </Dialog>
  );
}
