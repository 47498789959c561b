import { Anchor, Button } from '@mantine/core';
import { IconCircleX, IconPlugConnected } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Preflight } from '../../../electron/contract/api.ts';
import { guardCodes } from '../../../electron/contract/console.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand, usePicture, useSnapshotPart } from '../../state/hooks.ts';
import { go } from '../../state/place.ts';
import { CardGuard } from '../settings/card-guard.tsx';
import { draftFrom, onCard, type ServiceDraft, settingsFrom } from '../settings/service-draft.ts';
import { CardChoice } from './card-choice.tsx';
import classes from './first-run.module.css';
import { GiveAddress } from './give-address.tsx';
import { Look, needsGuard } from './look.tsx';
import { ModeChoice } from './mode-choice.tsx';
import { Outlook } from './outlook.tsx';
import { useCards } from './use-cards.ts';
import { usePreview } from './use-preview.ts';

/** Card, mode, what would happen, Start: all on one screen, and nothing is sent before the button. */
export function FirstRun() {
  const t = useWords('first-run');
  const picture = usePicture();
  const service = useSnapshotPart(({ status }) => status.service);
  const start = useCommand('service.start');
  const [draft, setDraft] = useState<ServiceDraft>(() => {
    const snapshot = picture();
    return draftFrom(snapshot?.preferences.service ?? null, snapshot?.cards ?? []);
  });
  const preflight = useCommand('preflight.run');
  const [found, setFound] = useState<Preflight | null>(null);
  const [typed, setTyped] = useState('');
  const forget = () => {
    preflight.forget();
    setFound(null);
    setTyped('');
  };
  const look = async (card: string) => {
    const seen = await preflight.run({
      card,
      httpPort: draft.httpPort,
      ...(settings?.range ? { range: settings.range } : {}),
    });
    if (seen === null) return;
    setFound(seen);
    const { mode } = seen;
    if (mode !== null) setDraft((before) => ({ ...before, mode }));
  };
  const choose = (card: string) => {
    start.forget();
    forget();
    setDraft((before) => onCard(before, card));
  };
  const [cards, cardsNow] = useCards(choose);
  const bare = cards.find(({ name, addresses }) => name === draft.card && addresses.length === 0)?.name ?? null;
  const settings = settingsFrom(draft);
  const preview = usePreview(settings, cards);
  const stopped = preview.kind === 'known' && preview.value.problems.length > 0;
  const askedFor = draft.mode === 'full' && start.why !== null && guardCodes.has(start.why.code);
  const guard = needsGuard(found, draft.mode) || askedFor;
  const guarded = guard && typed.trim() !== draft.card;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (settings === null) return;
    const state = await start.run(typed === '' ? settings : { ...settings, confirm: typed.trim() });
    if (state?.state === 'serving') go({ screen: 'room', room: null, computer: null });
  };
  return (
    <form className={classes.screen} onSubmit={(event) => void submit(event)}>
      <div className={classes.body}>
        <h2 className={classes.title}>{t('title')}</h2>
        <p className={classes.lead}>{t('lead')}</p>
        <div className={classes.columns}>
          <div>
            <div className={classes.hint}>
              <IconPlugConnected size={20} stroke={1.6} aria-hidden />
              <div>
                <b>{t('unsure')}</b>
                <br />
                {t('unsureHelp')}
              </div>
            </div>
            <CardChoice cards={cards} chosen={draft.card} choose={choose} />
            {bare !== null && <GiveAddress key={bare} card={bare} given={cardsNow} />}
            <ModeChoice mode={draft.mode} choose={(mode) => setDraft({ ...draft, mode })} />
            {draft.card !== null && service.state !== 'serving' && (
              <Look
                card={draft.card}
                found={found}
                pending={preflight.pending}
                refusal={preflight.refusal}
                look={() => void look(draft.card ?? '')}
              />
            )}
            {draft.card !== null && guard && <CardGuard card={draft.card} typed={typed} type={setTyped} />}
          </div>
          <Outlook card={draft.card} preview={preview} found={found} opened={() => void look(draft.card ?? '')} />
        </div>
      </div>
      <div className={classes.foot}>
        <Anchor href="#/settings" c="dimmed">
          {t('more')}
        </Anchor>
        <span className={classes.space} />
        {service.state === 'serving' && (
          <span className={classes.note}>{t('servesNow', { card: service.settings.card })}</span>
        )}
        {start.refusal !== null ? (
          <span className={classes.refusal} role="alert">
            <IconCircleX size={16} aria-hidden />
            {start.refusal}
          </span>
        ) : (
          stopped && (
            <span className={classes.refusal}>
              <IconCircleX size={16} aria-hidden />
              {t('redLeft')}
            </span>
          )
        )}
        <Button type="submit" size="md" disabled={draft.card === null || stopped || guarded} loading={start.pending}>
          {draft.card === null ? t('start') : t('startOn', { card: draft.card })}
        </Button>
      </div>
    </form>
  );
}
