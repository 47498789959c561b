import { ActionIcon, Button, Input, TextInput } from '@mantine/core';
import { IconArrowUp, IconX } from '@tabler/icons-react';
import { useWords } from '../../i18n/index.ts';
import classes from './actions.module.css';
import type { ControlFrame } from './control-frame.ts';
import { useFileChoice } from './file-choice.tsx';
import { bareName } from './library.ts';

interface FileListProps extends ControlFrame {
  readonly most: number;
  readonly value: readonly string[];
  readonly change: (paths: readonly string[]) => void;
}

/** Paths in their order; each can be typed over, moved up or taken out. */
export function FileListField({ name, most, value, change, ...shared }: FileListProps) {
  const t = useWords('actions');
  const { choose, dialog } = useFileChoice((path) => change([...value, path]));
  const without = (index: number): readonly string[] => value.filter((_, each) => each !== index);
  const raised = (index: number): readonly string[] => without(index).toSpliced(index - 1, 0, value[index] ?? '');
  return (
    <Input.Wrapper {...shared} labelElement="div">
      <ol className={classes.files}>
        {value.map((path, index) => (
          <FileRow
            key={`${index}-${value.length}`}
            label={`${name} ${index + 1}`}
            path={path}
            change={(typed) => change(value.with(index, typed))}
            up={index === 0 ? null : () => change(raised(index))}
            remove={() => change(without(index))}
          />
        ))}
      </ol>
      <Button
        variant="default"
        size="xs"
        disabled={value.length >= most}
        onClick={() => choose(value.at(-1) ?? '')}
        aria-label={`${t('files.add')} ${name}`}
      >
        {t('files.add')}
      </Button>
      {dialog}
    </Input.Wrapper>
  );
}

interface FileRowProps {
  readonly label: string;
  readonly path: string;
  readonly change: (path: string) => void;
  readonly up: (() => void) | null;
  readonly remove: () => void;
}

function FileRow({ label, path, change, up, remove }: FileRowProps) {
  const t = useWords('actions');
  const file = bareName(path);
  return (
    <li className={classes.fileRow}>
      <TextInput
        className={classes.grow}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
        spellCheck={false}
        aria-label={label}
        value={path}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      {up && (
        <ActionIcon onClick={up} aria-label={t('files.up', { file })}>
          <IconArrowUp size={16} />
        </ActionIcon>
      )}
      <ActionIcon onClick={remove} aria-label={t('files.removeFile', { file })}>
        <IconX size={16} />
      </ActionIcon>
    </li>
  );
}
