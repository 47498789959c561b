import type { ReactNode } from 'react';
import { useWords } from '../../i18n/index.ts';
import { stageLooks } from '../../theme/stage.ts';
import type { RoomSeats } from './room-seats.ts';
import { pickMany } from './selection.ts';
import { useSelection } from './selection-context.tsx';
import classes from './stage-chips.module.css';
import { faceOf, inGroups, type StageGroup } from './stage-group.ts';

/** How many seats are at which stage; a click selects them, Ctrl adds them. */
export function StageChips({ seats, children }: { readonly seats: RoomSeats; readonly children?: ReactNode }) {
  const t = useWords('room');
  return (
    <div className={classes.bar}>
      <fieldset className={classes.chips} aria-label={t('chips')}>
        {inGroups(seats.list).map(({ group, ids }) => (
          <Chip key={group} group={group} ids={ids} />
        ))}
      </fieldset>
      {children}
    </div>
  );
}

function Chip({ group, ids }: { readonly group: StageGroup; readonly ids: readonly number[] }) {
  const t = useWords('room');
  const { ids: selected, change } = useSelection();
  const { icon: StageIcon, colour } = stageLooks[faceOf(group)];
  const stage = t(`stageOf.${group}`, { count: ids.length });
  return (
    <button
      type="button"
      className={classes.chip}
      data-stage={group}
      title={t('chip', { count: ids.length, stage })}
      aria-pressed={ids.every((id) => selected.has(id))}
      onClick={(event) => change((before) => pickMany(before, ids, event.ctrlKey || event.metaKey || event.shiftKey))}
    >
      <StageIcon size={14} stroke={1.8} color={group === 'failed' ? 'currentcolor' : colour} aria-hidden />
      <span aria-hidden>
        <b>{ids.length}</b>
        <span className={classes.stage}> {stage}</span>
      </span>
      <span className="heard">{t('chip', { count: ids.length, stage })}</span>
    </button>
  );
}
