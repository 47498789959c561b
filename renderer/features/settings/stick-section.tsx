import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { useCommand } from '../../state/hooks.ts';
import { saveBytes } from '../shell/save-file.ts';
import classes from './settings.module.css';

/** A stick for machines that cannot boot from the network: its image is made here and saved by the browser. */
export function StickSection() {
  const t = useWords('settings');
  const make = useCommand('stick.make');
  const [saved, setSaved] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    setSaved(null);
    const made = await make.run({});
    if (made === null) return;
    saveBytes(made.name, 'application/octet-stream', await unpacked(made.gzip));
    setSaved(made.name);
  };
  return (
    <>
      <p className={classes.quiet}>{t('stick.lead')}</p>
      <Button size="sm" variant="default" loading={make.pending} onClick={() => void save()}>
        {t('stick.make')}
      </Button>
      {saved !== null && <p role="status">{t('stick.saved', { name: saved })}</p>}
      {make.refusal !== null && <p role="alert">{make.refusal}</p>}
    </>
  );
}

async function unpacked(base64: string): Promise<ArrayBuffer> {
  const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
