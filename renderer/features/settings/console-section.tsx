import { Button, NumberInput, PasswordInput, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type NetworkConsole, passwordLength } from '../../../electron/contract/network-console.ts';
import { reachOf } from '../../client/reach.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { ConsoleActs } from './console-acts.tsx';
import { type ConsoleDraft, consoleDraft, isSaved, passwordFault } from './console-draft.ts';
import classes from './settings.module.css';

/** The console for browsers on other computers: how it stands, what that means, and its place and password. */
export function ConsoleSection() {
  const t = useWords('settings');
  const view = useSnapshotPart((snapshot) => snapshot.console);
  const far = reachOf(window) === 'network';
  return (
    <>
      <p className={classes.lead}>{t('network.lead')}</p>
      <Standing view={view} />
      <p className={classes.warning}>{t('network.plain')}</p>
      {far ? <p className={classes.quiet}>{t('network.fromHere')}</p> : <ConsoleForm view={view} />}
      <ConsoleActs view={view} far={far} />
    </>
  );
}

function Standing({ view }: { readonly view: NetworkConsole }) {
  const t = useWords('settings');
  switch (view.state) {
    case 'closed':
      return <p className={classes.quiet}>{t('network.closed')}</p>;
    case 'failed':
      return (
        <p className={classes.refusal} role="alert">
          {t(`network.fault.${view.fault}`)}
        </p>
      );
    case 'open':
      return (
        <p className={classes.lead} role="status">
          {t('network.open')} <span className="mono">{view.urls.join(' ')}</span>
          <br />
          {t('network.browsers', { count: view.browsers })}
        </p>
      );
  }
}

function ConsoleForm({ view }: { readonly view: NetworkConsole }) {
  const t = useWords('settings');
  const cards = useSnapshotPart((snapshot) => snapshot.cards);
  const [draft, setDraft] = useState<ConsoleDraft>(() => consoleDraft(view, cards));
  const change = (part: Partial<ConsoleDraft>) => setDraft({ ...draft, ...part });
  const setPassword = useCommand('console.password');
  const open = useCommand('console.open');
  const fault = passwordFault(draft.password, view);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { card, port, password } = draft;
    if (password !== '' && (await setPassword.run({ password })) === null) return;
    change({ password: '' });
    await open.run({ card, port });
  };
  const names = cards.map(({ name, addresses }) => ({
    value: name,
    label: addresses[0] ? `${name}, ${addresses[0].address}` : name,
  }));
  return (
    <form onSubmit={(event) => void submit(event)}>
      <div className={classes.fields}>
        <Select
          label={t('network.card')}
          data={[...names, { value: '', label: t('network.allCards') }]}
          value={draft.card ?? ''}
          onChange={(card) => card !== null && change({ card: card || null })}
        />
        <NumberInput
          label={t('network.port')}
          min={1}
          max={65_535}
          allowDecimal={false}
          hideControls
          value={draft.port}
          onChange={(port) => change({ port: Number(port) || 8_090 })}
        />
        <PasswordInput
          className={classes.wide}
          label={t('network.password')}
          description={
            view.hasPassword ? t('network.passwordKept') : t('network.passwordHelp', { least: passwordLength.least })
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="new-password"
          maxLength={passwordLength.most}
          value={draft.password}
          error={fault === 'short' && t('network.short', { least: passwordLength.least })}
          onChange={(event) => change({ password: event.currentTarget.value })}
        />
      </div>
      <div className={classes.acts}>
        <Button
          type="submit"
          disabled={fault !== null || isSaved(draft, view)}
          loading={setPassword.pending || open.pending}
        >
          {view.state === 'open' ? t('network.doSave') : t('network.doOpen')}
        </Button>
      </div>
      {(setPassword.refusal ?? open.refusal) !== null && (
        <p className={classes.refusal} role="alert">
          {setPassword.refusal ?? open.refusal}
        </p>
      )}
    </form>
  );
}
