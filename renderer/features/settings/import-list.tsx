import { Button, FileButton, Group, Modal, ScrollArea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportResult } from '../../../electron/contract/api.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand } from '../../state/hooks.ts';
import classes from './settings.module.css';

interface Chosen {
  readonly csv: string;
  readonly preview: ImportResult;
}

/** A list of computers is read twice: first to show what it would do, with every line that is left out and why. */
export function ImportList({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const t = useWords('settings');
  const c = useWords('common');
  const take = useCommand('computers.import');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const close = () => {
    setChosen(null);
    take.forget();
    onClose();
  };
  const read = async (file: File | null) => {
    if (file === null) return;
    const csv = await file.text();
    const preview = await take.run({ csv, dryRun: true });
    setChosen(preview === null ? null : { csv, preview });
  };
  const bring = async () => {
    const result = chosen === null ? null : await take.run({ csv: chosen.csv });
    if (result === null) return;
    notifications.show({ message: t('imported', { count: result.added + result.changed }) });
    close();
  };
  const count = chosen === null ? 0 : chosen.preview.added + chosen.preview.changed;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('importTitle')}
      size={640}
      closeButtonProps={{ 'aria-label': c('close') }}
    >
      <p className={classes.lead}>{t('importHelp')}</p>
      {chosen !== null && <Preview preview={chosen.preview} />}
      {chosen !== null && count === 0 && <p className={classes.warning}>{t('importNothing')}</p>}
      {take.refusal !== null && (
        <p className={classes.refusal} role="alert">
          {take.refusal}
        </p>
      )}
      <Group justify="flex-end" gap="sm" mt="lg">
        <FileButton accept=".csv,text/csv,text/plain" onChange={(file) => void read(file)}>
          {(props) => (
            <Button
              {...props}
              variant={chosen === null ? 'filled' : 'default'}
              leftSection={<IconFileTypeCsv size={15} aria-hidden />}
            >
              {t('importPick')}
            </Button>
          )}
        </FileButton>
        {count > 0 && (
          <Button loading={take.pending} onClick={() => void bring()}>
            {t('importDo', { count })}
          </Button>
        )}
      </Group>
    </Modal>
  );
}

function Preview({ preview }: { readonly preview: ImportResult }) {
  const t = useWords('settings');
  const { added, changed, unchanged, refused } = preview;
  return (
    <>
      <p className={classes.counts} role="status">
        <span>{t('importAdded', { count: added })}</span>
        <span>{t('importChanged', { count: changed })}</span>
        <span>{t('importUnchanged', { count: unchanged })}</span>
        {refused.length > 0 && <span className={classes.no}>{t('importRefused', { count: refused.length })}</span>}
      </p>
      {refused.length > 0 && (
        <ScrollArea.Autosize
          mah={260}
          className={classes.refused}
          viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('importRefused', { count: refused.length }) }}
        >
          <table className={classes.table}>
            <thead>
              <tr>
                <th>{t('importLine')}</th>
                <th>{t('importText')}</th>
                <th>{t('importWhy')}</th>
              </tr>
            </thead>
            <tbody>
              {refused.map(({ line, text, why }) => (
                <tr key={line}>
                  <td>{line}</td>
                  <td className="mono">{text}</td>
                  <td>{why}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea.Autosize>
      )}
    </>
  );
}
