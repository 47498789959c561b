import { createHash } from 'node:crypto';
import type { ActionFile } from '../actions/kind.ts';
import { actionKind } from '../actions/kinds.ts';
import { scriptContext } from '../boot/script.ts';
import type { StoredBoot } from '../boot/stored-boot.ts';
import type { Action, Computer } from '../contract/model.ts';
import type { FileAnswer, HttpRequestFacts } from '../http/port.ts';
import type { BootPlane } from './boot-plane.ts';
import { answerImage } from './media-trees.ts';

/** What `/files/<action>/<slot>/<name>?boot=<token>` names. */
export interface FileQuestion {
  readonly actionId: number;
  readonly slot: string;
  readonly name: string;
  readonly token: string | null;
}

/** A file that an action needs, by its slot and its name; nothing else can be named. */
export function answerActionFile(
  plane: BootPlane,
  question: FileQuestion,
  request: HttpRequestFacts,
): FileAnswer | Promise<FileAnswer> {
  const action = plane.store.actions.byId(question.actionId);
  const kind = action ? actionKind(action.kind) : null;
  const parameters = action && kind?.parameters.safeParse(action.parameters);
  if (!action || !kind || !parameters?.success) return { kind: 'missing' };
  const files = kind.files(parameters.data);
  const file = files.find((each) => each.slot === question.slot && each.name === question.name);
  if (!file) return { kind: 'missing' };
  switch (file.source.kind) {
    case 'path':
      return { kind: 'path', path: file.source.path, name: file.name };
    case 'image':
      return answerImage(plane, file.source.image, file.source.inner, file.name, file.absent);
    case 'text':
      return answerText(plane, { action, files, file, source: file.source, token: question.token }, request);
  }
}

interface TextQuestion {
  readonly action: Action;
  readonly files: readonly ActionFile[];
  readonly file: ActionFile;
  readonly source: Extract<ActionFile['source'], { kind: 'text' }>;
  readonly token: string | null;
}

/** A text that is made for one machine goes to the boot that was given the action's script, and to nobody else. */
function answerText(plane: BootPlane, asked: TextQuestion, request: HttpRequestFacts): FileAnswer {
  const boot = asked.token === null ? null : plane.recorder.byToken(asked.token);
  const computer = boot && plane.machines.byId(boot.computerId);
  if (!boot || !computer || boot.actionId !== asked.action.id) return { kind: 'missing' };
  if (asked.source.secret) {
    if (plane.addresses.macOf(request.client) !== computer.mac) return { kind: 'missing' };
    if (isOver(plane, boot) || plane.store.boots.hasSecret(boot.id, asked.file.slot)) return { kind: 'gone' };
  }
  const bytes = new TextEncoder().encode(textFor(plane, asked, boot, computer));
  if (asked.source.secret && request.method === 'GET') {
    plane.recorder.flush();
    plane.store.boots.giveSecret(boot.id, asked.file.slot);
  }
  return { kind: 'bytes', bytes, name: asked.file.name, etag: createHash('sha256').update(bytes).digest('hex') };
}

function textFor(
  plane: BootPlane,
  { action, files, source }: TextQuestion,
  boot: StoredBoot,
  computer: Computer,
): string {
  const view = {
    action,
    computer: plane.machines.inItsExam(computer),
    roomName: plane.machines.roomName(computer),
    token: boot.token,
    httpUrl: plane.serving.httpUrl,
    server: plane.serving.address,
  };
  return source.text(scriptContext(view, files));
}

/** The window of the task that gave the boot its action has passed. A default has none. */
function isOver(plane: BootPlane, boot: StoredBoot): boolean {
  const entry = plane.store.history.byBoot(boot.id);
  return entry !== null && plane.clock.now() >= entry.notAfter;
}

/** The secret file did not arrive whole: the same boot may ask for it again. */
export function takeBackSecret(plane: BootPlane, path: string, token: string | null): void {
  const [, place, , third, fourth] = path.split('/');
  const slot = place === 'tree' ? fourth : third;
  const boot = token === null ? null : plane.recorder.byToken(token);
  if (boot && slot) plane.store.boots.takeSecretBack(boot.id, slot);
}
