import type { FileAnswer, HttpRequestFacts } from '../http/port.ts';
import { answerActionFile } from './action-files.ts';
import { type BootPlane, computerAt } from './boot-plane.ts';
import { answerTree } from './media-trees.ts';

/** What `/tree/<action>/<token>/<inner>` names. */
export interface TreeQuestion {
  readonly actionId: number;
  readonly token: string;
  readonly inner: string;
}

/**
 * A text of the action whose slot and name are `inner`, else the file of its image. Systems that put a name or a
 * question mark behind the address that they are given (cloud-init, Porteus Kiosk) find their texts here.
 */
export async function answerActionTree(
  plane: BootPlane,
  { actionId, token, inner }: TreeQuestion,
  request: HttpRequestFacts,
): Promise<FileAnswer> {
  const text = await answerActionFile(plane, { actionId, slot: inner, name: inner, token }, request);
  return text.kind === 'missing' ? answerTree(plane, actionId, token, inner) : text;
}

/** A text of the action that the machine with the client's address was given last, at the root of the server. */
export function answerRootText(
  plane: BootPlane,
  name: string,
  request: HttpRequestFacts,
): FileAnswer | Promise<FileAnswer> {
  const computer = computerAt(plane, request.client);
  const boot = computer && plane.recorder.newest(computer.id);
  if (!boot?.actionId) return { kind: 'missing' };
  return answerActionFile(plane, { actionId: boot.actionId, slot: name, name, token: boot.token }, request);
}
