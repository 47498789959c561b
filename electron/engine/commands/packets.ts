import type { CheckedInput, CommandHandlers } from '../../contract/api.ts';
import { explainPacket } from '../../packets/explain.ts';
import { pcapOf } from '../../packets/pcap.ts';
import type { CommandContext } from './context.ts';
import { computerOf } from './resolve.ts';
import { supportReport } from './support.ts';

type PacketCommands = Pick<CommandHandlers, 'packets.list' | 'packets.export' | 'support.report'>;

export function packetCommands(context: CommandContext): PacketCommands {
  const { store, packets } = context;
  return {
    'packets.list': ({ computer }) =>
      packets.of(computerOf(store, computer).mac).map((record) => ({
        id: record.id,
        at: record.at,
        asks: record.to.port < 49_152 && record.to.port !== 68,
        ...explainPacket(record),
        details: [...explainPacket(record).details],
      })),
    'packets.export': ({ computer }) => exportPackets(context, { computer }),
    'support.report': ({ computer }) => ({
      text: supportReport(context, computer === undefined ? null : computerOf(store, computer)),
    }),
  };
}

function exportPackets({ store, packets }: CommandContext, { computer: ref }: CheckedInput<'packets.export'>) {
  const computer = computerOf(store, ref);
  const records = packets.of(computer.mac);
  const name = `rollcall-${(computer.name ?? computer.mac).replace(/[^\w-]+/g, '-')}.pcap`;
  return { name, packets: records.length, base64: Buffer.from(pcapOf(records)).toString('base64') };
}
