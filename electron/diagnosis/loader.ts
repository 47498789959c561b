import { percentOf } from '../contract/describe-numbers.ts';
import type { Finding } from '../contract/diagnosis.ts';
import type { BootFact, FirmwareKind } from '../contract/model.ts';
import { patience, sameStart } from './patience.ts';
import { Story, type Transfer } from './story.ts';
import { afterSilence, type Case, type Clue, finding } from './view.ts';

/** From the address to the script. */
export function loaderClues(of: Case): readonly Clue[] {
  const { story } = of;
  return [
    ...notAsked(of),
    ...story.transfers.flatMap((transfer) => brokenTftp(of, transfer)),
    ...noSuchFile(story),
    ...silentLoader(of),
    ...lastStart(of),
    ...runningLoader(of),
    ...secondCard(story),
  ];
}

const nameOf = (path: string): string => path.replace(/^.*\//, '');

/** It has its address from us and a boot file to load, and asks for none. */
function notAsked(of: Case): readonly Clue[] {
  const { story } = of;
  const address = story.last('address');
  const offer = story.all('offer').findLast(({ id }) => id < (address?.id ?? 0));
  const file = offer?.fact.bootFile ?? null;
  if (!address || !offer || file === null || address.fact.by !== 'rollcall' || isScript(file)) return [];
  if (story.events.some(({ id, fact }) => id > address.id && (fact.kind !== 'discover' || fact.asks === 'ipxe')))
    return [];
  return afterSilence(of, address.at, patience.loader, () => [
    finding({ code: 'loader-not-asked', file: nameOf(file) }, 'likely', [offer.id, address.id]),
  ]);
}

const isScript = (file: string): boolean => file.includes('.ipxe');

/** A transfer by TFTP that ended badly, and that no later try of the same file made good. */
function brokenTftp(of: Case, transfer: Transfer): readonly Clue[] {
  const { story } = of;
  const { protocol, file, end, lastId, lastAt } = transfer;
  if (protocol !== 'tftp' || end === 'sent' || story.hadLater(transfer)) return [];
  if (story.after(lastId, 'script-served', 'started', 'running')) return [];
  if (end === 'failed') return brokenMeaning(transfer);
  if (story.transfers.some((other) => other.file === file && other.firstId > transfer.firstId)) return [];
  return afterSilence(of, lastAt, patience.transfer, () => brokenMeaning(transfer));
}

function brokenMeaning({ file, sent, bytes, why, ids }: Transfer): readonly Finding[] {
  if (why?.code === 'tftp-broke-off')
    return [finding({ code: 'tftp-broken-off', file, words: why.words }, 'certain', ids)];
  if (why?.code === 'file-cannot-open' || why?.code === 'file-cannot-read')
    return [finding({ code: 'file-unreadable', file, error: why.error }, 'certain', ids)];
  const nothingArrived = why?.code === 'tftp-never-answered' || (why === null && sent === 0);
  return nothingArrived
    ? [finding({ code: 'tftp-blocked', file }, 'likely', ids)]
    : [finding({ code: 'tftp-broken', file, percent: percentOf(sent, bytes ?? sent * 2) }, 'likely', ids)];
}

/** Names that are tried and missing are no fault as long as the boot goes on by another. */
function noSuchFile(story: Story): readonly Finding[] {
  const missing = story
    .all('ignored')
    .flatMap(({ id, fact }) => (fact.why.code === 'tftp-not-there' ? [{ id, file: fact.why.name }] : []));
  const last = missing.at(-1);
  if (!last || story.after(last.id, 'file-sent', 'script-served', 'started', 'running')) return [];
  const same = missing.filter(({ file }) => file === last.file).map(({ id }) => id);
  return [finding({ code: 'tftp-no-such-file', file: last.file }, 'certain', same)];
}

/** It fetched its loader whole and was not heard of again; a firmware that asks anew has given it up. */
function silentLoader(of: Case): readonly Clue[] {
  const { story } = of;
  const sent = story.loaderSent;
  if (!sent || story.loaderRunsAfter(sent.lastId) || story.after(sent.lastId, 'file-failed')) return [];
  const again = story.after(sent.lastId, 'discover');
  const meaning = (more: readonly number[]) => silentMeaning(of, story, of.boot.firmware, sent, more);
  if (again) return meaning([again.id]);
  return afterSilence(of, story.events.at(-1)?.at ?? sent.lastAt, patience.firstSign, () => meaning([]));
}

/**
 * A firmware that gave a loader up goes on through its boot order, and its next question begins a new boot in the
 * journal: what stopped the machine is in the one before. The same question again may as well be somebody's restart.
 */
function lastStart(of: Case): readonly Finding[] {
  const { before, story } = of;
  const first = story.events[0];
  if (!before || !first || story.loaderRunsAfter(0)) return [];
  const earlier = new Story(before.events);
  const sent = earlier.loaderSent;
  if (!sent || first.at - sent.lastAt > sameStart || earlier.loaderRunsAfter(sent.lastId)) return [];
  const found = silentMeaning(of, earlier, before.boot.firmware, sent, [first.id]);
  const goesOn = asksOf(first.fact) !== asksOf(earlier.events[0]?.fact) || story.loaderSent !== null;
  return goesOn ? found : found.map((each) => ({ ...each, certainty: 'possible' }));
}

const asksOf = (fact: BootFact | undefined): string | null => (fact?.kind === 'discover' ? fact.asks : null);

function silentMeaning(
  { loaderRanBefore }: Case,
  story: Story,
  firmware: FirmwareKind,
  { file, ids }: Transfer,
  more: readonly number[],
): readonly Finding[] {
  const evidence = [...ids, ...more];
  const silent: Finding['cause'] = { code: 'loader-silent', file };
  const fits = firmwareOf(file);
  const machine = firmware === 'unknown' ? (fits ?? firmware) : firmware;
  if (fits !== null && fits !== machine)
    return [finding({ code: 'loader-other-architecture', file, firmware }, 'likely', evidence)];
  const signed = story.transfers.find((other) => other.end === 'sent' && isShim(other.file));
  if (signed && signed.file !== file)
    return [finding({ code: 'second-stage-refused', file }, 'likely', [...signed.ids, ...evidence])];
  if (!machine.startsWith('uefi') || signed) return [finding(silent, 'likely', evidence)];
  const secure: Finding['cause'] = { code: 'secure-boot', file };
  return loaderRanBefore
    ? [finding(silent, 'likely', evidence), finding(secure, 'possible', evidence)]
    : [finding(secure, 'likely', evidence), finding(silent, 'possible', evidence)];
}

const isShim = (file: string): boolean => /shim/i.test(file);

/** The firmware that a loader is for, by the names that such files have; null: the name does not tell. */
function firmwareOf(file: string): FirmwareKind | null {
  if (/\.(?:k?kpxe|pxe|0)$/i.test(file)) return 'bios';
  if (!/\.efi$/i.test(file)) return null;
  if (/arm64|aa64/i.test(file)) return 'uefi-arm64';
  if (/ia32|i386/i.test(file)) return 'uefi-ia32';
  return /arm32|arm\./i.test(file) ? 'uefi-arm32' : 'uefi-x64';
}

/** The loader runs; what keeps it from its script? */
function runningLoader(of: Case): readonly Clue[] {
  const { story } = of;
  const cut = story.last('script-aborted');
  if (story.after(cut?.id ?? 0, 'script-served', 'started', 'running', 'failed')) return [];
  if (cut)
    return afterSilence(of, story.events.at(-1)?.at ?? cut.at, patience.script, () => [
      finding({ code: 'script-cut' }, 'certain', [cut.id]),
    ]);
  const asked = story.all('discover').findLast(({ fact }) => fact.asks === 'ipxe') ?? null;
  const autoexec = story.transfers.findLast(({ role, end }) => role === 'autoexec' && end === 'sent') ?? null;
  const since = Math.max(asked?.id ?? 0, autoexec?.lastId ?? 0);
  if (since === 0 || story.all('ignored').some(({ id, fact }) => id > since && fact.protocol === 'http')) return [];
  const address = asked ? story.after(asked.id, 'address') : null;
  const evidence = [asked?.id, autoexec?.lastId, address?.id].filter((id) => id !== undefined);
  if (asked && !address && since === asked.id && !hasAddressElsewhere(story))
    return withoutAddress(of, asked.id, asked.at);
  return afterSilence(of, story.events.at(-1)?.at ?? 0, patience.script, () => [
    finding({ code: 'script-not-asked' }, 'likely', evidence),
  ]);
}

/** Beside another DHCP server an address that stays the same is told once: the loader may well have it. */
const hasAddressElsewhere = (story: Story): boolean =>
  story.last('offer')?.fact.address === null && story.last('address') !== null;

/** The loader asks for an address of its own and takes none; a loader in the card's ROM is told with the offer. */
function withoutAddress(of: Case, id: number, at: number): readonly Clue[] {
  const { story } = of;
  if (story.loaderSent === null || story.all('range-exhausted').some((event) => event.id > id)) return [];
  const offer = story.after(id, 'offer');
  return afterSilence(of, story.events.at(-1)?.at ?? at, patience.offer, () => [
    finding({ code: 'loader-no-address' }, 'likely', offer ? [id, offer.id] : [id]),
  ]);
}

function secondCard(story: Story): readonly Finding[] {
  const last = story.all('ignored').findLast(({ fact }) => fact.why.code === 'script-of-other');
  if (last?.fact.why.code !== 'script-of-other' || story.after(last.id, 'script-served')) return [];
  return [finding({ code: 'second-card', wanted: last.fact.why.wanted }, 'certain', [last.id])];
}
