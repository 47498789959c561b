import type { Finding } from '../contract/diagnosis.ts';
import { patience } from './patience.ts';
import type { EventOf } from './story.ts';
import { afterSilence, type Case, type Clue, finding } from './view.ts';

/** After the loader was left: what the started system does, or does not. */
export function systemClues(of: Case): readonly Clue[] {
  return [...silentSystem(of), ...toldInWords(of)];
}

/** Kinds that leave the machine to itself, or wait for a person: their silence means nothing. */
const leftToThemselves: ReadonlySet<string> = new Set([
  'local-disk',
  'ipxe-shell',
  'memtest',
  'client-menu',
  'hold',
  'power',
  'inventory',
  'netboot-xyz',
  'fog',
  'wds',
  'hand-off',
]);

const isWindows = (kind: string | null): boolean => kind === 'winpe' || kind === 'windows-setup';
const isKiosk = (kind: string | null): boolean => kind === 'kiosk' || kind === 'signage';

function silentSystem(of: Case): readonly Clue[] {
  const { story, actionKind } = of;
  const started = story.last('started');
  if (!started || actionKind === null || leftToThemselves.has(actionKind)) return [];
  if (story.after(started.id, 'running', 'failed', 'script-served')) return [];
  if (isKiosk(actionKind)) return kioskClues(of, started);
  const since = story.events.at(-1)?.at ?? started.at;
  const waits = isWindows(actionKind) ? patience.windows : patience.kernel;
  return afterSilence(of, since, waits, () => silentMeaning(of, started));
}

/** A kiosk with the component asks for the files of its image as soon as its network is up. */
function kioskClues(of: Case, started: EventOf<'started'>): readonly Clue[] {
  const { story } = of;
  const fetched = story.transfers.findLast(({ firstId }) => firstId > started.id);
  const since = story.events.at(-1)?.at ?? started.at;
  if (fetched) return afterSilence(of, since, patience.kernel, () => [kernelSilent(of, [started.id, fetched.lastId])]);
  return afterSilence(of, since, patience.kiosk, () => [
    finding({ code: 'kiosk-without-pxe' }, 'likely', [...files(of), started.id]),
    { ...kernelSilent(of, [started.id]), certainty: 'possible' },
  ]);
}

const files = ({ story }: Case): readonly number[] =>
  story.transfers.flatMap(({ role, end, lastId }) =>
    end === 'sent' && (role === 'kernel' || role === 'initrd') ? [lastId] : [],
  );

function silentMeaning(of: Case, started: EventOf<'started'>): readonly Finding[] {
  const evidence = [...files(of), started.id];
  if (lacksBootData(of)) return [finding({ code: 'windows-without-bcd' }, 'likely', evidence)];
  if (isWindows(of.actionKind)) return [finding({ code: 'windows-without-network' }, 'likely', evidence)];
  if (of.actionKind === 'san') return [finding({ code: 'network-disk-lost' }, 'likely', evidence)];
  return [kernelSilent(of, evidence)];
}

/** A script of one's own may start what reports nothing, and without DHCP here a system's question is not heard. */
function kernelSilent({ boot, actionKind, service }: Case, evidence: readonly number[]): Finding {
  const unheard = actionKind === 'script' || service?.mode === 'off';
  return finding({ code: 'kernel-silent', action: boot.actionName ?? '' }, unheard ? 'possible' : 'likely', evidence);
}

/**
 * An own script that hands a boot manager over itself and no BCD beside it: wimboot takes both from the image only when
 * it is handed neither (wimboot 2.7.1).
 */
function lacksBootData({ boot }: Case): boolean {
  const script = boot.script ?? '';
  if (!/^\s*(?:kernel|chain|imgselect)\b.*wimboot/im.test(script) || !/\.wim\b/i.test(script)) return false;
  const has = (name: RegExp): boolean => name.test(script);
  return has(/^\s*(?:initrd|imgfetch|module)\b.*bootmgr/im) && !has(/^\s*(?:initrd|imgfetch|module)\b.*\bbcd\b/im);
}

/** What a system told of itself, in its own words; those of our installers are known. */
function toldInWords({ story, actionKind }: Case): readonly Finding[] {
  const failed = story.last('failed');
  if (!failed || story.after(failed.id, 'script-served', 'started', 'running')) return [];
  const words = failed.fact.why.trim();
  if (words === '' || /^0x[0-9a-f]{7,8}$/i.test(words)) return [];
  if (isWindows(actionKind)) {
    if (/curl/i.test(words)) return [finding({ code: 'windows-without-curl' }, 'certain', [failed.id])];
    return [
      finding({ code: 'windows-without-disk' }, 'likely', [failed.id]),
      finding({ code: 'told', words }, 'certain', [failed.id]),
    ];
  }
  return [finding({ code: 'told', words }, 'certain', [failed.id])];
}
