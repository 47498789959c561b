import { ActionIcon, Alert, Button, TextInput } from '@mantine/core';
import { IconArrowUp, IconFile, IconFolder, IconHome } from '@tabler/icons-react';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { FolderView } from '../../../electron/contract/console.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand } from '../../state/hooks.ts';
import { Dialog } from '../shell/dialog.tsx';
import classes from './actions.module.css';

interface BrowseProps {
  /** A file or a folder; empty for the home folder. */
  readonly from: string;
  readonly take: (path: string) => void;
  /** Whether the folder that is shown can be taken itself. */
  readonly folders: boolean;
  readonly close: () => void;
}

/** The folders of the computer that serves, one at a time; a click on a file takes it. */
export function BrowseDialog({ from, take, folders, close }: BrowseProps) {
  const t = useWords('actions');
  const { run, refusal } = useCommand('files.browse');
  const [view, setView] = useState<FolderView | null>(null);
  const [typed, setTyped] = useState('');
  const open = useCallback(
    async (path: string) => {
      const found = (await run(path === '' ? {} : { path })) ?? (path === from ? await run({}) : null);
      if (found === null) return;
      setView(found);
      setTyped(found.path);
    },
    [run, from],
  );
  useEffect(() => void open(from), [open, from]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void open(typed.trim());
  };
  return (
    <Dialog close={close} size={620} title={t('files.title')}>
      <form className={classes.browseBar} onSubmit={submit}>
        <ActionIcon onClick={() => void open('')} aria-label={t('files.home')}>
          <IconHome size={17} />
        </ActionIcon>
        <ActionIcon
          disabled={view?.parent == null}
          onClick={() => void open(view?.parent ?? '')}
          aria-label={t('files.goUp')}
        >
          <IconArrowUp size={17} />
        </ActionIcon>
        <TextInput
          className={classes.grow}
          aria-label={t('files.folder')}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
          spellCheck={false}
          data-autofocus
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          error={refusal}
        />
      </form>
      {view === null ? <p role="status">{t('files.reading')}</p> : <Entries view={view} open={open} take={take} />}
      {folders && view !== null && (
        <div className={classes.formFoot}>
          <Button size="sm" onClick={() => take(view.path)}>
            {t('files.useFolder')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

interface EntriesProps {
  readonly view: FolderView;
  readonly open: (path: string) => Promise<void>;
  readonly take: (path: string) => void;
}

function Entries({ view, open, take }: EntriesProps) {
  const t = useWords('actions');
  const format = useFormat();
  if (view.entries.length === 0) return <p className={classes.nothing}>{t('files.empty')}</p>;
  return (
    <>
      {view.cut && <Alert mb="sm">{t('files.cut')}</Alert>}
      <ul className={classes.entries} key={view.path}>
        {view.entries.map(({ name, path, kind, bytes }) => (
          <li key={path}>
            <button
              type="button"
              className={classes.entry}
              onClick={() => (kind === 'folder' ? void open(path) : take(path))}
            >
              {kind === 'folder' ? <IconFolder size={16} aria-hidden /> : <IconFile size={16} aria-hidden />}
              <span className={classes.entryName}>
                <span className="heard">{kind === 'folder' ? t('files.folder') : t('files.file')} </span>
                {name}
              </span>
              {kind === 'file' && <span className={classes.bytes}>{format.size(bytes)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
