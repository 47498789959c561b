import { portalName } from '../actions/kiosk-portal.ts';
import { autoexecScript, bareName } from '../boot/firmware.ts';
import type { BootFact, FileRole } from '../contract/model.ts';
import type { Beacon, FileAnswer, HttpPort, HttpReport, HttpRequestFacts, HttpTransferReport } from '../http/port.ts';
import { answerActionFile, takeBackSecret } from './action-files.ts';
import { answerActionTree, answerRootText } from './action-tree.ts';
import { type BootPlane, computerAt, mayServe } from './boot-plane.ts';
import { handedTo } from './exam-files.ts';
import { confirmByToken, noteOutcome } from './history-writer.ts';
import { answerRootTree } from './media-trees.ts';
import { noteExchange, noteHttp } from './packet-notes.ts';
import { answerQuestion } from './script-question.ts';
import { answerScript } from './script-service.ts';
import { Transfers } from './transfers.ts';

/** What a machine is sent in a second whose large downloads stall, in bytes: a third of what a 100 Mb/s link carries. */
const gentle = 4_000_000;

/** What the HTTP boot server is given: scripts, the files that actions need, loaders, and the machines' own reports. */
export function httpService(plane: BootPlane): HttpPort {
  const transfers = new Transfers(plane);
  return {
    script: (mac, request, hardware, question) => {
      const answer = question
        ? answerQuestion(plane, mac, request, question)
        : answerScript(plane, mac, request, hardware);
      const path = `/boot/${mac.replaceAll(':', '-')}.ipxe`;
      const exchange = { path, status: '200 OK', bytes: answer.text.length };
      noteExchange(plane, plane.machines.find(mac), request.client, exchange);
      return answer;
    },
    root: (name, request) => (name === portalName ? answerRootText(plane, name, request) : root(plane, name, request)),
    file: (actionId, slot, name, token, request) => {
      const answer = answerActionFile(plane, { actionId, slot, name, token }, request);
      return handedTo(plane, { token, name, slot }, request, answer);
    },
    tree: (actionId, token, inner, request) => {
      const answer = answerActionTree(plane, { actionId, token, inner }, request);
      return handedTo(plane, { token, name: inner, slot: inner }, request, answer);
    },
    rootTree: (inner, request) =>
      handedTo(plane, { token: null, name: inner, slot: null }, request, answerRootTree(plane, inner, request)),
    beacon: (token, beacon, request) => {
      const known = takeBeacon(plane, token, beacon);
      const status = known ? '200 OK' : '404 Not Found';
      const exchange = { path: `/beacon/${token}/${beacon.kind}`, status, bytes: 0 };
      noteExchange(plane, transfers.machineOf(token, request.client), request.client, exchange);
      return known;
    },
    paceOf: (client) => {
      const computer = computerAt(plane, client);
      return computer && plane.machines.remedyOf(computer).pace === 'gentle' ? gentle : null;
    },
    report: (report) => note(plane, transfers, report),
  };
}

function root(plane: BootPlane, name: string, request: HttpRequestFacts): FileAnswer {
  if (bareName(name) === 'autoexec.ipxe') {
    const computer = computerAt(plane, request.client);
    if (computer && mayServe(plane, computer) !== true) return { kind: 'missing' };
    const text = autoexecScript(plane.serving.httpUrl, computer?.mac ?? null);
    return { kind: 'bytes', bytes: new TextEncoder().encode(text), name, etag: `autoexec-${computer?.id ?? 0}` };
  }
  const found = plane.firmware.find(name);
  return found ? { kind: 'bytes', bytes: found.bytes, name, etag: found.sha256.slice(0, 32) } : { kind: 'missing' };
}

function takeBeacon(plane: BootPlane, token: string, beacon: Beacon): boolean {
  const boot = plane.recorder.byToken(token);
  const computer = boot && plane.machines.byId(boot.computerId);
  if (!boot || !computer) return false;
  if (beacon.kind === 'inventory') plane.machines.told(computer, beacon.hardware);
  const fact = beaconFact(beacon, boot.actionName);
  noteOutcome(plane, plane.recorder.note(computer, confirmByToken(plane, computer, boot), fact), fact);
  if (fact.kind === 'started') plane.machines.hasStarted(computer);
  return true;
}

function beaconFact(beacon: Beacon, actionName: string | null): BootFact {
  switch (beacon.kind) {
    case 'started':
      return { kind: 'started', actionName };
    case 'running':
      return { kind: 'running', sign: 'report', hostName: null, system: null };
    case 'failed':
      return { kind: 'failed', why: beacon.why };
    case 'inventory':
      return { kind: 'progress', percent: 100, text: 'inventory' };
    case 'progress':
      return { kind: 'progress', percent: beacon.percent, text: beacon.text };
  }
}

function note(plane: BootPlane, transfers: Transfers, report: HttpReport): void {
  const [token, client] =
    'transfer' in report ? [report.transfer.boot, report.transfer.client] : [report.boot, report.client];
  noteHttp(plane, transfers.machineOf(token, client), report);
  switch (report.kind) {
    case 'missing':
    case 'gone':
    case 'refused': {
      const computer = transfers.machineOf(report.boot, report.client);
      const boot = computer && plane.recorder.newest(computer.id);
      const why = { code: 'http-refused', path: report.path, cause: report.why } as const;
      if (computer && boot) plane.recorder.note(computer, boot, { kind: 'ignored', protocol: 'http', why });
      break;
    }
    default: {
      const { name, size, boot, ...transfer } = report.transfer;
      const file = { protocol: 'http' as const, role: roleOf(plane, report.transfer), file: name };
      const why = report.kind === 'failed' ? report.why : null;
      if (report.kind === 'failed') takeBackSecret(plane, report.transfer.path, boot);
      transfers.take({ ...transfer, kind: report.kind, token: boot, file, bytes: size, retransmitted: 0, why });
    }
  }
}

/** `/files/<action>/<slot>/<name>`: the slot says what the file is. */
function roleOf(plane: BootPlane, transfer: HttpTransferReport): FileRole {
  if (transfer.name === 'autoexec.ipxe') return 'autoexec';
  const slot = transfer.path.split('/')[3] ?? '';
  if (transfer.path.startsWith('/files/')) {
    if (slot.startsWith('kernel')) return 'kernel';
    return slot.startsWith('initrd') ? 'initrd' : 'file';
  }
  return plane.firmware.find(transfer.name) ? 'loader' : 'file';
}
