import type { BootFact, FileRole, FirmwareKind, Stage } from '../contract/model.ts';
import type { BootBeginning, StoredBoot } from './stored-boot.ts';

export interface NewBoot {
  readonly id: number;
  readonly computerId: number;
  readonly token: string;
  readonly at: number;
  readonly firmware: FirmwareKind;
  readonly began: BootBeginning;
}

/** A boot at its first sign: nothing is decided yet. */
export function newBoot(first: NewBoot): StoredBoot {
  return {
    id: first.id,
    computerId: first.computerId,
    startedAt: first.at,
    lastEventAt: first.at,
    stage: 'seen',
    address: null,
    firmware: first.firmware,
    actionId: null,
    actionName: null,
    taskId: null,
    reason: null,
    script: null,
    failure: null,
    token: first.token,
    historyId: null,
    began: first.began,
  };
}

/**
 * The boot after one more fact. The stage only moves forward, or to `failed`; from there only the machine's own word
 * that it got on after all (its script asked again, started, running) takes it further.
 */
export function applyFact(boot: StoredBoot, fact: BootFact, at: number): StoredBoot {
  const seen = { ...boot, lastEventAt: Math.max(boot.lastEventAt, at) };
  switch (fact.kind) {
    case 'discover':
      return {
        ...seen,
        firmware: fact.firmware === 'unknown' ? seen.firmware : fact.firmware,
        stage: fact.asks === 'http-firmware' && seen.stage === 'started' ? 'seen' : seen.stage,
      };
    case 'address':
      return forward({ ...seen, address: fact.address }, 'address');
    case 'file-started':
    case 'file-progress':
      return isLoader(fact.role) ? seen : forward(seen, 'loading');
    case 'file-sent':
      return forward(seen, isLoader(fact.role) ? 'loader' : 'loading');
    case 'script-served':
      return revive(
        { ...seen, actionId: fact.actionId, actionName: fact.actionName, taskId: fact.taskId, reason: fact.reason },
        'script',
      );
    case 'started':
      return revive(seen, 'started');
    case 'running':
      return revive(seen, 'running');
    case 'failed':
      return { ...seen, stage: 'failed', failure: fact.why };
    case 'offer':
    case 'ignored':
    case 'nak':
    case 'declined':
    case 'released':
    case 'range-exhausted':
    case 'file-failed':
    case 'remedy':
    case 'script-aborted':
    case 'progress':
    case 'loader-line':
      return seen;
  }
}

function isLoader(role: FileRole): boolean {
  return role === 'loader' || role === 'autoexec';
}

const order: Readonly<Record<Exclude<Stage, 'failed'>, number>> = {
  seen: 0,
  address: 1,
  loader: 2,
  script: 3,
  loading: 4,
  started: 5,
  running: 6,
};

function forward(boot: StoredBoot, stage: Exclude<Stage, 'failed'>): StoredBoot {
  return boot.stage === 'failed' || order[boot.stage] >= order[stage] ? boot : { ...boot, stage };
}

function revive(boot: StoredBoot, stage: Exclude<Stage, 'failed'>): StoredBoot {
  return boot.stage === 'failed' ? { ...boot, stage, failure: null } : forward(boot, stage);
}

/** A sign of a machine that belongs to its newest boot, or begins a new one. */
export type BootSign =
  | { readonly kind: 'dhcp'; readonly asks: 'firmware' | 'http-firmware' | 'ipxe' | 'system' }
  | { readonly kind: 'script' };

const second = 1_000;
const minute = 60 * second;

/**
 * How long a boot may be quiet (milliseconds since its last event) before a sign counts as a new boot.
 *
 * - `firmware`: EDK2 and PXE ROMs ask at 4, 8, 16 and 32 s, so 60 s in all and some slack. A power cycle that is
 *   quicker than that and came no further than an address looks the same, and loses nothing.
 * - `nextEntry`: UEFI that was sent on to its disk goes through its boot order first, where "HTTP boot" often stands
 *   behind PXE: IPv6 PXE without an answer takes about a minute. It is the same start of the machine, so it gets the same
 *   script again and goes on once more.
 * - `ipxe`: a loader's start, its card's link coming up behind a switch with spanning tree (30-50 s) and its retries.
 * - `script`: a retry after a failed download; files that are still being fetched count as events.
 * - `system`: Windows finishing an update before it asks for an address.
 */
export const quietLimits = {
  firmware: 90 * second,
  nextEntry: 2 * minute,
  ipxe: 5 * minute,
  script: 10 * minute,
  system: 30 * minute,
} as const;

/**
 * Does this sign belong to the newest boot of the machine? False: it begins a new one, except a system's DHCP, which
 * never begins one (see `isRunningSign` for what it is).
 */
export function continuesBoot(newest: StoredBoot | null, sign: BootSign, at: number): boolean {
  if (newest === null) return false;
  // A clock that was set back by days must not keep a boot open for as long.
  const quiet = Math.abs(at - newest.lastEventAt);
  if (sign.kind === 'script')
    return quiet < quietLimits.script && newest.stage !== 'started' && newest.stage !== 'running';
  switch (sign.asks) {
    case 'firmware':
      return quiet < quietLimits.firmware && atMost(newest.stage, 'address');
    case 'http-firmware':
      if (newest.began === 'firmware' && newest.stage === 'started') return quiet < quietLimits.nextEntry;
      return quiet < quietLimits.firmware && atMost(newest.stage, 'address');
    case 'ipxe':
      return quiet < quietLimits.ipxe && atMost(newest.stage, 'loader');
    case 'system':
      return true;
  }
}

/** Is the DHCP question of an operating system the sign that this boot's system is running? */
export function isRunningSign(newest: StoredBoot | null, at: number): boolean {
  if (newest === null || at - newest.lastEventAt > quietLimits.system) return false;
  return newest.stage === 'script' || newest.stage === 'loading' || newest.stage === 'started';
}

function atMost(stage: Stage, limit: Exclude<Stage, 'failed'>): boolean {
  return stage !== 'failed' && order[stage] <= order[limit];
}
