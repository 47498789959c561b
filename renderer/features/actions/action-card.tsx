import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCopy,
  IconDots,
  IconPencil,
  IconPlayerPlay,
  IconStar,
  IconTrash,
} from '@tabler/icons-react';
import type { Action } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { go } from '../../state/place.ts';
import { ActionSquare } from './action-square.tsx';
import classes from './actions.module.css';
import { useNaming } from './kind-words.ts';
import { summaryOf, type Usage, usageOf } from './library.ts';

/** What a card asks its screen to do. */
export interface CardDeed {
  readonly kind: 'attempt' | 'removal';
  readonly action: Action;
}

interface CardProps {
  readonly action: Action;
  readonly act: (deed: CardDeed) => void;
}

const sameUsage = (one: Usage, other: Usage): boolean => JSON.stringify(one) === JSON.stringify(other);

/** One action: what it is, what it does, where it is used. */
export function ActionCard({ action, act }: CardProps) {
  const t = useWords('actions');
  const naming = useNaming();
  const kind = useSnapshotPart(({ actionKinds }) => actionKinds.find((each) => each.kind === action.kind));
  const usage = useSnapshotPart((snapshot) => usageOf(action, snapshot), sameUsage);
  const duplicate = useCommand('action.duplicate');
  const preferences = useCommand('preferences.set');
  const refusal = duplicate.refusal ?? preferences.refusal;
  const title = kind ? naming.kind(kind).title : action.kind;
  const edit = (): void => go({ screen: 'actions', action: action.id });
  const copy = async (): Promise<void> => {
    const made = await duplicate.run({ action: action.id });
    if (made) go({ screen: 'actions', action: made.id });
  };
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <ActionSquare look={action} />
        <div className={classes.names}>
          <h3 className={classes.name}>
            <button type="button" className={classes.open} onClick={edit} aria-label={t('open', { name: action.name })}>
              {action.name}
            </button>
          </h3>
          {title !== action.name && <span className={classes.kind}>{title}</span>}
        </div>
        <Menu width={240}>
          <Menu.Target>
            <ActionIcon aria-label={t('menu', { name: action.name })} className={classes.dots}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={15} />} onClick={edit}>
              {action.kind === 'script' ? t('editScript') : t('edit')}
            </Menu.Item>
            <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void copy()}>
              {t('duplicate')}
            </Menu.Item>
            <Menu.Item leftSection={<IconPlayerPlay size={15} />} onClick={() => act({ kind: 'attempt', action })}>
              {t('tryIt')}
            </Menu.Item>
            {!usage.everywhere && (
              <Menu.Item
                leftSection={<IconStar size={15} />}
                onClick={() => void preferences.run({ globalDefaultAction: action.id })}
              >
                {t('makeDefault')}
              </Menu.Item>
            )}
            {!action.builtIn && (
              <Menu.Item leftSection={<IconTrash size={15} />} onClick={() => act({ kind: 'removal', action })}>
                {t('remove')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      <SummaryLine action={action} help={kind ? naming.kind(kind).help : ''} files={kind?.fileParameters ?? []} />
      {action.builtIn && (
        <div className={classes.chips}>
          <Tooltip label={t('builtInHint')}>
            <span className={classes.chip}>{t('builtIn')}</span>
          </Tooltip>
        </div>
      )}
      {refusal && (
        <p role="alert" className={classes.refusal}>
          {refusal}
        </p>
      )}
      <p className={classes.foot}>
        <span>{useUsageWords(usage)}</span>
      </p>
    </li>
  );
}

interface SummaryProps {
  readonly action: Action;
  readonly help: string;
  readonly files: readonly string[];
}

function SummaryLine({ action, help, files }: SummaryProps) {
  const t = useWords('actions');
  const summary = summaryOf(action, files);
  switch (summary.kind) {
    case 'none':
      return <p className={classes.summary}>{help}</p>;
    case 'words':
      return <p className={classes.summary}>{summary.words.join(', ')}</p>;
    case 'script':
      return (
        <p className={classes.summary}>
          {t('lines', { count: summary.lines })}
          {summary.faults > 0 && (
            <span className={classes.caution}>
              <IconAlertTriangle size={13} aria-hidden />
              {t('warnings', { count: summary.faults })}
            </span>
          )}
        </p>
      );
  }
}

/** Where it is used, as short as it can be said; the tasks come last. */
function useUsageWords({ everywhere, rooms, computers, tasks }: Usage): string {
  const t = useWords('actions');
  const format = useFormat();
  const said = [
    ...(everywhere ? [t('use.global')] : []),
    ...(rooms.length > 0 ? [t('use.rooms', { rooms: format.list(rooms) })] : []),
    ...(computers > 0 ? [t('use.computers', { count: computers })] : []),
    ...(tasks > 0 ? [t('use.tasks', { count: tasks })] : []),
  ];
  return said.length === 0 ? t('use.none') : said.join(' · ');
}
