import type { FileAnswer, HttpRequestFacts } from '../http/port.ts';
import { answerActionFile } from './action-files.ts';
import type { BootPlane } from './boot-plane.ts';
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
