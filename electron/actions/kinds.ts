import { ipxeShell } from './ipxe-shell.ts';
import type { ActionKind } from './kind.ts';
import { linux } from './linux.ts';
import { localDisk } from './local-disk.ts';
import { ownScript } from './own-script.ts';
import { windowsSetup } from './windows-setup.ts';
import { winpe } from './winpe.ts';

export type { ActionFile, ActionKind } from './kind.ts';

/** Every kind of action, in the order in which a person is offered them. */
export const actionKinds: readonly ActionKind[] = [localDisk, winpe, windowsSetup, linux, ownScript, ipxeShell];

/** The kind of that name, or null. */
export function actionKind(name: string): ActionKind | null {
  return actionKinds.find((candidate) => candidate.kind === name) ?? null;
}
