import { Kbd } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useWords } from '../../i18n/index.ts';
import type { English } from '../../i18n/words.ts';
import { recall } from '../../state/remembered.ts';
import { Dialog } from './dialog.tsx';
import classes from './key-table.module.css';
import { nextRegion } from './regions.ts';

type KeyName = keyof English['shell']['keyOf'];
type Group = keyof English['shell']['keyGroups'];

/** Each key as it is drawn; several are alternatives. */
const table: readonly (readonly [Group, readonly (readonly [KeyName, readonly string[]])[]])[] = [
  [
    'anywhere',
    [
      ['palette', ['Ctrl K']],
      ['rooms', ['Alt 1–9']],
      ['regions', ['F6']],
      ['help', ['?']],
    ],
  ],
  [
    'map',
    [
      ['move', ['← ↑ ↓ →', 'Home', 'End']],
      ['select', ['Space']],
      ['all', ['Ctrl A', 'R', 'C']],
      ['trouble', ['T', '⇧ T']],
      ['name', ['/']],
      ['open', ['Enter']],
      ['carry', ['M']],
      ['log', ['L']],
    ],
  ],
  [
    'acts',
    [
      ['propose', ['1–9', '0']],
      ['act', ['Enter']],
      ['escape', ['Esc']],
      ['undo', ['Ctrl Z']],
      ['wake', ['W']],
    ],
  ],
  [
    'rollCall',
    [
      ['skip', ['S']],
      ['undoSeat', ['Z']],
    ],
  ],
];

interface Props {
  readonly opened: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/** The table of keys at `?`, and the keys that work on every screen. */
export function KeyTable({ opened, open, close }: Props) {
  const t = useWords('shell');
  const help = () => {
    if (recall('singleKeys') !== false) open();
  };
  useHotkeys([
    ['shift+?', help],
    ['?', help],
    ['F6', () => nextRegion(1)],
    ['shift+F6', () => nextRegion(-1)],
  ]);
  if (!opened) return null;
  return (
    <Dialog title={t('keysTitle')} size={760} close={close}>
      <div className={classes.groups}>
        {table.map(([group, keys]) => (
          <section key={group} aria-label={t(`keyGroups.${group}`)}>
            <h3 className={classes.head}>{t(`keyGroups.${group}`)}</h3>
            <dl className={classes.keys}>
              {keys.map(([name, caps]) => (
                <div key={name} className={classes.row}>
                  <dt>
                    {caps.map((cap) => (
                      <Kbd key={cap} size="xs">
                        {cap}
                      </Kbd>
                    ))}
                  </dt>
                  <dd>{t(`keyOf.${name}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
