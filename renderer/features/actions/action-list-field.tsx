import { ActionIcon, Badge, Input, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import classes from './actions.module.css';
import type { ControlFrame } from './control-frame.ts';

interface ActionListProps extends ControlFrame {
  readonly most: number;
  readonly value: readonly string[];
  readonly change: (names: readonly string[]) => void;
}

/** Actions in the order in which they are offered; each can be moved and taken out, and the first one is marked. */
export function ActionListField({ name, most, value, change, ...shared }: ActionListProps) {
  const t = useWords('actions');
  const actions = useSnapshotPart((snapshot) => snapshot.actions);
  const offered = actions.filter((each) => each.kind !== 'client-menu' && !value.includes(each.name));
  const moved = (from: number, to: number): readonly string[] =>
    value.toSpliced(from, 1).toSpliced(to, 0, value[from] ?? '');
  return (
    <Input.Wrapper {...shared} labelElement="div">
      <ol className={classes.files} aria-label={name}>
        {value.map((each, index) => (
          <li key={each} className={classes.fileRow}>
            <span className={classes.grow}>{each}</span>
            {index === 0 && <Badge variant="light">{t('list.first')}</Badge>}
            {!actions.some((action) => action.name === each) && <Badge color="red">{t('list.gone')}</Badge>}
            <ActionIcon
              disabled={index === 0}
              onClick={() => change(moved(index, index - 1))}
              aria-label={t('files.up', { file: each })}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              disabled={index === value.length - 1}
              onClick={() => change(moved(index, index + 1))}
              aria-label={t('list.down', { name: each })}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon
              onClick={() => change(value.toSpliced(index, 1))}
              aria-label={t('files.removeFile', { file: each })}
            >
              <IconX size={16} />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <Select
        placeholder={t('list.add')}
        aria-label={t('list.add')}
        searchable
        disabled={value.length >= most}
        data={offered.map((each) => each.name)}
        value={null}
        onChange={(chosen) => {
          if (chosen !== null) change([...value, chosen]);
        }}
      />
    </Input.Wrapper>
  );
}
