import { Button, FileButton } from '@mantine/core';
import { useRef, useState } from 'react';
import type { CommandResult } from '../../../electron/contract/api.ts';
import type { Phrase } from '../../../electron/contract/model.ts';
import { type Bringing, bringBackup } from '../../client/bring-backup.ts';
import { reachOf } from '../../client/reach.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useRefusalWords } from '../../i18n/phrase.ts';
import { useCall, useSnapshotPart } from '../../state/hooks.ts';
import classes from './settings.module.css';

/** Where a file is on its way; `part` is what was sent of it, from 0 to 1. */
type Journey =
  | { readonly kind: 'none' | 'lost' }
  | { readonly kind: 'sending'; readonly part: number }
  | { readonly kind: 'brought'; readonly file: string }
  | { readonly kind: 'refused'; readonly why: Phrase };

/** Takes a backup of another computer into the list: by the system's own window, or up from the browser. */
export function BringBackup({ look }: { readonly look: () => Promise<void> }) {
  const t = useWords('settings');
  const serving = useSnapshotPart(({ status }) => status.service.state === 'serving');
  const call = useCall();
  const bringing = useRef<Bringing | null>(null);
  const [journey, setJourney] = useState<Journey>({ kind: 'none' });
  const arrive = async (result: CommandResult<'database.receive'> | null) => {
    setJourney(journeysEnd(result));
    if (result?.ok) await look();
  };
  const send = async (file: File | null) => {
    if (file === null) return;
    setJourney({ kind: 'sending', part: 0 });
    bringing.current = bringBackup(file, (part) => setJourney({ kind: 'sending', part }));
    await arrive(await bringing.current.done);
  };
  const choose = async () => {
    const chosen = await call('files.choose', { title: t('bring') });
    if (chosen.ok && chosen.value.path !== null)
      await arrive(await call('database.receive', chosen.value as { path: string }));
  };
  const sending = journey.kind === 'sending';
  return (
    <>
      <div className={classes.acts}>
        {reachOf(window) === 'window' ? (
          <Button variant="default" disabled={serving} onClick={() => void choose()}>
            {t('bring')}
          </Button>
        ) : (
          <FileButton accept=".db" onChange={(file) => void send(file)}>
            {(props) => (
              <Button {...props} variant="default" disabled={serving || sending}>
                {t('bring')}
              </Button>
            )}
          </FileButton>
        )}
        <Told journey={journey} />
        {sending && <Cancel cancel={() => bringing.current?.cancel()} />}
      </div>
      <p className={classes.quiet} style={{ margin: '6px 0 12px' }}>
        {serving ? t('bringServing') : t('bringHelp')}
      </p>
    </>
  );
}

function journeysEnd(result: CommandResult<'database.receive'> | null): Journey {
  if (result === null) return { kind: 'lost' };
  return result.ok ? { kind: 'brought', file: result.value.file } : { kind: 'refused', why: result.phrase };
}

function Cancel({ cancel }: { readonly cancel: () => void }) {
  const t = useWords('common');
  return (
    <Button size="compact-sm" variant="subtle" onClick={cancel}>
      {t('cancel')}
    </Button>
  );
}

function Told({ journey }: { readonly journey: Journey }) {
  const say = useRefusalWords();
  const t = useWords('settings');
  const format = useFormat();
  switch (journey.kind) {
    case 'none':
      return null;
    case 'sending':
      return (
        <span className={classes.quiet} role="status">
          {journey.part < 1 ? t('bringing', { part: format.percent(journey.part * 100) }) : t('checking')}
        </span>
      );
    case 'brought':
      return (
        <span className={classes.quiet} role="status">
          {t('brought', { file: journey.file })}
        </span>
      );
    case 'refused':
    case 'lost':
      return (
        <span className={classes.refusal} role="alert">
          {journey.kind === 'refused' ? say(journey.why) : t('notBrought')}
        </span>
      );
  }
}
