import type { SecureBoot } from '../actions/kind.ts';
import type {
  Boot,
  BootFact,
  FirmwareKind,
  Hardware,
  LoaderFamily,
  Mode,
  ModelRemedy,
  ProxyStyle,
  Remedy,
} from '../contract/model.ts';

/**
 * What is tried on a machine after a failure that the journal has seen, one step at a time:
 *
 * - A loader that was fetched whole and went silent gives way to another one. A machine with Secure Boot does this with
 *   every loader that is not signed (measured with OVMF and Microsoft's keys), others with drivers that they do not get on
 *   with: so signed loaders come first, those of Debian where they can start what the machine is to boot, then iPXE with
 *   its own drivers, then an old iPXE.
 * - Beside another DHCP server, a machine that asks again and again, or takes its address and never asks for our file, is
 *   offered it the other way, and then together with an address of ours, where there is one to give.
 * - A machine whose large downloads stall gets them slowly, and then another loader.
 *
 * What helped stays, and counts for machines of the same model. When no loader did, the usual one is back, and no other is
 * tried until somebody says so.
 */
export const usual: Remedy = {
  loader: 'ipxe',
  loaderBy: 'usual',
  style: 'boot-file',
  styleBy: 'usual',
  pace: 'full',
  paceBy: 'usual',
  tried: [],
};

export interface RemedyView {
  readonly now: Remedy;
  /** The boot before the one that begins. */
  readonly before: Pick<Boot, 'stage' | 'script' | 'firmware'> | null;
  readonly mode: Mode;
  /** The usual iPXE has run on this machine before. */
  readonly ranBefore: boolean;
  readonly firmware: FirmwareKind;
  /** By which signed loaders what it is to boot can start. */
  readonly secureBoot: SecureBoot;
  /** Beside another server there is an address that we may give to this machine. */
  readonly canLend: boolean;
  /** Its large downloads stall. */
  readonly stalls: boolean;
  /** The loaders of the firmware folder. */
  readonly has: (file: string) => boolean;
}

/** The next step, or null: it goes on as it is. */
export function nextRemedy(view: RemedyView): Remedy | null {
  const { before, firmware, now } = view;
  if (!before || before.firmware !== firmware) return null;
  if (before.script !== null) return view.stalls ? nextPace(view) : null;
  if (before.stage === 'loader') return nextLoader(view);
  return before.stage === 'address' && view.mode === 'proxy' ? nextStyle(now, view.canLend) : null;
}

/** Slowly first; then other loaders, still slowly; when none of them helped, as usual for good. */
function nextPace(view: RemedyView): Remedy | null {
  const { now } = view;
  if (now.paceBy === 'hand' || now.paceBy === 'given up') return null;
  if (now.pace === 'full') return { ...now, pace: 'gentle', paceBy: 'learnt' };
  const next = now.loaderBy === 'hand' ? null : otherLoader(view, ['native', 'legacy']);
  return next ?? { ...now, loader: usual.loader, loaderBy: 'given up', pace: 'full', paceBy: 'given up' };
}

function nextLoader(view: RemedyView): Remedy | null {
  const { now, ranBefore } = view;
  const given = loaderOf(now, view);
  if (now.loaderBy === 'hand' || given !== now.loader) return null;
  if (now.loader === 'ipxe' && ranBefore) return null;
  const next = otherLoader(view, [...signedFor[view.secureBoot], 'native', 'legacy']);
  if (next) return next;
  return now.loader === 'ipxe' ? null : { ...now, loader: 'ipxe', loaderBy: 'given up', tried: triedNow(now) };
}

const triedNow = ({ tried, loader }: Remedy): LoaderFamily[] => [...new Set([...tried, loader])];

function otherLoader({ now, firmware, has }: RemedyView, order: readonly LoaderFamily[]): Remedy | null {
  const tried = triedNow(now);
  const next = order.find((family) => !tried.includes(family) && isThere(family, firmware, has));
  return next ? { ...now, loader: next, loaderBy: 'learnt', tried } : null;
}

/** Whether the firmware folder has all that a family needs. */
export function isThere(family: LoaderFamily, firmware: FirmwareKind, has: RemedyView['has']): boolean {
  return filesOf(family, firmware)?.every(has) ?? false;
}

/** The signed loaders by which an action can start, the better first. */
const signedFor = {
  debian: ['debian', 'ipxe-signed'],
  ipxe: ['ipxe-signed'],
  no: [],
} as const satisfies Record<SecureBoot, readonly LoaderFamily[]>;

/** It starts where Secure Boot is on. */
export const isSigned = (family: LoaderFamily): boolean => family === 'debian' || family === 'ipxe-signed';

/**
 * The loaders for this boot. Of a machine that was seen to need signed ones, what it is to boot says which; where there are
 * none that can start it the usual one is worth a try: a machine may have gone silent because somebody switched it off.
 */
export function loaderOf(
  { loader, loaderBy }: Remedy,
  { secureBoot, firmware, has }: Pick<RemedyView, 'secureBoot' | 'firmware' | 'has'>,
): LoaderFamily {
  if (!isSigned(loader) || (loaderBy !== 'learnt' && loaderBy !== 'model')) return loader;
  return signedFor[secureBoot].find((family) => isThere(family, firmware, has)) ?? 'ipxe';
}

