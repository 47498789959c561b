import { TextInput } from '@mantine/core';
import { useWords } from '../../i18n/index.ts';
import classes from './settings.module.css';

interface Props {
  readonly card: string;
  readonly typed: string;
  readonly type: (text: string) => void;
}

/** The name of the card once more, before addresses are given where somebody else does or a router answers. */
export function CardGuard({ card, typed, type }: Props) {
  const t = useWords('settings');
  return (
    <TextInput
      className={classes.guard}
      label={t('guard', { card })}
      description={t('guardHelp')}
      value={typed}
      spellCheck={false}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}
