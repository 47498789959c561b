import { Button } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { ImportDialog } from '../roll-call/import-dialog.tsx';
import { saveText } from '../shell/save-file.ts';
import classes from './settings.module.css';

/** The computers as a file that a spreadsheet reads, out and in. */
export function ComputerList() {
  const t = useWords('settings');
  const count = useSnapshotPart(({ computers }) => computers.length);
  const take = useCommand('computers.export');
  const [imports, setImports] = useState(false);
  const save = async () => {
    const result = await take.run({});
    if (result !== null) saveText('rollcall-computers.csv', 'text/csv', result.csv);
  };
  return (
    <>
      <p className={classes.lead}>{t('computersHelp', { count })}</p>
      <div className={classes.acts}>
        <Button variant="default" leftSection={<IconUpload size={15} aria-hidden />} onClick={() => setImports(true)}>
          {t('import')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
          loading={take.pending}
          onClick={() => void save()}
        >
          {t('export')}
        </Button>
      </div>
      {take.refusal !== null && (
        <p className={classes.refusal} role="alert">
          {take.refusal}
        </p>
      )}
      <ImportDialog opened={imports} close={() => setImports(false)} />
    </>
  );
}
