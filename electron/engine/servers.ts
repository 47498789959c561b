import type { Ipv4, Phrase } from '../contract/model.ts';
import { type DhcpServer, startDhcpServer } from '../dhcp/server.ts';
import { type Watch, watchServers } from '../dhcp/watch.ts';
import { startBootServer } from '../http/server.ts';
import { BindError } from '../network/bind-device.ts';
import { startSyslog } from '../syslog/server.ts';
import { startTftpServer } from '../tftp/server.ts';
import type { BootPlane } from './boot-plane.ts';
import { dhcpService } from './dhcp-service.ts';
import { httpService } from './http-service.ts';
import { noteLoaderLine } from './syslog-service.ts';
import { tftpService } from './tftp-service.ts';

interface Closable {
  close(): Promise<void>;
}

export interface OpenServers extends Closable {
  /** What works, but not as well as it could. */
  readonly warnings: readonly Phrase[];
}

/** Enough for a whole room that powers on at once, in bytes. */
const wantedBuffer = 2 * 1_048_576;

/**
 * Opens all sockets of the boot plane, or none: throws `BindError`. `range` is null outside full mode. In full mode the
 * first other server of addresses that is heard of ends ours, and `silenced` is told: two of them on one network give
 * machines addresses that do not work. What machines are fetching goes on.
 */
export async function openServers(
  plane: BootPlane,
  range: { readonly first: Ipv4; readonly last: Ipv4 } | null,
  silenced: (server: Ipv4) => void,
): Promise<OpenServers> {
  const open: Closable[] = [];
  const warnings: Phrase[] = [];
  try {
    const { settings, address } = plane.serving;
    const { card } = settings;
    open.push(await startBootServer({ card, address, port: settings.httpPort, boot: httpService(plane) }));
    const died = (fault: Error) => plane.log(`TFTP goes on without its own thread: ${fault.message}`);
    open.push(await startTftpServer({ card, cardAddress: address, port: tftpService(plane), died }));
    if (settings.mode !== 'off') {
      let dhcp: DhcpServer | null = null;
      const other = (server: Ipv4): void => {
        if (dhcp === null) return;
        void dhcp.close();
        dhcp = null;
        silenced(server);
      };
      const watch = settings.mode === 'full' ? await openWatch(plane, open, warnings, other) : null;
      const isProbe = (xid: number): boolean => watch?.isProbe(xid) ?? false;
      const asked = (): void => watch?.ask();
      const port = dhcpService(plane, range);
      dhcp = await startDhcpServer({ card, cardAddress: address, mode: settings.mode, port, isProbe, asked });
      open.push(dhcp);
      warnings.push(...bufferWarnings(dhcp.receiveBuffer));
    }
    await openSyslog(plane, open, warnings);
    return { warnings, close: () => closeAll(open) };
  } catch (fault) {
    await closeAll(open);
    throw fault;
  }
}

/** Where a DHCP client of this computer holds port 68, serving goes on without a watch, and says so. */
async function openWatch(
  { serving, log }: BootPlane,
  open: Closable[],
  warnings: Phrase[],
  heard: (server: Ipv4) => void,
): Promise<Watch | null> {
  const { settings, address } = serving;
  const complain = (why: string): void => log(`Looking for other DHCP servers: ${why}`);
  try {
    const watch = await watchServers({ card: settings.card, cardAddress: address, heard, complain });
    open.push(watch);
    return watch;
  } catch (fault) {
    if (!(fault instanceof BindError)) throw fault;
    warnings.push({ code: 'watch-deaf', cause: fault.phrase });
    return null;
  }
}

/** The loader's console is welcome and not needed: a port that is taken costs only its lines. */
async function openSyslog(plane: BootPlane, open: Closable[], warnings: Phrase[]): Promise<void> {
  const { settings, address } = plane.serving;
  try {
    open.push(
      await startSyslog({
        card: settings.card,
        address: '0.0.0.0',
        cardAddress: address,
        report: (client, text) => noteLoaderLine(plane, client, text),
      }),
    );
  } catch (fault) {
    if (!(fault instanceof BindError)) throw fault;
    warnings.push({ code: 'loader-lines-hidden', cause: fault.phrase });
  }
}

function bufferWarnings(receiveBuffer: number): Phrase[] {
  if (receiveBuffer >= wantedBuffer) return [];
  return [{ code: 'receive-buffer', kibibytes: Math.round(receiveBuffer / 1_024) }];
}

async function closeAll(open: readonly Closable[]): Promise<void> {
  await Promise.all(open.map((each) => each.close()));
}
