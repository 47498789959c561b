import type { CheckedInput, CommandHandlers, Ref } from '../../contract/api.ts';
import { type ExplainedPacket, explainPacket } from '../../packets/explain.ts';
import { pcapOf } from '../../packets/pcap.ts';
import type { CommandContext } from './context.ts';
import { computerOf } from './resolve.ts';
import { supportReport } from './support.ts';

type PacketCommands = Pick<CommandHandlers, 'packets.list' | 'packets.export' | 'support.report'>;

export function packetCommands(context: CommandContext): PacketCommands {
  const { store } = context;
  return {
    'packets.list': ({ computer, boot, language }) =>
      packetsOf(context, computer, boot).map((record) => ({
        id: record.id,
        at: record.at,
        asks: record.to.port < 49_152 && record.to.port !== 68,
        ...withDetails(explainPacket(record, language)),
      })),
    'packets.export': ({ computer }) => exportPackets(context, { computer }),
    'support.report': ({ computer }) => ({
      text: supportReport(context, computer === undefined ? null : computerOf(store, computer)),
    }),
  };
}

const withDetails = ({ summary, details }: ExplainedPacket) => ({ summary, details: [...details] });

/** The packet that begins a boot is heard before the boot is there, in milliseconds. */
const justBefore = 1_000;

/** All that are kept, or those from the beginning of a boot to that of the next; none of a boot that is not there. */
function packetsOf({ store, packets, recorder }: CommandContext, ref: Ref, bootId: number | undefined) {
  const { id, mac } = computerOf(store, ref);
  const all = packets.of(mac);
  if (bootId === undefined) return all;
  recorder.flush();
  const boots = store.boots.list(id, { limit: 1_000 });
  const at = boots.findIndex((boot) => boot.id === bootId);
  const boot = boots[at];
  if (!boot) return [];
  const end = (boots[at - 1]?.startedAt ?? Number.POSITIVE_INFINITY) - justBefore;
  return all.filter((record) => record.at >= boot.startedAt - justBefore && record.at < end);
}

function exportPackets({ store, packets }: CommandContext, { computer: ref }: CheckedInput<'packets.export'>) {
  const computer = computerOf(store, ref);
  const records = packets.of(computer.mac);
  const name = `rollcall-${(computer.name ?? computer.mac).replace(/[^\w-]+/g, '-')}.pcap`;
  return { name, packets: records.length, base64: Buffer.from(pcapOf(records)).toString('base64') };
}
