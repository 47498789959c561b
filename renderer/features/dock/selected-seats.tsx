import { Button, Menu } from '@mantine/core';
import { IconBolt, IconDots, IconPencil, IconTag, IconTrash, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { sameItems, useSnapshotPart } from '../../state/hooks.ts';
import { tasksOf } from '../../state/select/lookup.ts';
import { useSelection } from '../room/selection-context.tsx';
import { ActionButtons } from './action-buttons.tsx';
import { removeTasks } from './changes.ts';
import classes from './dock.module.css';
import { takesText, useKey } from './keys.ts';
import { useDesk } from './proposal.ts';
import { RenameDialog } from './rename-dialog.tsx';
import { useSeatWords } from './seat-words.ts';

/** Which seats, what can be done to them, and the actions they can boot. */
export function SelectedSeats({ computers }: { readonly computers: readonly number[] }) {
  const t = useWords('dock');
  const desk = useDesk();
  const { clear } = useSelection();
  const seatWords = useSeatWords();
  const wake = () => desk.propose({ computers, deed: { kind: 'wake' } });
  useKey(false, (event) => {
    if (event.key.toLowerCase() !== 'w' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.defaultPrevented || takesText(event.target)) return;
    wake();
  });
  const unpick = () => {
    desk.propose(null);
    clear();
  };
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.count}>{t('selected', { count: computers.length })}</h2>
        <span className={classes.names}>{seatWords(computers)}</span>
        <Button variant="subtle" color="gray" leftSection={<IconBolt size={16} />} onClick={wake}>
          {t('wake')}
        </Button>
        <DefaultMenu computers={computers} />
        <MoreMenu computers={computers} />
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconX size={16} />}
          rightSection={<kbd className={classes.key}>Esc</kbd>}
          onClick={unpick}
        >
          {t('clear')}
        </Button>
      </div>
      <ActionButtons computers={computers} />
    </>
  );
}

function DefaultMenu({ computers }: { readonly computers: readonly number[] }) {
  const t = useWords('dock');
  const desk = useDesk();
  const actions = useSnapshotPart((snapshot) => snapshot.actions);
  const propose = (actionId: number | null) => desk.propose({ computers, deed: { kind: 'default', actionId } });
  return (
    <Menu position="top-start" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconTag size={16} />}>
          {t('default')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.all}>
        <Menu.Item onClick={() => propose(null)}>{t('asRoom')}</Menu.Item>
        <Menu.Divider />
        {actions.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => propose(id)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function MoreMenu({ computers }: { readonly computers: readonly number[] }) {
  const t = useWords('dock');
  const desk = useDesk();
  const [renaming, setRenaming] = useState(false);
  const tasks = useSnapshotPart(
    (snapshot) => computers.flatMap((id) => tasksOf(snapshot, id).filter(({ sessionKind }) => sessionKind !== 'exam')),
    sameItems,
  );
  return (
    <>
      <Menu position="top-start" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="subtle" color="gray" px={8} aria-label={t('more')}>
            <IconDots size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setRenaming(true)}>
            {t('rename')}
          </Menu.Item>
          {tasks.length > 0 && (
            <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => void desk.change(removeTasks(tasks))}>
              {t('deleteTasks', { count: tasks.length })}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {renaming && <RenameDialog computers={computers} close={() => setRenaming(false)} />}
    </>
  );
}
