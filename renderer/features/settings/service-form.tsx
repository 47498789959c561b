import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { guardCodes } from '../../../electron/contract/console.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { usePhrase } from '../../i18n/phrase.ts';
import { useCommand, usePicture, useSnapshotPart } from '../../state/hooks.ts';
import { type Preview, usePreview } from '../first-run/use-preview.ts';
import { CardGuard } from './card-guard.tsx';
import { draftFrom, type ServiceDraft, settingsFrom } from './service-draft.ts';
import { ServiceFields } from './service-fields.tsx';
import classes from './settings.module.css';

/** Card, mode, range and ports. What is saved is what is served with: there is no third state. */
export function ServiceForm() {
  const t = useWords('settings');
  const say = usePhrase();
  const format = useFormat();
  const picture = usePicture();
  const service = useSnapshotPart(({ status }) => status.service);
  const cards = useSnapshotPart((snapshot) => snapshot.cards);
  const start = useCommand('service.start');
  const [draft, setDraft] = useState<ServiceDraft>(() => {
    const snapshot = picture();
    return draftFrom(snapshot?.preferences.service ?? null, snapshot?.cards ?? []);
  });
  const settings = settingsFrom(draft);
  const preview = usePreview(settings, cards);
  const serving = service.state === 'serving';
  const same = serving && JSON.stringify(draftFrom(service.settings, cards)) === JSON.stringify(draft);
  const [typed, setTyped] = useState('');
  const guarded = draft.mode === 'full' && start.why !== null && guardCodes.has(start.why.code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (settings !== null) void start.run(guarded ? { ...settings, confirm: typed } : settings);
  };
  return (
    <form onSubmit={submit}>
      <p className={classes.lead}>
        {serving ? t('serving', { card: service.settings.card, since: format.moment(service.since) }) : t('stopped')}
      </p>
      {same && service.warnings.map((warning) => <Warning key={warning.code}>{say(warning)}</Warning>)}
      {service.state === 'failed' && (
        <Refusal>{[service.why, ...(service.remedy ? [service.remedy] : [])].map(say).join('\n')}</Refusal>
      )}
      <ServiceFields draft={draft} cards={cards} change={(part) => setDraft({ ...draft, ...part })} />
      {!same && <Outcome preview={preview} />}
      {guarded && draft.card !== null && <CardGuard card={draft.card} typed={typed} type={setTyped} />}
      <div className={classes.acts}>
        <Button type="submit" disabled={draft.card === null || same} loading={start.pending}>
          {serving ? t('applyAgain') : t('apply')}
        </Button>
        {serving && <span className={classes.quiet}>{same ? t('unchanged') : t('applyHelp')}</span>}
      </div>
      {start.refusal !== null && <Refusal>{start.refusal}</Refusal>}
    </form>
  );
}

function Outcome({ preview }: { readonly preview: Preview }) {
  const t = useWords('settings');
  const say = usePhrase();
  switch (preview.kind) {
    case 'none':
      return null;
    case 'refused':
      return <Refusal>{say(preview.why)}</Refusal>;
    case 'known': {
      const { address, range, problems, warnings } = preview.value;
      return (
        <>
          {problems.map((problem) => (
            <Refusal key={problem.code}>{say(problem)}</Refusal>
          ))}
          {warnings.map((warning) => (
            <Warning key={warning.code}>{say(warning)}</Warning>
          ))}
          {address !== null && problems.length === 0 && (
            <p className={classes.quiet} style={{ marginTop: 10 }}>
              {range === null
                ? t('previewBare', { address })
                : t('preview', { address, first: range.first, last: range.last })}
            </p>
          )}
        </>
      );
    }
  }
}

function Refusal({ children }: { readonly children: string }) {
  return (
    <p className={classes.refusal} role="alert">
      {children}
    </p>
  );
}

function Warning({ children }: { readonly children: string }) {
  return <p className={classes.warning}>{children}</p>;
}
