import { IconSelectAll } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Room } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { type Box, columnHeadHeight, type DeskSide, type Geometry, rowHeadWidth } from './grid.ts';
import classes from './room-map.module.css';
import type { RoomSeats } from './room-seats.ts';
import { rowLetters } from './seat.ts';
import { pickMany } from './selection.ts';
import { useSelection } from './selection-context.tsx';

/** The numbers of the columns; a click selects the column. The corner selects all. */
export function MapHeads({
  room,
  geometry,
  seats,
}: {
  readonly room: Room;
  readonly geometry: Geometry;
  readonly seats: RoomSeats;
}) {
  const t = useWords('room');
  const { heads, xs, tile } = geometry;
  const all = seats.list.map(({ id }) => id);
  return (
    <thead>
      <tr aria-rowindex={1}>
        <Head
          scope="col"
          box={{ x: heads.x, y: heads.y, width: rowHeadWidth - 4, height: columnHeadHeight - 4 }}
          label={t('corner')}
          ids={all}
        >
          <IconSelectAll size={14} stroke={1.6} aria-hidden />
        </Head>
        {xs.slice(0, room.columns).map((x, index) => (
          <Head
            key={x}
            scope="col"
            box={{ x, y: heads.y, width: tile.width, height: columnHeadHeight - 4 }}
            label={t('column', { column: index + 1 })}
            ids={seats.list.filter(({ seat }) => seat.column === index + 1).map(({ id }) => id)}
          >
            {index + 1}
          </Head>
        ))}
      </tr>
    </thead>
  );
}

export function RowHead({
  row,
  geometry,
  seats,
}: {
  readonly row: number;
  readonly geometry: Geometry;
  readonly seats: RoomSeats;
}) {
  const t = useWords('room');
  const { heads, ys, tile } = geometry;
  return (
    <Head
      scope="row"
      box={{ x: heads.x, y: ys[row - 1] ?? 0, width: rowHeadWidth - 4, height: tile.height }}
      label={t('row', { row: rowLetters(row) })}
      ids={seats.list.filter(({ seat }) => seat.row === row).map(({ id }) => id)}
    >
      {rowLetters(row)}
    </Head>
  );
}

/** By Tab it is not reached: R, C and Ctrl A do the same from every seat. */
function Head({
  scope,
  box,
  label,
  ids,
  children,
}: {
  readonly scope: 'col' | 'row';
  readonly box: Box;
  readonly label: string;
  readonly ids: readonly number[];
  readonly children: ReactNode;
}) {
  const { change } = useSelection();
  return (
    <th
      scope={scope}
      className={classes.head}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-label={label}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation();
          const add = event.ctrlKey || event.metaKey || event.shiftKey;
          change((before) => pickMany(before, ids, add));
        }}
      >
        {children}
      </button>
    </th>
  );
}

/** Where the teacher's desk stands, with the wall on its side. */
export function TeachersDesk({ geometry, desk }: { readonly geometry: Geometry; readonly desk: DeskSide }) {
  const t = useWords('room');
  const { x, y, width, height } = geometry.desk;
  const standing = desk === 'left' || desk === 'right';
  return (
    <>
      <span className={classes.wall} style={wallOf(geometry, standing)} />
      <div className={classes.desk} data-standing={standing || undefined} style={{ left: x, top: y, width, height }}>
        <span>{t('desk')}</span>
      </div>
    </>
  );
}

function wallOf({ desk, xs, ys, tile }: Geometry, standing: boolean) {
  const right = (xs.at(-1) ?? 0) + tile.width;
  const bottom = (ys.at(-1) ?? 0) + tile.height;
  return standing
    ? { left: desk.x + desk.width / 2, top: ys[0], width: 1, height: bottom - (ys[0] ?? 0) }
    : { left: xs[0], top: desk.y + desk.height / 2, width: right - (xs[0] ?? 0), height: 1 };
}
