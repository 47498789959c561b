import { Button, TextInput } from '@mantine/core';
import { useWords } from '../../i18n/index.ts';
import classes from './actions.module.css';
import type { ControlFrame } from './control-frame.ts';
import { useFileChoice } from './file-choice.tsx';

interface FileFieldProps extends ControlFrame {
  readonly value: string;
  readonly change: (path: string) => void;
}

/** A path that can be typed, pasted or chosen. */
export function FileField({ name, value, change, ...shared }: FileFieldProps) {
  const t = useWords('actions');
  const { choose, dialog } = useFileChoice(change);
  return (
    <div className={classes.fileRow}>
      <TextInput
        {...shared}
        className={classes.grow}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
        spellCheck={false}
        value={value}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      <Button variant="default" size="xs" onClick={() => choose(value)} aria-label={`${t('files.choose')} ${name}`}>
        {t('files.choose')}
      </Button>
      {dialog}
    </div>
  );
}
