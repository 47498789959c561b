import { useWords } from '../../i18n/index.ts';
import { seatLabel } from '../../state/select/seat.ts';
import { type RoomDraft, toggleAisle } from './draft.ts';
import { boxOf, columnHeadHeight, type Geometry, layOut, rowHeadWidth } from './grid.ts';
import { TeachersDesk } from './map-heads.tsx';
import classes from './plan-map.module.css';
import type { RoomSeats } from './room-seats.ts';
import { rectangle, rowLetters, seatKey } from './seat.ts';

interface Props {
  readonly draft: RoomDraft;
  readonly seats: RoomSeats | undefined;
  readonly change: (draft: RoomDraft) => void;
  readonly space: { readonly width: number; readonly height: number };
}

/** The room as it would be: seats with their names, and between the heads the places for aisles. */
export function PlanMap({ draft, seats, change, space }: Props) {
  const geometry = layOut(draft, space);
  return (
    <div className={classes.floor} style={{ width: geometry.width, height: geometry.height }}>
      <TeachersDesk geometry={geometry} desk={draft.desk} />
      <Heads geometry={geometry} />
      {rectangle({ row: 1, column: 1 }, { row: draft.rows, column: draft.columns }).map((seat) => {
        const box = boxOf(geometry, seat);
        const seated = seats?.at(seat);
        return box ? (
          <div
            key={seatKey(seat)}
            className={classes.seat}
            data-taken={seated ? true : undefined}
            style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
          >
            {seated?.name ?? seatLabel(seat)}
          </div>
        ) : null;
      })}
      <Gaps draft={draft} geometry={geometry} change={change} />
    </div>
  );
}

function Heads({ geometry: { xs, ys, heads, tile } }: { readonly geometry: Geometry }) {
  return (
    <>
      {xs.map((x, index) => (
        <span
          key={x}
          className={classes.head}
          style={{ left: x, top: heads.y, width: tile.width, height: columnHeadHeight - 4 }}
        >
          {index + 1}
        </span>
      ))}
      {ys.map((y, index) => (
        <span
          key={y}
          className={classes.head}
          style={{ left: heads.x, top: y, width: rowHeadWidth - 4, height: tile.height }}
        >
          {rowLetters(index + 1)}
        </span>
      ))}
    </>
  );
}

/** How wide a place for an aisle is to be pressed, in pixels. */
const press = 24;

function Gaps({ draft, geometry, change }: Omit<Props, 'seats' | 'space'> & { readonly geometry: Geometry }) {
  const t = useWords('room');
  const { xs, ys, heads, tile } = geometry;
  const middle = (starts: readonly number[], size: number, after: number): number =>
    ((starts[after - 1] ?? 0) + size + (starts[after] ?? 0)) / 2 - press / 2;
  const inner = (count: number): number[] => Array.from({ length: count - 1 }, (_, index) => index + 1);
  return (
    <>
      {inner(draft.columns).map((after) => (
        <button
          key={`column ${after}`}
          type="button"
          className={classes.gap}
          aria-pressed={draft.aisles.columns.includes(after)}
          aria-label={t('aisleColumn', { column: after })}
          title={t('aisleColumn', { column: after })}
          style={{ left: middle(xs, tile.width, after), top: heads.y - 4, width: press, height: press }}
          onClick={() => change(toggleAisle(draft, 'columns', after))}
        />
      ))}
      {inner(draft.rows).map((after) => (
        <button
          key={`row ${after}`}
          type="button"
          className={classes.gap}
          data-lying
          aria-pressed={draft.aisles.rows.includes(after)}
          aria-label={t('aisleRow', { row: rowLetters(after) })}
          title={t('aisleRow', { row: rowLetters(after) })}
          style={{ left: heads.x - 2, top: middle(ys, tile.height, after), width: press, height: press }}
          onClick={() => change(toggleAisle(draft, 'rows', after))}
        />
      ))}
    </>
  );
}
