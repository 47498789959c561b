import { catalogue } from './catalogue.ts';
import { clientMenu } from './client-menu.ts';
import { clonezilla } from './clonezilla.ts';
import { debianInstaller } from './debian-installer.ts';
import { debianLive } from './debian-live.ts';
import { fog } from './fog.ts';
import { handOff } from './hand-off.ts';
import { hold } from './hold.ts';
import { inventory } from './inventory.ts';
import { ipxeShell } from './ipxe-shell.ts';
import type { ActionKind } from './kind.ts';
import { kiosk } from './kiosk.ts';
import { linux } from './linux.ts';
import { localDisk } from './local-disk.ts';
import { memtest } from './memtest.ts';
import { netbootXyz } from './netboot-xyz.ts';
import { ownScript } from './own-script.ts';
import { power } from './power.ts';
import { san } from './san.ts';
import { signage } from './signage.ts';
import { systemRescue } from './systemrescue.ts';
import { ubuntuLive } from './ubuntu-live.ts';
import { ubuntuServer } from './ubuntu-server.ts';
import { wds } from './wds.ts';
import { windowsSetup } from './windows-setup.ts';
import { winpe } from './winpe.ts';

export type { ActionFile, ActionKind } from './kind.ts';

/** Every kind of action, in the order in which a person is offered them. */
export const actionKinds: readonly ActionKind[] = [
  localDisk,
  winpe,
  windowsSetup,
  kiosk,
  catalogue,
  signage,
  debianLive,
  ubuntuLive,
  debianInstaller,
  ubuntuServer,
  systemRescue,
  clonezilla,
  memtest,
  linux,
  ownScript,
  ipxeShell,
  san,
  clientMenu,
  hold,
  power,
  inventory,
  netbootXyz,
  fog,
  wds,
  handOff,
];

/** The kind of that name, or null. */
export function actionKind(name: string): ActionKind | null {
  return actionKinds.find((candidate) => candidate.kind === name) ?? null;
}
