import { Button, type ButtonProps, Menu } from '@mantine/core';
import { type Icon, IconBolt, IconDots, IconPencil, IconTag, IconTrash, IconX } from '@tabler/icons-react';
import { type ComponentPropsWithRef, useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { sameItems, useSnapshotPart } from '../../state/hooks.ts';
import { recall } from '../../state/remembered.ts';
import { tasksOf } from '../../state/select/lookup.ts';
import { useSelection } from '../room/selection-context.tsx';
import { ActionButtons } from './action-buttons.tsx';
import { removeTasks } from './changes.ts';
import classes from './dock.module.css';
import { inMap, takesText, useKey } from './keys.ts';
import { useDesk } from './proposal.ts';
import { RenameDialog } from './rename-dialog.tsx';
import { useSeatWords } from './seat-words.ts';

/** Which seats, what can be done to them, and the actions they can boot. */
export function SelectedSeats({ computers }: { readonly computers: readonly number[] }) {
  const t = useWords('dock');
  const desk = useDesk();
  const { clear } = useSelection();
  const seatWords = useSeatWords();
  const unpick = () => {
    desk.propose(null);
    clear();
  };
  const wake = () => desk.propose({ computers, deed: { kind: 'wake' } });
  useKey(false, (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || takesText(event.target)) return;
    if (event.key === 'Escape') unpick();
    if (event.key.toLowerCase() === 'w' && inMap(event.target) && recall('singleKeys') !== false) wake();
  });
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.count}>{t('selected', { count: computers.length })}</h2>
        <span className={classes.names}>{seatWords(computers)}</span>
        <Tool icon={IconBolt} label={t('wake')} onClick={wake} />
        <DefaultMenu computers={computers} />
        <MoreMenu computers={computers} />
        <Tool icon={IconX} label={t('clear')} keys="Esc" onClick={unpick} />
      </div>
      <ActionButtons computers={computers} />
    </>
  );
}

interface ToolProps extends ButtonProps, Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> {
  readonly icon: Icon;
  readonly label: string;
  readonly keys?: string;
}

/** A quiet button of the head; in a narrow dock its glyph alone. The key is drawn by CSS, so that it is no part of its name. */
function Tool({ icon: Glyph, label, keys, ...rest }: ToolProps) {
  return (
    <Button variant="subtle" color="gray" px={9} className={classes.tool ?? ''} aria-label={label} {...rest}>
      <Glyph size={16} aria-hidden />
      <span className={classes.label}>{label}</span>
      {keys && <kbd aria-hidden data-keys={keys} className={`${classes.key} ${classes.label}`} />}
    </Button>
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
        <Tool icon={IconTag} label={t('default')} />
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
