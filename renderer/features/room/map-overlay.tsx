import { IconDeviceDesktop } from '@tabler/icons-react';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { computerOf } from '../../state/select/lookup.ts';
import { nameOf } from '../../state/select/seat.ts';
import { boxOf, type Geometry } from './grid.ts';
import type { Gesture } from './pointer.ts';
import classes from './room-map.module.css';
import type { RoomSeats } from './room-seats.ts';

/** The rubber band. */
export function BandBox({ gesture }: { readonly gesture: Gesture | null }) {
  if (gesture?.kind !== 'band') return null;
  const { x, y, width, height } = gesture.box;
  return <div className={classes.band} style={{ left: x, top: y, width, height }} />;
}

/** On the seats that a drop would fill: whether it moves, swaps or cannot. */
export function DropMark({ geometry, gesture }: { readonly geometry: Geometry; readonly gesture: Gesture | null }) {
  const t = useWords('room');
  if (gesture?.kind !== 'drag' || !gesture.target || !gesture.arrangement) return null;
  const { arrangement, target, hand } = gesture;
  switch (arrangement.kind) {
    case 'nothing':
      return null;
    case 'outside':
      return <Mark geometry={geometry} seat={target} kind="outside" word={t('dropOutside')} />;
    case 'move':
    case 'swap':
      return arrangement.moves.map(({ computer, seat }) =>
        seat && (computer === hand.held || hand.company.includes(computer)) ? (
          <Mark
            key={computer}
            geometry={geometry}
            seat={seat}
            kind={arrangement.kind}
            word={t(arrangement.kind === 'swap' ? 'dropSwap' : 'dropMove')}
          />
        ) : null,
      );
  }
}

function Mark({
  geometry,
  seat,
  kind,
  word,
}: {
  readonly geometry: Geometry;
  readonly seat: { readonly row: number; readonly column: number };
  readonly kind: string;
  readonly word: string;
}) {
  const box = boxOf(geometry, seat);
  if (!box) return null;
  return (
    <div
      className={classes.drop}
      data-kind={kind}
      style={{ left: box.x - 1, top: box.y - 1, width: box.width + 2, height: box.height + 2 }}
    >
      {geometry.density === 'small' ? null : word}
    </div>
  );
}

/** What is dragged, below the pointer. */
export function DragGhost({ gesture, seats }: { readonly gesture: Gesture | null; readonly seats: RoomSeats }) {
  if (gesture?.kind !== 'drag') return null;
  const { held, company } = gesture.hand;
  const count = seats.byId.has(held) ? Math.max(1, company.length) : 1;
  return (
    <div className={classes.ghost} style={{ left: gesture.at.x + 12, top: gesture.at.y + 12 }}>
      <IconDeviceDesktop size={15} aria-hidden />
      <HeldName id={held} />
      {count > 1 && <span>+{count - 1}</span>}
    </div>
  );
}

function HeldName({ id }: { readonly id: number }) {
  const computer = useSnapshotPart((snapshot) => computerOf(snapshot, id));
  return <span>{computer ? nameOf(computer) : ''}</span>;
}
