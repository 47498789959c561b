import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { defaultLook } from '../../../electron/contract/action-look.ts';
import type { ActionKindView } from '../../../electron/contract/api.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { ActionSquare } from './action-square.tsx';
import classes from './actions.module.css';
import { useNaming } from './kind-words.ts';

interface KindMenuProps {
  readonly choose: (kind: ActionKindView) => void;
  /** The button that opens it. */
  readonly children: ReactNode;
}

/** The catalogue: what kinds of action can be made. */
export function KindMenu({ choose, children }: KindMenuProps) {
  const naming = useNaming();
  const kinds = useSnapshotPart((snapshot) => snapshot.actionKinds);
  return (
    <Menu width={340}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => {
          const { title, help } = naming.kind(kind);
          return (
            <Menu.Item
              key={kind.kind}
              leftSection={<ActionSquare look={defaultLook(kind.kind)} size={28} />}
              onClick={() => choose(kind)}
            >
              <span className={classes.kindTitle}>{title}</span>
              <span className={classes.kindHelp}>{help}</span>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
