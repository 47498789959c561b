import { Button } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { useWords } from '../../i18n/index.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import classes from './connection-banner.module.css';

/** On every screen while another DHCP server keeps ours silent: what happened, and the two ways on. */
export function OtherServerBanner() {
  const t = useWords('shell');
  const service = useSnapshotPart(({ status }) => status.service);
  const start = useCommand('service.start');
  if (service.state !== 'serving' || service.otherServer === null) return null;
  const { settings, otherServer } = service;
  return (
    <div className={classes.alarm} role="alert">
      <IconAlertTriangleFilled size={16} aria-hidden />
      <span>{start.refusal ?? t('otherServer', { address: otherServer, card: settings.card })}</span>
      <Button
        size="compact-xs"
        variant="default"
        disabled={start.pending}
        onClick={() => void start.run({ ...settings, mode: 'proxy', range: null })}
      >
        {t('otherServerBeside')}
      </Button>
      <Button size="compact-xs" variant="default" disabled={start.pending} onClick={() => void start.run(settings)}>
        {t('otherServerGone')}
      </Button>
    </div>
  );
}
