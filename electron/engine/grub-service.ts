import { stat } from 'node:fs/promises';
import type { ActionFile } from '../actions/kind.ts';
import { actionKind } from '../actions/kinds.ts';
import { grubFallback, grubHead, grubProblem, grubWaiting, renderGrub } from '../boot/grub.ts';
import type { BootFact, Computer, FileRole, Ipv4 } from '../contract/model.ts';
import type { ScriptAnswer } from '../http/port.ts';
import type { TftpAnswer, TftpContent, TftpReport } from '../tftp/port.ts';
import { type BootPlane, bootOf, computerAt, mayServe } from './boot-plane.ts';
import { answerFolder } from './folder-tree.ts';
import { confirmByToken, noteOutcome } from './history-writer.ts';
import {
  answerOf,
  isOvertakenByExam,
  isWithdrawn,
  offered,
  scriptViewOf,
  unheard,
  waitingOf,
} from './script-service.ts';

/**
 * Debian's GRUB over TFTP: `grub/grub.cfg`, made for the machine that has the client's address; the files of its action
 * as `grub/file/<action>/<slot>/<name>`; and two empty texts that GRUB runs to say how far it is, since it knows no
 * HTTP here: `grub/started` just before the kernel, `grub/failed` when there is none.
 */
const config = 'grub/grub.cfg';
const signs = { 'grub/started': 'started', 'grub/failed': 'failed' } as const;
const filePath = /^grub\/file\/(\d{1,9})\/([a-z0-9]+)\/[^/]+$/;

/** Machines that are reading their `grub.cfg` at once at most. */
const mostReading = 1_024;

const missing: TftpAnswer = { kind: 'missing', quiet: false };

export class GrubService {
  readonly #plane: BootPlane;
  /** What a client is reading, until its transfer ends. */
  readonly #reading = new Map<Ipv4, ScriptAnswer>();

  constructor(plane: BootPlane) {
    this.#plane = plane;
  }

  /** Null: it is no file of GRUB's. */
  open(name: string, client: Ipv4): TftpAnswer | Promise<TftpAnswer> | null {
    if (!name.startsWith('grub/') || name.endsWith('.lst')) return null;
    const computer = computerAt(this.#plane, client);
    if (!computer) return missing;
    if (name === config) return this.#config(computer, client);
    if (name in signs) return { kind: 'file', name, content: bytesOf('# Rollcall: heard\n') };
    return this.#file(name, computer);
  }

  /** True: it was GRUB's own, and nothing else is to be noted. */
  report(report: TftpReport): boolean {
    if (!('transfer' in report)) return false;
    const { name, client } = report.transfer;
    if (name === config && report.kind === 'sent') this.#reading.get(client)?.served();
    if (name === config && report.kind === 'failed') this.#reading.get(client)?.aborted();
    if (!(name in signs)) return false;
    if (report.kind === 'sent') this.#sign(client, signs[name as keyof typeof signs]);
    return true;
  }

  async #config(computer: Computer, client: Ipv4): Promise<TftpAnswer> {
    const answer = answerGrub(this.#plane, computer);
    if (this.#reading.size >= mostReading) this.#reading.clear();
    this.#reading.set(client, answer);
    await answer.ready;
    return { kind: 'file', name: config, content: bytesOf(answer.text) };
  }

  async #file(name: string, computer: Computer): Promise<TftpAnswer> {
    const [, actionId, slot] = filePath.exec(name) ?? [];
    const boot = this.#plane.recorder.newest(computer.id);
    const action = boot?.actionId == null ? null : this.#plane.store.actions.byId(boot.actionId);
    const kind = action && actionKind(action.kind);
    const parameters = kind?.parameters.safeParse(action?.parameters);
    if (!action || !kind || !parameters?.success || action.id !== Number(actionId)) return missing;
    const file = kind.files(parameters.data).find((each) => each.slot === slot);
    const content = file ? await contentOf(this.#plane, file.source) : null;
    return content ? { kind: 'file', name, content } : missing;
  }

  #sign(client: Ipv4, kind: 'started' | 'failed'): void {
    const plane = this.#plane;
    const computer = computerAt(plane, client);
    const boot = computer && plane.recorder.newest(computer.id);
    if (!computer || !boot) return;
    const why = 'GRUB could not start the kernel: Secure Boot takes only one that Debian signed';
    const fact: BootFact = kind === 'started' ? { kind, actionName: boot.actionName } : { kind, why };
    noteOutcome(plane, plane.recorder.note(computer, confirmByToken(plane, computer, boot), fact), fact);
    if (kind === 'started') plane.machines.hasStarted(computer);
  }
}

/** What a file is to its boot, by its name; null: it is no file of GRUB's. */
export function grubRole(name: string): FileRole | null {
  if (name === config) return 'autoexec';
  const slot = filePath.exec(name)?.[2];
  if (slot === undefined) return null;
  return slot.startsWith('kernel') ? 'kernel' : slot.startsWith('initrd') ? 'initrd' : 'file';
}

/** As `answerScript`, in the words of GRUB. */
function answerGrub(plane: BootPlane, asking: Computer): ScriptAnswer {
  if (mayServe(plane, asking) !== true) return unheard(grubFallback());
  let boot = bootOf(plane, asking, { kind: 'script' }, 'unknown');
  const waiting = waitingOf(plane, asking, boot);
  if (waiting) return unheard(waiting === 'waits' ? grubWaiting(plane.serving.address, asking.mac) : grubFallback());
  if (isOvertakenByExam(plane, asking, boot)) {
    if (!plane.recorder.mayBegin(asking.id)) return unheard(grubProblem('This machine asks too often. Restart it.'));
    boot = plane.recorder.begin(asking, boot.firmware, 'request');
  }
  const computer = plane.machines.find(asking.mac) ?? asking;
  const has = boot.script?.startsWith(grubHead) === true && !isWithdrawn(plane, boot);
  return has ? answerOf(plane, computer, boot) : offered(plane, computer, boot, plane.machines.decide(computer), text);
}

const text: Parameters<typeof offered>[4] = (plane, computer, action, token) => {
  const rendered = renderGrub(scriptViewOf(plane, computer, action, token));
  return 'text' in rendered ? rendered.text : grubProblem(rendered.problem);
};

const bytesOf = (words: string): TftpContent => ({ kind: 'bytes', bytes: new TextEncoder().encode(words) });

/** A text for one machine is asked for by the system, over HTTP, and never here. */
async function contentOf({ images }: BootPlane, source: ActionFile['source']): Promise<TftpContent | null> {
  if (source.kind === 'text') return null;
  const path = source.kind === 'path' ? source.path : source.image;
  const found = await stat(path).catch(() => null);
  if (source.kind === 'path') return found?.isFile() ? { kind: 'path', path, size: found.size } : null;
  if (found?.isDirectory()) {
    const inner = await answerFolder(path, source.inner);
    return inner.kind === 'path' ? { kind: 'path', path: inner.path, size: (await stat(inner.path)).size } : null;
  }
  const opened = await images.open(path);
  const file = opened.kind === 'open' ? opened.tree.find(source.inner) : null;
  const [extent, ...more] = file?.extents ?? [];
  if (!file || !extent || more.length > 0) return null;
  return { kind: 'path', path, size: file.size, offset: extent.offset };
}
