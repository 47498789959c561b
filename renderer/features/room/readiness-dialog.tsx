import { Select } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleCheckFilled, IconHelpCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Readiness, Room } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { sameItems, useSnapshotPart } from '../../state/hooks.ts';
import { computersOfRoom } from '../../state/select/lookup.ts';
import { useSeatWords } from '../dock/seat-words.ts';
import { Dialog } from '../shell/dialog.tsx';
import classes from './readiness.module.css';
import { cannotStart, readinessOrder, useReadiness } from './readiness.ts';

/** Which machines of a room can start an action under Secure Boot, before anybody tries. */
export function ReadinessDialog({ room, close }: { readonly room: Room; readonly close: () => void }) {
  const t = useWords('room');
  const [action, setAction] = useState<string | null>(null);
  const actions = useSnapshotPart((snapshot) => snapshot.actions);
  const ids = useSnapshotPart((snapshot) => computersOfRoom(snapshot, room.id).map(({ id }) => id), sameItems);
  const told = useReadiness(ids, action === null ? null : Number(action));
  const groups = readinessOrder.flatMap((state) => {
    const seats = told.filter((each) => each.state === state).map(({ computerId }) => computerId);
    return seats.length === 0 ? [] : [{ state, seats }];
  });
  return (
    <Dialog title={t('readiness.title', { room: room.name })} size={560} close={close}>
      <Select
        label={t('readiness.action')}
        placeholder={t('readiness.now')}
        clearable
        data={actions.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={action}
        onChange={setAction}
      />
      {ids.length === 0 && <p className={classes.none}>{t('readiness.nobody')}</p>}
      <ul className={classes.groups}>
        {groups.map(({ state, seats }) => (
          <Group key={state} state={state} seats={seats} />
        ))}
      </ul>
    </Dialog>
  );
}

function Group({ state, seats }: { readonly state: Readiness['state']; readonly seats: readonly number[] }) {
  const t = useWords('room');
  const names = useSeatWords();
  const open = state === 'untried' || state === 'unseen';
  const [Glyph, look] = cannotStart({ state })
    ? ([IconAlertTriangleFilled, 'bad'] as const)
    : open
      ? ([IconHelpCircle, 'open'] as const)
      : ([IconCircleCheckFilled, 'good'] as const);
  return (
    <li className={classes.group} data-look={look}>
      <Glyph size={17} aria-hidden />
      <div>
        <b>{t(`readiness.${state}`, { count: seats.length })}</b>
        <p>{names(seats, 12)}</p>
      </div>
    </li>
  );
}
