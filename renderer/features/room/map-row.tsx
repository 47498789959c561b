import { memo } from 'react';
import type { InHand } from './arranging.tsx';
import { FreeSeat } from './free-seat.tsx';
import { boxOf, type Geometry } from './grid.ts';
import { RowHead } from './map-heads.tsx';
import type { RoomSeats } from './room-seats.ts';
import { SeatTile } from './seat-tile.tsx';
import type { Tongue } from './tile-words.ts';

interface Props {
  readonly row: number;
  readonly columns: number;
  readonly geometry: Geometry;
  readonly seats: RoomSeats;
  /** The cursor's column, when it is in this row. */
  readonly cursor: number | null;
  readonly selected: ReadonlySet<number>;
  readonly inHand: InHand | null;
  readonly now: number;
  readonly tongue: Tongue;
}

/** A row of seats with its letter. */
export const MapRow = memo(function MapRow({
  row,
  columns,
  geometry,
  seats,
  cursor,
  selected,
  inHand,
  now,
  tongue,
}: Props) {
  const { density } = geometry;
  return (
    <tr aria-rowindex={row + 1}>
      <RowHead row={row} geometry={geometry} seats={seats} />
      {Array.from({ length: columns }, (_, index) => {
        const seat = { row, column: index + 1 };
        const box = boxOf(geometry, seat);
        if (!box) return null;
        const seated = seats.at(seat);
        return seated ? (
          <SeatTile
            key={seated.id}
            seated={seated}
            box={box}
            density={density}
            selected={selected.has(seated.id)}
            cursor={cursor === seat.column}
            inHand={inHand !== null && (inHand.held === seated.id || inHand.company.includes(seated.id))}
            now={now}
            tongue={tongue}
          />
        ) : (
          <FreeSeat
            key={`free ${seat.column}`}
            {...seat}
            {...box}
            density={density}
            cursor={cursor === seat.column}
            room={tongue.room}
          />
        );
      })}
    </tr>
  );
});
