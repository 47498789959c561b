import { Button, Group } from '@mantine/core';
import { IconFileImport, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { ImportDialog } from '../roll-call/import-dialog.tsx';
import classes from './empty-room.module.css';

interface Props {
  readonly rollCall: () => void;
  readonly unseated: number;
  readonly list: () => void;
}

/** A room without machines: what brings them in. */
export function EmptyRoom({ rollCall, unseated, list }: Props) {
  const t = useWords('room');
  const [importing, setImporting] = useState(false);
  return (
    <div className={classes.over}>
      <section className={classes.card}>
        <h2>{t('emptyTitle')}</h2>
        <p>{t('emptyText')}</p>
        <Group gap="sm">
          <Button leftSection={<IconUserPlus size={15} aria-hidden />} onClick={rollCall}>
            {t('rollCall')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileImport size={15} aria-hidden />}
            onClick={() => setImporting(true)}
          >
            {t('importList')}
          </Button>
          {unseated > 0 && (
            <Button variant="default" onClick={list}>
              {t('unseated', { count: unseated })}
            </Button>
          )}
        </Group>
      </section>
      <ImportDialog opened={importing} close={() => setImporting(false)} />
    </div>
  );
}
