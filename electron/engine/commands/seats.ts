import { type CheckedInput, type CommandHandlers, Refusal } from '../../contract/api.ts';
import type { Computer } from '../../contract/model.ts';
import { publish, seatIn } from './computers.ts';
import { type CommandContext, inOneStep } from './context.ts';
import { computerOf, roomOf } from './resolve.ts';

type Move = CheckedInput<'seats.arrange'>['moves'][number];

export function seatCommands(context: CommandContext): Pick<CommandHandlers, 'seats.arrange'> {
  return {
    'seats.arrange': ({ moves }) => {
      const moved = inOneStep(context, () => arrange(context, moves));
      return moved.map((computer) => publish(context, computer));
    },
  };
}

/** Everybody stands up, then everybody sits down: so two can swap, and a whole row can move on by one. */
function arrange(context: CommandContext, moves: readonly Move[]): Computer[] {
  const { store } = context;
  const computers = moves.map((move) => computerOf(store, move.computer));
  refuseTwice(computers);
  for (const { id } of computers) store.computers.set(id, { seat: null });
  return moves.flatMap((move, index) => {
    const computer = computers[index];
    return computer ? [sitDown(context, computer, move)] : [];
  });
}

function refuseTwice(computers: readonly Computer[]): void {
  const seen = new Set<number>();
  for (const computer of computers) {
    if (seen.has(computer.id))
      throw new Refusal('refused', { code: 'moved-twice', name: computer.name ?? computer.mac });
    seen.add(computer.id);
  }
}

function sitDown({ store }: CommandContext, computer: Computer, move: Move): Computer {
  const room = move.room === null ? null : roomOf(store, move.room);
  const seat = seatIn(room, move.seat);
  const settled = room !== null || computer.name !== null;
  return store.computers.set(computer.id, {
    roomId: room?.id ?? null,
    seat,
    ...(settled ? { status: 'known' as const } : {}),
  });
}
