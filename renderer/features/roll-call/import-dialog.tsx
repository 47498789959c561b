import { Button, FileButton, Group, Modal, Table, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportResult } from '../../../electron/contract/api.ts';
import { useWords } from '../../i18n/index.ts';
import { usePhrase } from '../../i18n/phrase.ts';
import { useCommand } from '../../state/hooks.ts';
import classes from './import-dialog.module.css';

interface Props {
  readonly opened: boolean;
  readonly close: () => void;
}

/** As the contract takes it, in characters. */
const longest = 4_000_000;

/** A list of machines from a CSV file: first what would happen, with every line that is refused and why; then the import. */
export function ImportDialog({ opened, close }: Props) {
  const t = useWords('roll-call');
  const common = useWords('common');
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('importTitle')}
      size="xl"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <ImportForm close={close} />
    </Modal>
  );
}

function ImportForm({ close }: { readonly close: () => void }) {
  const t = useWords('roll-call');
  const common = useWords('common');
  const [csv, setCsv] = useState('');
  const [preview, setPreview] = useState<ImportResult | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const read = useCommand('computers.import');
  const look = async (text: string) => {
    setTooLarge(text.length > longest);
    setCsv(text);
    setPreview(text.trim() === '' || text.length > longest ? null : await read.run({ csv: text, dryRun: true }));
  };
  const bring = async () => {
    const result = await read.run({ csv });
    if (!result) return;
    notifications.show({ message: t('imported', { count: result.added + result.changed }) });
    close();
  };
  const count = preview ? preview.added + preview.changed : 0;
  return (
    <div className={classes.form}>
      <Text c="dimmed">{t('importHelp')}</Text>
      <Group gap="sm">
        <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={(file) => void file?.text().then(look)}>
          {(button) => (
            <Button {...button} variant="default" leftSection={<IconFileTypeCsv size={16} aria-hidden />}>
              {t('choose')}
            </Button>
          )}
        </FileButton>
      </Group>
      <Textarea
        label={t('orPaste')}
        classNames={{ input: 'mono' }}
        rows={6}
        spellCheck={false}
        placeholder="mac,name,room,row,column"
        value={csv.length > longest ? '' : csv}
        onChange={({ currentTarget }) => void look(currentTarget.value)}
      />
      <div role="status">
        {(tooLarge || read.refusal !== null) && (
          <p className={classes.alert}>{tooLarge ? t('tooLarge') : read.refusal}</p>
        )}
        {preview && <Preview result={preview} />}
      </div>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={close}>
          {common('cancel')}
        </Button>
        <Button disabled={count === 0} loading={read.pending && count > 0} onClick={() => void bring()}>
          {count === 0 ? t('importNothing') : t('import', { count })}
        </Button>
      </Group>
    </div>
  );
}

function Preview({ result }: { readonly result: ImportResult }) {
  const t = useWords('roll-call');
  const say = usePhrase();
  const { added, changed, unchanged, refused } = result;
  return (
    <section aria-label={t('preview')}>
      <p className={classes.counts}>
        <b>{t('added', { count: added })}</b>
        <span>{t('changed', { count: changed })}</span>
        <span>{t('unchanged', { count: unchanged })}</span>
        {refused.length > 0 && <span className={classes.refused}>{t('refused', { count: refused.length })}</span>}
      </p>
      {refused.length > 0 && (
        <div className={classes.lines}>
          <Table stickyHeader verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('line')}</Table.Th>
                <Table.Th>{t('text')}</Table.Th>
                <Table.Th>{t('why')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {refused.map(({ line, text, why }) => (
                <Table.Tr key={line}>
                  <Table.Td>{line}</Table.Td>
                  <Table.Td className="mono">{text}</Table.Td>
                  <Table.Td>{say(why)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}
