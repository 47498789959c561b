import { Alert, Text } from '@mantine/core';
import { useWords } from '../../i18n/index.ts';
import { Mark } from './mark.tsx';
import classes from './waiting.module.css';

/** Before the first picture: nothing for 300 ms, then that we look, or why there is none. */
export function Waiting({ refusal }: { readonly refusal: string | null }) {
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
          {refusal}
        </Alert>
      )}
    </main>
  );
}
