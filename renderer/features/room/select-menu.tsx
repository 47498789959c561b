import { Menu } from '@mantine/core';
import type { Room } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { roomsInOrder } from '../../state/select/lookup.ts';
import { stageLooks } from '../../theme/stage.ts';
import { useArranging } from './arranging.tsx';
import { inTrouble } from './map-keys.ts';
import type { RoomSeats, SeatedView } from './room-seats.ts';
import { useSelection } from './selection-context.tsx';
import { faceOf, inGroups } from './stage-group.ts';

/** Everything that the mouse or a key can select, and the moves that need no dragging. */
export function SelectMenu({ room, seats }: { readonly room: Room; readonly seats: RoomSeats }) {
  const t = useWords('room');
  const { ids, select, clear } = useSelection();
  const where = (test: (seated: SeatedView) => boolean) => seats.list.filter(test).map(({ id }) => id);
  const trouble = where(inTrouble);
  return (
    <Menu.Dropdown>
      <Menu.Item rightSection="Ctrl A" onClick={() => select(where(() => true))}>
        {t('all')}
      </Menu.Item>
      <Menu.Item disabled={ids.size === 0} rightSection="Esc" onClick={clear}>
        {t('none')}
      </Menu.Item>
      <Menu.Item onClick={() => select(where(({ id }) => !ids.has(id)))}>{t('invert')}</Menu.Item>
      <Menu.Item disabled={trouble.length === 0} rightSection="⇧ T" onClick={() => select(trouble)}>
        {t('troubled')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Label>{t('allThatAre')}</Menu.Label>
      {inGroups(seats.list).map(({ group, ids: members }) => {
        const { icon: StageIcon, colour } = stageLooks[faceOf(group)];
        return (
          <Menu.Item
            key={group}
            leftSection={<StageIcon size={14} color={colour} aria-hidden />}
            rightSection={members.length}
            onClick={() => select(members)}
          >
            {t(`stageOf.${group}`, { count: members.length })}
          </Menu.Item>
        );
      })}
      {ids.size > 0 && <Moves room={room} />}
    </Menu.Dropdown>
  );
}

function Moves({ room }: { readonly room: Room }) {
  const t = useWords('room');
  const { ids } = useSelection();
  const { take, takeAway, toRoom } = useArranging();
  const rooms = useSnapshotPart(roomsInOrder);
  const chosen = [...ids];
  const [held] = chosen;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('selected', { count: ids.size })}</Menu.Label>
      <Menu.Item rightSection="M" onClick={() => held !== undefined && take({ held, company: chosen })}>
        {t('pickUp')}
      </Menu.Item>
      {rooms
        .filter(({ id }) => id !== room.id)
        .map((other) => (
          <Menu.Item key={other.id} onClick={() => toRoom(chosen, other)}>
            {t('toRoom', { name: other.name })}
          </Menu.Item>
        ))}
      <Menu.Item onClick={() => takeAway(chosen)}>{t('takeAway')}</Menu.Item>
    </>
  );
}
