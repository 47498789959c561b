import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconWorldExclamation } from '@tabler/icons-react';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import classes from './status-bar.module.css';

/** On every screen while the console is open to the network; leads to where it is closed. */
export function NetworkNotice() {
  const t = useWords('shell');
  const network = useSnapshotPart((snapshot) => snapshot.console);
  if (network.state !== 'open') return null;
  return (
    <Tooltip label={t('networkOpenAt', { urls: network.urls.join(', ') })}>
      <UnstyledButton component="a" href="#/settings" className={classes.warnings}>
        <IconWorldExclamation size={14} aria-hidden />
        {t('networkOpen')}
      </UnstyledButton>
    </Tooltip>
  );
}
