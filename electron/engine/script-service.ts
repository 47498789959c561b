import { continuesBoot } from '../boot/journal.ts';
import { fallbackScript, problemScript, renderScript, type ScriptView, waitingScript } from '../boot/script.ts';
import type { StoredBoot } from '../boot/stored-boot.ts';
import type { Action, Computer, Hardware, Mac } from '../contract/model.ts';
import type { HttpRequestFacts, ScriptAnswer } from '../http/port.ts';
import { type BootPlane, bootOf, computerOf, mayServe, waitsForSomebody } from './boot-plane.ts';
import { storeExecution, tellExecution } from './history-writer.ts';

/**
 * Answers `GET /boot/<mac>.ipxe`. The same boot that asks again gets the text that it got, whatever has changed since;
 * a HEAD and a machine that is left alone change nothing.
 */
export function answerScript(
  plane: BootPlane,
  mac: Mac,
  request: HttpRequestFacts,
  hardware: Hardware | null = null,
): ScriptAnswer {
  const known = plane.machines.find(mac);
  if (mayServe(plane, known) !== true) return leftAlone(plane, known);
  const owner = plane.addresses.grantedTo(request.client);
  if (owner !== null && owner !== mac) return refuseStranger(plane, owner, known?.name ?? mac);
  if (request.method === 'HEAD') return peek(plane, known);
  const found = computerOf(plane, mac, 'unknown', request.client);
  if (!found) return unheard(fallbackScript());
  const asking = hardware ? plane.machines.told(found, hardware) : found;
  if (plane.addresses.macOf(request.client) === null) plane.addresses.learn(request.client, mac, 'guess');
  let boot = bootOf(plane, asking, { kind: 'script' }, 'unknown');
  const waiting = waitingOf(plane, asking, boot);
  if (waiting) return unheard(waiting === 'waits' ? waitingScript(plane.serving.httpUrl, mac) : fallbackScript());
  if (isOvertakenByExam(plane, asking, boot)) {
    if (!plane.recorder.mayBegin(asking.id)) return unheard(tooOften());
    boot = plane.recorder.begin(asking, boot.firmware, 'request');
  }
  const computer = plane.machines.find(mac) ?? asking;
  if (boot.script === null || isWithdrawn(plane, boot))
    return offered(plane, computer, boot, plane.machines.decide(computer));
  return answerOf(plane, computer, boot);
}

/** The answer with the script of what was decided, which the boot keeps. */
export function offered(
  plane: BootPlane,
  computer: Computer,
  boot: StoredBoot,
  decided: Decided,
  render = textOf,
): ScriptAnswer {
  return answerOf(plane, computer, offer(plane, computer, boot, decided, render));
}

type Decided = ReturnType<BootPlane['machines']['decide']>;

/** The answer with the text that the boot was given. */
export function answerOf(plane: BootPlane, computer: Computer, offered: StoredBoot): ScriptAnswer {
  const depends = offered.taskId !== null && offered.historyId === null;
  return {
    text: offered.script ?? '',
    ...(depends ? { ready: plane.recorder.flushed() } : {}),
    served: () => confirmServed(plane, computer, offered),
    aborted: () => takeBack(plane, computer, offered),
  };
}

/**
 * Whether an exam began after the boot got its script: a menu that was on the screen then, or a loader that tries again,
 * is no way past it. What is decided now is a boot of its own.
 */
export function isOvertakenByExam({ machines }: BootPlane, computer: Computer, boot: StoredBoot): boolean {
  if (boot.script === null || boot.reason === 'exam') return false;
  return machines.decide(computer).decision.reason === 'exam';
}

/** What a machine is told that begins more boots than a machine can. */
export function tooOften(): string {
  return problemScript('This machine asks too often. Restart it.');
}

/** Its task was cancelled after the text was made and before it was sent (a process that died, a connection that hangs). */
export function isWithdrawn({ store }: BootPlane, boot: StoredBoot): boolean {
  const unsent = boot.stage === 'seen' || boot.stage === 'address' || boot.stage === 'loader';
  if (!unsent || boot.taskId === null || boot.historyId !== null) return false;
  return store.tasks.byId(boot.taskId) === null && store.history.byBoot(boot.id) === null;
}

/** A machine that nobody answers for goes on to its disk after this long, in milliseconds; less than `quietLimits.script`. */
const longestWait = 480_000;

/** Whether the boot waits until somebody says that it may start, or waited for long enough; each is said once. */
export function waitingOf(plane: BootPlane, asking: Computer, boot: StoredBoot): 'waits' | 'waited' | null {
  const computer = plane.machines.find(asking.mac) ?? asking;
  if (boot.script !== null || !waitsForSomebody(plane, computer)) return null;
  const waiting = plane.clock.now() - boot.startedAt < longestWait ? 'waits' : 'waited';
  const why = { code: `unknown-${waiting}` } as const;
  if (plane.machines.waitIsNews(computer, `${waiting} ${boot.id}`))
    plane.recorder.note(computer, boot, { kind: 'ignored', protocol: 'http', why });
  return waiting;
}

