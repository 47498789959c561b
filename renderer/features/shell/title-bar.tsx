import { Button, Group, Kbd, Popover, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlay, IconSearch, IconSquare } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import type { ServiceState } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { usePhrase } from '../../i18n/phrase.ts';
import { useCommand, usePicture, useSnapshotPart } from '../../state/hooks.ts';
import { go, usePlace } from '../../state/place.ts';
import { machinesLoading } from '../../state/select/loading.ts';
import { palette } from '../palette/palette.tsx';
import { Dialog } from './dialog.tsx';
import { Mark } from './mark.tsx';
import { stopAsks } from './stop-asks.ts';
import classes from './title-bar.module.css';

/** Who we are, the way to everything, and the one fact that must never be searched for: whether we serve. */
export function TitleBar() {
  const t = useWords('shell');
  const service = useSnapshotPart(({ status }) => status.service);
  return (
    <header className={classes.bar}>
      <div className={classes.mark}>
        <Mark />
        <h1 className={classes.name}>Rollcall</h1>
      </div>
      <button type="button" className={classes.find} onClick={palette.open}>
        <IconSearch size={15} aria-hidden />
        <span>{t('find')}</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </button>
      <Serving service={service} />
    </header>
  );
}

function Serving({ service }: { readonly service: ServiceState }) {
  const t = useWords('shell');
  switch (service.state) {
    case 'serving':
      return (
        <div className={classes.serving}>
          <span className={classes.on} />
          <span role="status" className={classes.words}>
            {t('servingOn')} <b>{service.settings.card}</b>
          </span>
          <Stop />
        </div>
      );
    case 'failed':
      return (
        <div className={classes.serving}>
          <Alarm service={service} />
          <Start />
        </div>
      );
    case 'stopped':
      return (
        <div className={classes.serving}>
          <span className={classes.off} />
          <span role="status">{t('notServing')}</span>
          <Start />
        </div>
      );
  }
}

/** In the place of *Serving*: one sentence, and below it what to do, on the screens that do not say it themselves. */
function Alarm({ service }: { readonly service: Extract<ServiceState, { state: 'failed' }> }) {
  const t = useWords('shell');
  const say = usePhrase();
  const { screen } = usePlace();
  const told = screen === 'start' || screen === 'settings';
  const [opened, setOpened] = useState(!told);
  return (
    <Popover opened={opened} onChange={setOpened} width={380} position="bottom-end" shadow="md">
      <Popover.Target>
        <button type="button" className={classes.alarm} onClick={() => setOpened(!opened)}>
          <IconAlertTriangle size={15} aria-hidden />
          <span role="alert">{t('cannotServe', { card: service.settings.card, why: say(service.why) })}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.why}>{say(service.why)}</p>
        {service.remedy !== null && (
          <>
            <b>{t('whatToDo')}</b>
            <p className={classes.remedy}>{say(service.remedy)}</p>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Start() {
  const t = useWords('shell');
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconPlayerPlay size={13} aria-hidden />}
      onClick={() => go({ screen: 'start' })}
    >
      {t('start')}
    </Button>
  );
}

/** Stops at one click, unless machines are loading: then it says how many would fail. */
function Stop() {
  const t = useWords('shell');
  const stop = useCommand('service.stop');
  const picture = usePicture();
  const [loading, setLoading] = useState(0);
  const [asks, setAsks] = useState(false);
  const end = () => {
    setAsks(false);
    void stop.run({});
  };
  const click = () => {
    const snapshot = picture();
    const count = snapshot ? machinesLoading(snapshot, Date.now()) : 0;
    setLoading(count);
    if (count === 0) end();
    else setAsks(true);
  };
  const asked = useEffectEvent(click);
  useEffect(() => stopAsks.listen(() => asked()), []);
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconSquare size={12} aria-hidden />}
        loading={stop.pending}
        onClick={click}
      >
        {t('stop')}
      </Button>
      {stop.refusal !== null && (
        <span role="alert" className={classes.refusal}>
          {stop.refusal}
        </span>
      )}
      {asks && (
        <Dialog title={t('stopTitle')} size={420} close={() => setAsks(false)}>
          <Text>{t('stopLoading', { count: loading })}</Text>
          <Group justify="flex-end" gap="sm" mt="lg">
            <Button variant="default" onClick={end}>
              {t('stopAnyway')}
            </Button>
            <Button data-autofocus onClick={() => setAsks(false)}>
              {t('goOn')}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}
