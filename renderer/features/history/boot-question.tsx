import { Button, NativeSelect } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useRefusalWords } from '../../i18n/phrase.ts';
import { useCall } from '../../state/hooks.ts';
import { fromField, toField } from '../dock/moment-field.ts';
import type { Shown } from './detail.tsx';
import classes from './history.module.css';
import { useSeatChoices } from './seat-choices.ts';

/** "What exactly did PC-07 boot on Tuesday at 10:14?": the boot that was the last to begin by then, task or default. */
export function BootQuestion({ onAnswer }: { readonly onAnswer: (shown: Shown) => void }) {
  const t = useWords('history');
  const format = useFormat();
  const call = useCall();
  const say = useRefusalWords();
  const seats = useSeatChoices();
  const [chosen, setChosen] = useState('');
  const [moment, setMoment] = useState(() => toField(Date.now()));
  const seat = seats.find(({ value }) => value === chosen) ?? seats[0];
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    const at = fromField(moment);
    if (!seat || !Number.isFinite(at)) return;
    const result = await call('boot.list', { computer: Number(seat.value), to: at + minute, limit: 1 });
    const boot = result.ok ? result.value[0] : undefined;
    if (boot) onAnswer({ kind: 'boot', name: seat.label, boot });
    else
      onAnswer({
        kind: 'none',
        text: result.ok ? t('noBoot', { name: seat.label, time: format.moment(at) }) : say(result.phrase),
      });
  };
  if (!seat) return null;
  return (
    <form className={classes.question} onSubmit={(event) => void ask(event)}>
      <span className={classes.asks}>{t('question')}</span>
      <NativeSelect
        size="xs"
        aria-label={t('questionSeat')}
        value={seat.value}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        data={seats}
      />
      <input
        type="datetime-local"
        className={classes.field}
        aria-label={t('questionAt')}
        value={moment}
        onChange={({ currentTarget }) => setMoment(currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {t('answer')}
      </Button>
    </form>
  );
}

/** The field has no seconds: the whole minute is meant, in milliseconds. */
const minute = 60_000;
