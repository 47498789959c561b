import { Alert, Text } from '@mantine/core';
import type { Phrase } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { useRefusalWords } from '../../i18n/phrase.ts';
import { Mark } from './mark.tsx';
import classes from './waiting.module.css';

/** Before the first picture: nothing for 300 ms, then that we look, or why there is none. */
export function Waiting({ refusal }: { readonly refusal: Phrase | null }) {
  const say = useRefusalWords();
  const t = useWords('shell');
  return (
    <main className={classes.waiting}>
      <h1 className="heard">Rollcall</h1>
      <Mark size={40} />
      {refusal === null ? (
        <Text c="dimmed" role="status">
          {t('connecting')}
        </Text>
      ) : (
        <Alert color="red" title={t('refused')} role="alert" maw={520}>
          {say(refusal)}
        </Alert>
      )}
    </main>
  );
}
