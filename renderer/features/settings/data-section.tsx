import { Button, Group } from '@mantine/core';
import { useEffect, useState } from 'react';
import { backupsPath } from '../../../electron/contract/channels.ts';
import type { BackupFile } from '../../../electron/contract/console.ts';
import type { Phrase } from '../../../electron/contract/model.ts';
import { reachOf } from '../../client/reach.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useRefusalWords } from '../../i18n/phrase.ts';
import { useCall, useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { Dialog } from '../shell/dialog.tsx';
import { BringBackup } from './bring-backup.tsx';
import classes from './settings.module.css';

/** Where the data is, its copies, and the way back to one of them. */
export function DataSection() {
  const t = useWords('settings');
  const format = useFormat();
  const folder = useSnapshotPart(({ status }) => status.dataFolder);
  const { backups, refusal, look } = useBackups();
  const backUp = useCommand('database.backup');
  const [made, setMade] = useState<BackupFile | null>(null);
  const copy = async () => {
    setMade(await backUp.run({}));
    await look();
  };
  return (
    <>
      <p className={classes.lead}>{t('folderHelp')}</p>
      <p className={classes.quiet}>{t('folder')}</p>
      <code className={classes.path}>{folder}</code>
      <div className={classes.acts}>
        <Button variant="default" loading={backUp.pending} onClick={() => void copy()}>
          {t('backUp')}
        </Button>
        <span className={classes.quiet} role="status">
          {made !== null && t('backedUp', { file: made.file, size: format.size(made.bytes) })}
        </span>
      </div>
      {(backUp.refusal ?? refusal) !== null && (
        <p className={classes.refusal} role="alert">
          {backUp.refusal ?? refusal}
        </p>
      )}
      <BringBackup look={look} />
      <Backups backups={backups} look={look} />
    </>
  );
}

interface BackupList {
  /** Null until they are known. */
  readonly backups: readonly BackupFile[] | null;
  readonly refusal: string | null;
  readonly look: () => Promise<void>;
}

interface Listed {
  readonly backups: readonly BackupFile[] | null;
  readonly refusal: Phrase | null;
}

function useBackups(): BackupList {
  const say = useRefusalWords();
  const call = useCall();
  const [list, setList] = useState<Listed>({ backups: null, refusal: null });
  const look = async () => {
    const result = await call('database.list', {});
    setList(result.ok ? { backups: result.value, refusal: null } : { backups: null, refusal: result.phrase });
  };
  useEffect(() => {
    void call('database.list', {}).then((result) =>
      setList(result.ok ? { backups: result.value, refusal: null } : { backups: null, refusal: result.phrase }),
    );
  }, [call]);
  return { backups: list.backups, refusal: list.refusal && say(list.refusal), look };
}

function Backups({ backups, look }: Pick<BackupList, 'backups' | 'look'>) {
  const t = useWords('settings');
  const format = useFormat();
  const [wanted, setWanted] = useState<BackupFile | null>(null);
  if (backups === null) return null;
  if (backups.length === 0) return <p className={classes.quiet}>{t('noBackups')}</p>;
  return (
    <>
      <table className={classes.table} aria-label={t('backups')}>
        <thead>
          <tr>
            <th>{t('file')}</th>
            <th>{t('made')}</th>
            <th>{t('size')}</th>
            <th aria-hidden />
          </tr>
        </thead>
        <tbody>
          {backups.map((backup) => (
            <tr key={backup.file}>
              <td>
                <span className="mono">{backup.file}</span>
                {backup.beforeRestore && <div className={classes.quiet}>{t('before')}</div>}
              </td>
              <td>{format.moment(backup.at)}</td>
              <td>{format.size(backup.bytes)}</td>
              <td className={classes.end}>
                {reachOf(window) !== 'window' && <SaveLink file={backup.file} />}
                <Button size="compact-sm" variant="default" onClick={() => setWanted(backup)}>
                  {t('restore')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {wanted !== null && <Restore backup={wanted} look={look} onClose={() => setWanted(null)} />}
    </>
  );
}

/** In the app's own window the file is on this computer already, at the path that is shown. */
function SaveLink({ file }: { readonly file: string }) {
  const t = useWords('settings');
  return (
    <Button
      component="a"
      href={`${backupsPath}/${encodeURIComponent(file)}`}
      download={file}
      size="compact-sm"
      variant="subtle"
      aria-label={`${t('save')}: ${file}`}
    >
      {t('save')}
    </Button>
  );
}

interface RestoreProps {
  readonly backup: BackupFile;
  readonly look: () => Promise<void>;
  readonly onClose: () => void;
}

function Restore({ backup, look, onClose }: RestoreProps) {
  const t = useWords('settings');
  const c = useWords('common');
  const format = useFormat();
  const serving = useSnapshotPart(({ status }) => status.service.state === 'serving');
  const restore = useCommand('database.restore');
  const [kept, setKept] = useState<BackupFile | null>(null);
  const bring = async () => {
    setKept(await restore.run({ file: backup.file }));
    await look();
  };
  return (
    <Dialog title={t('restoreTitle')} size={480} close={onClose}>
      <p className={classes.lead}>{t('restoreBody', { file: backup.file, made: format.moment(backup.at) })}</p>
      {serving && <p className={classes.warning}>{t('restoreServing')}</p>}
      {restore.refusal !== null && (
        <p className={classes.refusal} role="alert">
          {restore.refusal}
        </p>
      )}
      {kept !== null && <p role="status">{t('restored', { file: kept.file })}</p>}
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {kept === null ? c('cancel') : c('close')}
        </Button>
        {kept === null && (
          <Button disabled={serving} loading={restore.pending} onClick={() => void bring()}>
            {t('restoreDo')}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}
