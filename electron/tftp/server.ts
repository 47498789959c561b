import type { RemoteInfo, Socket } from 'node:dgram';
import { describePhrase } from '../contract/describe.ts';
import type { Ipv4, PlainPhrase } from '../contract/model.ts';
import { openUdp } from '../network/bind-device.ts';
import { normalName, shownName } from './name.ts';
import { limitsOf, negotiate, type TftpLimits } from './options.ts';
import { decodeTftp, encodeTftp, type TftpRequest, tftpError } from './packet.ts';
import type { TftpAnswer, TftpPort } from './port.ts';
import { startSameThread, startWorkerThread, type TransferThread, type TransferThreadOptions } from './threads.ts';

export interface TftpServerOptions {
  readonly card: string;
  /** The card's own address: requests are heard on it and every answer comes from it. */
  readonly cardAddress: Ipv4;
  readonly port: TftpPort;
  /** Default 69; 0 lets the system choose. */
  readonly servicePort?: number;
  /** The card's MTU in bytes; default 1500. */
  readonly mtu?: number;
  readonly mostTransfers?: number;
  readonly mostPerClient?: number;
  /** False keeps the transfers on this thread; default true where the system can do it. */
  readonly thread?: boolean;
  /** Told when the thread of the transfers died of a fault; serving goes on without it. */
  readonly died?: (error: Error) => void;
}

export interface TftpServer {
  readonly servicePort: number;
  /** Bytes that the system gave the socket of the requests. */
  readonly receiveBuffer: number;
  readonly transfersOn: TransferThread['kind'];
  close(): Promise<void>;
}

/**
 * Serves read requests on one card until it is closed. Fails with a `BindError`. The requests are heard and decided
 * here, one by one and without waiting; each transfer then has a port of its own (RFC 1350 §4).
 */
export async function startTftpServer(options: TftpServerOptions): Promise<TftpServer> {
  const { card, cardAddress } = options;
  const { socket, receiveBuffer } = await openUdp({
    card,
    address: cardAddress,
    port: options.servicePort ?? 69,
    cardAddress,
  });
  const limits = limitsOf(options.mtu ?? 1_500);
  const threadOptions: TransferThreadOptions = {
    card,
    cardAddress,
    mostTransfers: options.mostTransfers ?? 512,
    mostPerClient: options.mostPerClient ?? 256,
    report: (report) => options.port.report(report),
    died: (error) => {
      thread = startSameThread(threadOptions);
      options.died?.(error);
    },
  };
  let thread =
    (options.thread === false ? null : await startWorkerThread(threadOptions)) ?? startSameThread(threadOptions);
  socket.on('message', (bytes, from) =>
    answer(socket, options.port, limits, (read) => thread.begin(read), bytes, from),
  );
  socket.on('error', (error) => options.died?.(error));
  return {
    servicePort: socket.address().port,
    receiveBuffer,
    transfersOn: thread.kind,
    close: async () => {
      await new Promise<void>((resolve) => socket.close(resolve));
      await thread.close();
    },
  };
}

type Begin = TransferThread['begin'];

/** What is no request is noise: port 69 hears stray broadcasts and scanners, and silence is the answer to them. */
function answer(
  socket: Socket,
  port: TftpPort,
  limits: TftpLimits,
  begin: Begin,
  bytes: Buffer,
  from: RemoteInfo,
): void {
  const request = decodeTftp(bytes);
  if (request.kind !== 'read' && request.kind !== 'write') return;
  const client = from.address;
  const grant = (name: string, found: TftpAnswer): void => {
    if (found.kind === 'missing') {
      sendError(socket, from, tftpError.notFound, 'file not found');
      port.report({ kind: 'missing', client, name, quiet: found.quiet });
      return;
    }
    const { content } = found;
    const size = content.kind === 'bytes' ? content.bytes.length : content.size;
    const terms = negotiate(request.options, size, limits);
    const asked = { client, clientPort: from.port, request: bytes.toString('latin1') };
    begin({ ...asked, name: found.name, content, size, terms });
  };
  const decision = decide(request);
  if (decision.kind === 'refuse') {
    sendError(socket, from, decision.code, describePhrase(decision.why));
    port.report({ kind: 'refused', client, name: shownName(request.name), why: decision.why });
    return;
  }
  const { name } = decision;
  const found = port.open(name, client);
  if ('kind' in found) grant(name, found);
  else
    found.then(
      (file) => grant(name, file),
      () => grant(name, { kind: 'missing', quiet: false }),
    );
}

type Decision =
  | { readonly kind: 'look'; readonly name: string }
  | { readonly kind: 'refuse'; readonly code: number; readonly why: PlainPhrase };

/** netascii is answered as octet: who asks for it (old ROMs, typed commands) wants the file as it is. */
function decide(request: TftpRequest): Decision {
  if (request.kind === 'write') return { kind: 'refuse', code: tftpError.access, why: { code: 'tftp-read-only' } };
  if (request.mode !== 'octet' && request.mode !== 'netascii') {
    return { kind: 'refuse', code: tftpError.illegal, why: { code: 'tftp-octet-only' } };
  }
  const name = normalName(request.name);
  if (name === null) return { kind: 'refuse', code: tftpError.notFound, why: { code: 'tftp-no-such-name' } };
  return { kind: 'look', name };
}

function sendError(socket: Socket, to: RemoteInfo, code: number, message: string): void {
  socket.send(encodeTftp({ kind: 'error', code, message }), to.port, to.address, () => {});
}
