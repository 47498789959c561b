import type { Computer, Ipv4, LoaderFamily, Mac, PlainPhrase, Reason, Room, Task } from '../contract/model.ts';
import { type BootStep, type Client, isRaspberryPi } from './client.ts';
import { scriptUrl } from './firmware.ts';
import { filesOf } from './remedy.ts';
import { dueTask } from './tasks.ts';

/** What is known of the machine that asks; all of it null or empty for one that was never seen. */
export interface BootView {
  readonly computer: Computer | null;
  readonly room: Room | null;
  /** The tasks of this computer alone. */
  readonly tasks: readonly Task[];
  readonly globalDefaultActionId: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface BootDecision {
  readonly actionId: number;
  /** The task that decided; null when a default did. */
  readonly task: Task | null;
  readonly reason: Reason;
}

/** What does this machine boot? DHCP, TFTP and HTTP all ask here: the due task, else the nearest default. */
export function decideBoot(view: BootView): BootDecision {
  const task = dueTask(view.tasks, view.now);
  if (task !== null) return { actionId: task.actionId, task, reason: task.sessionKind === 'exam' ? 'exam' : 'task' };
  const own = view.computer?.defaultActionId ?? null;
  if (own !== null) return { actionId: own, task: null, reason: 'computer default' };
  const ofRoom = view.room?.defaultActionId ?? null;
  if (ofRoom !== null) return { actionId: ofRoom, task: null, reason: 'room default' };
  return { actionId: view.globalDefaultActionId, task: null, reason: 'global default' };
}

export interface BootStepView {
  readonly client: Client;
  readonly mac: Mac;
  /** `httpUrl` without a slash at its end. */
  readonly server: { readonly address: Ipv4; readonly httpUrl: string };
  readonly family: LoaderFamily;
  /** This boot has already fetched one of our loaders: it gets no second one. */
  readonly loaderGiven: boolean;
}

/**
 * What is this client told to load next? Firmware gets the loader for it, iPXE its script.
 *
 * Every iPXE, our own too, says "iPXE": handing a loader to one that can fetch the script by itself would go round
 * for ever. One that was built without HTTP gets ours, once a boot.
 */
export function bootStep(view: BootStepView): BootStep {
  const { client, mac, server } = view;
  switch (client.kind) {
    case 'system':
      return { kind: 'nothing', why: { code: 'system-asks' } };
    case 'ipxe':
      return client.http || view.loaderGiven
        ? { kind: 'script', url: scriptUrl(server.httpUrl, mac) }
        : loaderStep(view, client);
    case 'firmware':
      return loaderStep(view, client);
  }
}

function loaderStep(view: BootStepView, client: Exclude<Client, { kind: 'system' }>): BootStep {
  const family = client.kind === 'firmware' ? view.family : 'ipxe';
  const [file] = filesOf(family, client.firmware) ?? filesOf('ipxe', client.firmware) ?? [null];
  if (file === null) return { kind: 'nothing', why: noLoader(view.mac, client) };
  if (client.kind === 'ipxe' || client.transport === 'pxe') return { kind: 'loader', file, url: null };
  if (file.startsWith('shim')) return { kind: 'nothing', why: { code: 'signed-by-http' } };
  if (client.firmware === 'bios') return { kind: 'nothing', why: { code: 'bios-by-http' } };
  return { kind: 'loader', file, url: `${view.server.httpUrl}/${file}` };
}

function noLoader(mac: Mac, client: Exclude<Client, { kind: 'system' }>): PlainPhrase {
  switch (client.firmware) {
    case 'uefi-ia32':
      return { code: 'no-loader-ia32' };
    case 'uefi-arm32':
      return { code: 'no-loader-arm32' };
    default:
      if (isRaspberryPi(mac)) return { code: 'no-loader-raspberry' };
      return { code: 'no-loader', architecture: client.architecture };
  }
}
