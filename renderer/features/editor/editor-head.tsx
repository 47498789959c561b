import { ActionIcon, Button } from '@mantine/core';
import { IconArrowBackUp, IconPlayerPlay } from '@tabler/icons-react';
import type { Action } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { go } from '../../state/place.ts';
import { ActionSquare } from '../actions/action-square.tsx';
import classes from './editor.module.css';
import type { ScriptDraft } from './use-draft.ts';

interface HeadProps {
  readonly action: Action;
  readonly draft: ScriptDraft;
  /** How many faults keep the text from being saved. */
  readonly refused: number;
  /** The engine's own sentence, when it did not save. */
  readonly refusal: string | null;
  readonly pending: boolean;
  readonly save: () => void;
  readonly open: (dialog: 'attempt' | 'details') => void;
}

/** The script's name, whether it is saved, and what can be done with it. */
export function EditorHead({ action, draft, refused, refusal, pending, save, open }: HeadProps) {
  const t = useWords('editor');
  const state = refused > 0 ? t('refused', { count: refused }) : draft.dirty ? t('unsaved') : t('saved');
  return (
    <header className={classes.head}>
      <ActionIcon onClick={() => go({ screen: 'actions', action: null })} aria-label={t('back')}>
        <IconArrowBackUp size={18} />
      </ActionIcon>
      <ActionSquare look={action} size={30} />
      <div className={classes.names}>
        <h2 className={classes.name}>{action.name}</h2>
        <span role="status" className={refused > 0 ? classes.alarm : classes.state}>
          {refusal ?? state}
        </span>
      </div>
      <div className={classes.deeds}>
        {draft.dirty && (
          <Button variant="subtle" color="gray" size="sm" onClick={draft.discard}>
            {t('discard')}
          </Button>
        )}
        <Button variant="default" size="sm" onClick={() => open('details')}>
          {t('details')}
        </Button>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlayerPlay size={15} aria-hidden />}
          disabled={draft.dirty}
          title={draft.dirty ? t('saveFirst') : undefined}
          onClick={() => open('attempt')}
        >
          {t('tryIt')}
        </Button>
        <Button size="sm" loading={pending} disabled={!draft.dirty || refused > 0} onClick={save}>
          {t('save')}
        </Button>
      </div>
    </header>
  );
}
