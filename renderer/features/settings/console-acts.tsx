import { Button } from '@mantine/core';
import { logoutPath } from '../../../electron/contract/channels.ts';
import type { NetworkConsole } from '../../../electron/contract/network-console.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand } from '../../state/hooks.ts';
import classes from './settings.module.css';

interface Props {
  readonly view: NetworkConsole;
  /** This page came by the password. */
  readonly far: boolean;
}

/** Closing it, and ending logins: what makes the door smaller is everybody's right. */
export function ConsoleActs({ view, far }: Props) {
  const t = useWords('settings');
  const close = useCommand('console.close');
  const logOutAll = useCommand('console.logout');
  if (view.state === 'closed') return null;
  return (
    <div className={classes.acts}>
      {far && (
        <Button variant="default" onClick={() => void fetch(logoutPath, { method: 'POST', redirect: 'manual' })}>
          {t('network.logOut')}
        </Button>
      )}
      {view.state === 'open' && (
        <Button variant="default" loading={logOutAll.pending} onClick={() => void logOutAll.run({})}>
          {t('network.logOutAll')}
        </Button>
      )}
      <Button variant="default" loading={close.pending} onClick={() => void close.run({})}>
        {t('network.doClose')}
      </Button>
      {far && <span className={classes.quiet}>{t('network.closeFromHere')}</span>}
    </div>
  );
}
