import { stat } from 'node:fs/promises';
import { actionKind } from '../actions/kinds.ts';
import type { PlainPhrase } from '../contract/model.ts';
import type { FileAnswer, HttpRequestFacts } from '../http/port.ts';
import { type BootPlane, computerAt } from './boot-plane.ts';
import { answerFolder } from './folder-tree.ts';

const isFolder = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isDirectory() === true;

/** A file inside an image, or inside the folder that stands for one, sent straight from the image's own bytes. `absent` says what it means that it is not there. */
export async function answerImage(
  { images }: Pick<BootPlane, 'images'>,
  image: string,
  inner: string,
  name: string,
  absent?: PlainPhrase,
): Promise<FileAnswer> {
  if (await isFolder(image)) {
    const found = await answerFolder(image, inner);
    return found.kind === 'missing' && absent !== undefined ? { kind: 'missing', why: absent } : found;
  }
  const opened = await images.open(image);
  if (opened.kind === 'closed') return { kind: 'missing', why: opened.why };
  const file = opened.tree.find(inner);
  if (file) return { kind: 'extents', path: image, extents: file.extents, name };
  return absent === undefined ? { kind: 'missing' } : { kind: 'missing', why: absent };
}

/** `/tree/<action>/<token>/<inner>`: for the boot that was given the action, any file of the image that it opens. */
export function answerTree(
  plane: BootPlane,
  actionId: number,
  token: string,
  inner: string,
): FileAnswer | Promise<FileAnswer> {
  const boot = plane.recorder.byToken(token);
  return boot?.actionId === actionId ? answerInner(plane, actionId, inner) : { kind: 'missing' };
}

/** The same for a system that cannot name its boot: the newest one of the machine with the client's address. */
export function answerRootTree(
  plane: BootPlane,
  inner: string,
  request: HttpRequestFacts,
): FileAnswer | Promise<FileAnswer> {
  const computer = computerAt(plane, request.client);
  const boot = computer && plane.recorder.newest(computer.id);
  return boot?.actionId ? answerInner(plane, boot.actionId, inner) : { kind: 'missing' };
}

async function answerInner(plane: BootPlane, actionId: number, inner: string): Promise<FileAnswer> {
  const action = plane.store.actions.byId(actionId);
  const kind = action && actionKind(action.kind);
  if (!action || !kind?.parameters.safeParse(action.parameters).success) return { kind: 'missing' };
  const root = kind.tree(action.parameters);
  if (root === null) return { kind: 'missing' };
  return answerImage(plane, root, inner, inner.split('/').at(-1) ?? inner);
}
