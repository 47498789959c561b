import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ActionKindView } from '../../../electron/contract/api.ts';
import type { Action } from '../../../electron/contract/model.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { go } from '../../state/place.ts';
import { MediaShelf } from '../media/media-shelf.tsx';
import { ActionCard, type CardDeed } from './action-card.tsx';
import { ActionForm } from './action-form.tsx';
import classes from './actions.module.css';
import { AttemptDialog } from './attempt-dialog.tsx';
import { KindMenu } from './kind-menu.tsx';
import { useNaming } from './kind-words.ts';
import { foundActions, groupsOf } from './library.ts';
import { RemovalDialog } from './removal-dialog.tsx';

const close = (): void => go({ screen: 'actions', action: null });

/** All actions as cards, the kinds beside them; `open` is the one whose form is shown. */
export function Library({ open }: { readonly open: Action | null }) {
  const t = useWords('actions');
  const actions = useSnapshotPart((snapshot) => snapshot.actions);
  const kinds = useSnapshotPart((snapshot) => snapshot.actionKinds);
  const [kind, setKind] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const [creating, setCreating] = useState<ActionKindView | null>(null);
  const [deed, setDeed] = useState<CardDeed | null>(null);
  const shown = foundActions(actions, kind, words, useLanguage());
  const openKind = kinds.find((each) => each.kind === open?.kind) ?? null;
  return (
    <section className={classes.screen} aria-label={t('title')}>
      <Groups chosen={kind} choose={setKind} />
      <div className={classes.content}>
        <div className={classes.bar}>
          <TextInput
            className={classes.search}
            value={words}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
            placeholder={t('search')}
            aria-label={t('search')}
            leftSection={<IconSearch size={15} aria-hidden />}
          />
          <span className={classes.sorted}>{t('sorted')}</span>
          <KindMenu choose={setCreating}>
            <Button leftSection={<IconPlus size={15} aria-hidden />} size="sm">
              {t('create')}
            </Button>
          </KindMenu>
        </div>
        {shown.length === 0 ? (
          <div className={classes.nothing}>
            <p>{t('none', { text: words })}</p>
            <Button
              variant="default"
              onClick={() => {
                setWords('');
                setKind(null);
              }}
            >
              {t('showAll')}
            </Button>
          </div>
        ) : (
          <ul className={classes.cards}>
            {shown.map((action) => (
              <ActionCard key={action.id} action={action} act={setDeed} />
            ))}
          </ul>
        )}
        <MediaShelf />
      </div>
      {open && openKind && <ActionForm key={open.id} action={open} kind={openKind} close={close} />}
      {creating && <ActionForm action={null} kind={creating} close={() => setCreating(null)} />}
      {deed?.kind === 'attempt' && <AttemptDialog action={deed.action} close={() => setDeed(null)} />}
      {deed?.kind === 'removal' && <RemovalDialog action={deed.action} close={() => setDeed(null)} />}
    </section>
  );
}

interface GroupsProps {
  readonly chosen: string | null;
  readonly choose: (kind: string | null) => void;
}

/** The kinds that there are actions of: all that there could be are in the menu that makes one. */
function Groups({ chosen, choose }: GroupsProps) {
  const t = useWords('actions');
  const naming = useNaming();
  const actions = useSnapshotPart((snapshot) => snapshot.actions);
  const kinds = useSnapshotPart((snapshot) => snapshot.actionKinds);
  const row = (kind: string | null, label: string, count: number) => (
    <button
      key={kind ?? ''}
      type="button"
      className={classes.group}
      aria-pressed={chosen === kind}
      onClick={() => choose(kind)}
    >
      <span>{label}</span>
      <span className={classes.count}>{count}</span>
    </button>
  );
  return (
    <nav className={classes.side} aria-label={t('groups')}>
      <h2 className={classes.heading}>{t('title')}</h2>
      {row(null, t('all'), actions.length)}
      {groupsOf(actions, kinds)
        .filter(({ kind, count }) => count > 0 || kind === chosen)
        .map(({ kind, count }) => {
          const view = kinds.find((each) => each.kind === kind);
          return view ? row(kind, naming.kind(view).title, count) : null;
        })}
    </nav>
  );
}