const styles: readonly ProxyStyle[] = ['boot-file', 'boot-server', 'full-offer'];

/** The next of the ways in turn; it costs a machine that fails for another reason nothing. */
export function nextStyle(now: Remedy, canLend: boolean): Remedy | null {
  if (now.styleBy === 'hand') return null;
  const ways = canLend ? styles : styles.slice(0, 2);
  const style = ways[(ways.indexOf(now.style) + 1) % ways.length] ?? 'boot-file';
  return { ...now, style, styleBy: 'learnt' };
}

/** So many questions of one boot without a step forward: its offers were not taken. EDK2 asks four times. */
export const enoughQuestions = 3;

/** A smaller file that breaks off says nothing of a network driver, in bytes. */
const large = 8 * 1_048_576;

/**
 * How the last large download of a boot broke: `told`, when the machine itself gave up; `silent`, when nothing more was
 * heard of it, as also of one that somebody switched off.
 */
export function stallOf(facts: readonly BootFact[]): 'told' | 'silent' | null {
  const isBreak = (fact: BootFact): boolean =>
    fact.kind === 'file-failed' &&
    fact.protocol === 'http' &&
    fact.bytes !== null &&
    fact.bytes >= large &&
    fact.sent < fact.bytes &&
    (fact.why.code === 'http-machine-slow' || fact.why.code === 'http-closed-by-machine');
  const at = facts.findLastIndex(isBreak);
  if (at < 0) return null;
  const after = facts.slice(at + 1);
  if (after.some(({ kind }) => kind === 'file-sent' || kind === 'started' || kind === 'running')) return null;
  return facts.some(({ kind }) => kind === 'failed') ? 'told' : 'silent';
}

type Files = readonly [string, ...string[]];

/**
 * The files of each family by firmware, the one that is asked for first in front. `ipxe` uses the network driver of the
 * firmware, but for ARM, where there is one with its own drivers alone. Debian's shim asks for the GRUB of its architecture
 * beside itself; iPXE's shim for `ipxe.efi` in its own folder (ipxe/shim, README), so each architecture has one.
 */
const loaders: Readonly<Record<LoaderFamily, Partial<Record<FirmwareKind, Files>>>> = {
  ipxe: { bios: ['undionly.kpxe'], 'uefi-x64': ['snponly.efi'], 'uefi-arm64': ['ipxe-arm64.efi'] },
  native: { bios: ['ipxe.pxe'], 'uefi-x64': ['ipxe-amd64.efi'] },
  legacy: { bios: ['undionly-legacy.kpxe'], 'uefi-x64': ['snponly-legacy.efi'] },
  debian: { 'uefi-x64': ['shimx64.efi', 'grubx64.efi'], 'uefi-arm64': ['shimaa64.efi', 'grubaa64.efi'] },
  'ipxe-signed': {
    'uefi-x64': ['x86_64-sb/ipxe-shimx64.efi', 'x86_64-sb/ipxe.efi'],
    'uefi-arm64': ['arm64-sb/ipxe-shimaa64.efi', 'arm64-sb/ipxe.efi'],
  },
};

/** The files that a family needs on this firmware, the first one first; null: it has none for it. */
export function filesOf(family: LoaderFamily, firmware: FirmwareKind): Files | null {
  return loaders[family][firmware] ?? null;
}

/** What somebody decides of each part; null leaves it to itself, and what was learnt is forgotten. */
export interface RemedyWish {
  readonly loader?: LoaderFamily | null | undefined;
  readonly style?: ProxyStyle | null | undefined;
  readonly pace?: Remedy['pace'] | null | undefined;
}

export function byHand(now: Remedy, { loader, style, pace }: RemedyWish): Remedy {
  const by = <T>(wish: T | null): 'hand' | 'usual' => (wish === null ? 'usual' : 'hand');
  return {
    ...now,
    ...(loader === undefined ? {} : { loader: loader ?? usual.loader, loaderBy: by(loader), tried: [] }),
    ...(style === undefined ? {} : { style: style ?? usual.style, styleBy: by(style) }),
    ...(pace === undefined ? {} : { pace: pace ?? usual.pace, paceBy: by(pace) }),
  };
}

/** The model of a machine as its firmware names it, in small letters; null when it told no maker or no product. */
export function modelOf(hardware: Hardware | null): string | null {
  const { manufacturer, product } = hardware ?? {};
  return manufacturer && product ? `${manufacturer} ${product}`.toLowerCase() : null;
}

/** What a machine that has started teaches of its model; null: nothing that others do not do. */
export function lessonOf({ loader, loaderBy, style, styleBy, pace, paceBy }: Remedy): ModelRemedy | null {
  const lesson = {
    loader: loaderBy === 'learnt' ? loader : null,
    style: styleBy === 'learnt' ? style : null,
    pace: paceBy === 'learnt' ? pace : null,
  };
  return lesson.loader === null && lesson.style === null && lesson.pace === null ? null : lesson;
}

/** How a machine of the model is started of which nothing else is known. */
export function ofModel({ loader, style, pace }: ModelRemedy): Remedy {
  return {
    ...usual,
    ...(loader === null ? {} : { loader, loaderBy: 'model' as const }),
    ...(style === null ? {} : { style, styleBy: 'model' as const }),
    ...(pace === null ? {} : { pace, paceBy: 'model' as const }),
  };
}
