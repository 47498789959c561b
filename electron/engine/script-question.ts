import { menuItems } from '../actions/client-menu.ts';
import { isInventory } from '../actions/inventory.ts';
import { newsScript, problemScript } from '../boot/script.ts';
import type { StoredBoot } from '../boot/stored-boot.ts';
import type { Action, Computer, Mac } from '../contract/model.ts';
import type { HttpRequestFacts, ScriptAnswer, ScriptQuestion } from '../http/port.ts';
import type { BootPlane } from './boot-plane.ts';
import { mayServe } from './boot-plane.ts';
import { confirmByToken } from './history-writer.ts';
import { answerScript, isOvertakenByExam, offered, textOf, tooOften, unheard } from './script-service.ts';

/**
 * Answers what a script that is running asks: whether there is something new, what comes next, or the entry of its menu
 * that was chosen. A token that is no longer of the machine's newest boot counts as a plain question for its script.
 */
export function answerQuestion(
  plane: BootPlane,
  mac: Mac,
  request: HttpRequestFacts,
  question: ScriptQuestion,
): ScriptAnswer {
  const boot = plane.recorder.byToken(question.token);
  const computer = boot && plane.machines.byId(boot.computerId);
  const owner = plane.addresses.grantedTo(request.client);
  const genuine = computer?.mac === mac && (owner === null || owner === mac) && mayServe(plane, computer) === true;
  if (!boot || !computer || !genuine)
    return question.kind === 'news' ? unheard(newsScript(true)) : answerScript(plane, mac, request);
  switch (question.kind) {
    case 'news':
      return answerNews(plane, plane.machines.seen(computer, 'unknown'), boot);
    case 'onward':
      return request.method === 'HEAD'
        ? answerScript(plane, mac, request)
        : answerOnward(plane, computer, boot, request);
    case 'choose':
      return isOvertakenByExam(plane, computer, boot)
        ? answerScript(plane, mac, request)
        : answerChoice(plane, computer, boot, question.actionId);
  }
}

/** A machine that waits by a task done once goes on waiting when that task is over: it waits for the next one. */
function answerNews(plane: BootPlane, computer: Computer, boot: StoredBoot): ScriptAnswer {
  const { decision, action } = plane.machines.decide(computer);
  if (decision.task !== null) return unheard(newsScript(decision.task.id !== boot.taskId));
  if (boot.taskId === null) return unheard(newsScript(action.id !== boot.actionId));
  return unheard(newsScript(plane.store.history.byBoot(boot.id)?.repeat !== 'once'));
}

/** What follows is a boot of its own, decided now. An inventory never follows an inventory, or it would not end. */
function answerOnward(plane: BootPlane, computer: Computer, boot: StoredBoot, request: HttpRequestFacts): ScriptAnswer {
  confirmByToken(plane, computer, boot);
  const done = actionOf(plane, boot);
  const decided = plane.machines.decide(computer);
  if (!plane.recorder.mayBegin(computer.id)) return unheard(tooOften());
  const next = plane.recorder.begin(computer, boot.firmware, 'request');
  if (!done || !isInventory(done) || !isInventory(decided.action)) return answerScript(plane, computer.mac, request);
  const otherwise = plane.machines.decideDefault(computer);
  if (isInventory(otherwise.action)) return unheard(problemScript('The inventory is done.'));
  return offered(plane, computer, next, otherwise);
}

/** The boot becomes one of the chosen action: its files and reports belong to it from now on. */
function answerChoice(plane: BootPlane, computer: Computer, asking: StoredBoot, actionId: number): ScriptAnswer {
  const chosen = plane.store.actions.byId(actionId);
  const menu = actionOf(plane, asking);
  const listed = menu ? menuItems(menu).some((name) => plane.machines.actionNamed(name) === actionId) : false;
  if (!chosen || !(listed || asking.actionId === actionId))
    return unheard(problemScript('The menu of this machine does not offer that any more. Restart this machine.'));
  const boot = confirmByToken(plane, computer, asking);
  const text = textOf(plane, computer, chosen, boot.token);
  plane.recorder.change({ ...boot, actionId, actionName: chosen.name, script: text });
  return {
    text,
    served: () => noteChoice(plane, computer, boot, chosen, text),
    aborted: () => takeBackChoice(plane, computer, boot, chosen),
  };
}

function actionOf(plane: BootPlane, boot: StoredBoot): Action | null {
  return boot.actionId === null ? null : plane.store.actions.byId(boot.actionId);
}

function noteChoice(plane: BootPlane, computer: Computer, boot: StoredBoot, chosen: Action, text: string): void {
  const now = plane.recorder.newest(computer.id);
  if (now?.id !== boot.id) return;
  plane.recorder.note(computer, now, {
    kind: 'script-served',
    actionId: chosen.id,
    actionName: chosen.name,
    taskId: boot.taskId,
    reason: boot.reason ?? 'global default',
    bytes: text.length,
    again: false,
  });
}

/** It did not arrive whole: the boot is at its menu again. */
function takeBackChoice(plane: BootPlane, computer: Computer, boot: StoredBoot, chosen: Action): void {
  const now = plane.recorder.newest(computer.id);
  if (now?.id !== boot.id) return;
  const { actionId, actionName, script } = boot;
  const back = { ...now, actionId, actionName, script };
  plane.recorder.note(computer, back, { kind: 'script-aborted', actionName: chosen.name });
}
