import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { CardPlan } from '../../../electron/contract/api.ts';
import { useWords } from '../../i18n/index.ts';
import { useCall, useCommand } from '../../state/hooks.ts';
import classes from './first-run.module.css';

/** A card without an address can be given one while Rollcall serves: what is done is shown before the button is pressed. */
export function GiveAddress({ card, given }: { readonly card: string; readonly given: () => void }) {
  const t = useWords('first-run');
  const call = useCall();
  const give = useCommand('card.give');
  const [plan, setPlan] = useState<CardPlan | null>(null);
  useEffect(() => {
    let wanted = true;
    void call('card.plan', { card }).then((result) => {
      if (wanted) setPlan(result.ok ? result.value : null);
    });
    return () => {
      wanted = false;
    };
  }, [call, card]);
  if (plan === null) return null;
  const { address, prefix, commands } = plan;
  const act = async () => {
    if (await give.run({ card, address, prefix })) given();
  };
  return (
    <section className={classes.give} aria-label={t('give.title', { card })}>
      <b>{t('give.title', { card })}</b>
      <p className={classes.note}>{t('give.help')}</p>
      {commands.map((command) => (
        <code key={command} className={classes.command}>
          {command}
        </code>
      ))}
      <Button size="sm" leftSection={<IconPlus size={16} />} loading={give.pending} onClick={() => void act()}>
        {t('give.act', { address: `${address}/${prefix}` })}
      </Button>
      {give.refusal !== null && (
        <p className={classes.note} role="alert">
          {give.refusal}
        </p>
      )}
    </section>
  );
}