/** An answer of which nothing is remembered. */
export function unheard(text: string): ScriptAnswer {
  return { text, served: () => undefined, aborted: () => undefined };
}

function leftAlone(plane: BootPlane, computer: Computer | null): ScriptAnswer {
  const boot = computer && plane.recorder.newest(computer.id);
  const why = { code: 'unknown-left-to-disk' } as const;
  if (computer && boot) plane.recorder.note(computer, boot, { kind: 'ignored', protocol: 'http', why });
  return unheard(fallbackScript());
}

/** Whoever has an address from us gets its own script alone: a pupil's browser must not take the task of another machine. */
function refuseStranger(plane: BootPlane, owner: Mac, wanted: string): ScriptAnswer {
  const computer = plane.machines.find(owner);
  const boot = computer && plane.recorder.newest(computer.id);
  const why = { code: 'script-of-other', wanted } as const;
  if (computer && boot) plane.recorder.note(computer, boot, { kind: 'ignored', protocol: 'http', why });
  return unheard(problemScript('This address belongs to another machine than the script. Restart this machine.'));
}

function peek(plane: BootPlane, computer: Computer | null): ScriptAnswer {
  if (!computer) return unheard(fallbackScript());
  const boot = plane.recorder.newest(computer.id);
  if (boot?.script && continuesBoot(boot, { kind: 'script' }, plane.clock.now())) return unheard(boot.script);
  const { action } = plane.machines.decide(computer);
  return unheard(textOf(plane, computer, action, boot?.token ?? 'preview'));
}

/** The text of one action for one computer; an action that cannot be served says why on the machine's own screen. */
export function textOf(
  plane: Pick<BootPlane, 'machines' | 'serving'>,
  computer: Computer,
  action: Action,
  token: string,
): string {
  const rendered = renderScript(scriptViewOf(plane, computer, action, token));
  return 'text' in rendered ? rendered.text : problemScript(rendered.problem);
}

/** What the text of one action for one computer is made of. */
export function scriptViewOf(
  plane: Pick<BootPlane, 'machines' | 'serving'>,
  computer: Computer,
  action: Action,
  token: string,
): ScriptView {
  return {
    action,
    computer: plane.machines.inItsExam(computer),
    roomName: plane.machines.roomName(computer),
    token,
    httpUrl: plane.serving.httpUrl,
    server: plane.serving.address,
    actionNamed: (name) => plane.machines.actionNamed(name),
  };
}

/**
 * Decides what the boot gets. With a task it is on disk before a byte of it leaves (`ready`): if the process dies while
 * it sends, the boot that asks again gets the same text, and whatever the script makes the machine ask for afterwards
 * proves that it arrived (`confirmByToken`). So no task is lost and none runs twice.
 */
function offer(
  plane: BootPlane,
  computer: Computer,
  boot: StoredBoot,
  { decision, action }: Decided,
  render: typeof textOf,
): StoredBoot {
  const offered: StoredBoot = {
    ...boot,
    actionId: action.id,
    actionName: action.name,
    taskId: decision.task?.id ?? null,
    reason: decision.reason,
    script: render(plane, computer, action, boot.token),
  };
  plane.recorder.change(offered);
  return offered;
}

/**
 * The last byte was handed over: the boot keeps its text, and its task is executed. That is noted at once, since the
 * machine's next request may be here before the task is stored, and then executes it first (`confirmByToken`).
 */
async function confirmServed(plane: BootPlane, computer: Computer, offered: StoredBoot): Promise<void> {
  const now = plane.recorder.newest(computer.id);
  if (now?.id !== offered.id) return;
  const served = now.script === null ? { ...offered, stage: now.stage } : now;
  const noted = plane.recorder.note(computer, served, {
    kind: 'script-served',
    actionId: served.actionId,
    actionName: served.actionName ?? '',
    taskId: served.taskId,
    reason: served.reason ?? 'global default',
    bytes: served.script?.length ?? 0,
    again: now.stage !== 'seen' && now.stage !== 'address' && now.stage !== 'loader',
  });
  if (noted.taskId === null || noted.historyId !== null) return;
  const current = (): StoredBoot => {
    const newest = plane.recorder.newest(computer.id);
    return newest?.id === noted.id ? newest : noted;
  };
  const execution = await plane.recorder.together(() => storeExecution(plane, computer, current()));
  const executed = tellExecution(plane, computer, current(), execution);
  if (executed.historyId !== null && plane.recorder.newest(computer.id)?.id === executed.id)
    plane.recorder.change(executed);
}

/** The connection broke before the end: the task stays, and the next question is decided anew. */
function takeBack(plane: BootPlane, computer: Computer, offered: StoredBoot): void {
  const now = plane.recorder.newest(computer.id);
  if (now?.id !== offered.id) return;
  const kept =
    now.historyId === null
      ? { ...now, actionId: null, actionName: null, taskId: null, reason: null, script: null }
      : now;
  plane.recorder.note(computer, kept, { kind: 'script-aborted', actionName: offered.actionName ?? '' });
}
