import type { Finding } from '../contract/diagnosis.ts';
import type { Phrase } from '../contract/model.ts';
import { patience } from './patience.ts';
import type { EventOf, Story } from './story.ts';
import { afterSilence, type Case, type Clue, finding } from './view.ts';

/** Two questions without an answer taken say as much as silence: the machine hears offers and asks on. */
const enoughQuestions = 3;

/** From its first question to the address. */
export function addressClues(of: Case): readonly Clue[] {
  const { story } = of;
  return [
    ...story.all('ignored').flatMap((event) => refused(story, event)),
    ...rangeFull(story),
    ...duplicateAddress(story),
    ...addressRefused(story),
    ...duplicateMac(of),
    ...offerClues(of),
  ];
}

/** What a machine was refused by DHCP counts until it gets on. */
function refused(story: Story, event: EventOf<'ignored'>): readonly Finding[] {
  const { id, fact } = event;
  if (fact.protocol === 'http') return keptWaiting(story, event);
  if (fact.protocol !== 'dhcp' || gotOn(story, id)) return [];
  const cause = refusal(fact.why);
  return cause ? [finding(cause, 'certain', [id])] : [];
}

/** It has its loader, which was told to wait or to go on to its disk. */
function keptWaiting(story: Story, { id, fact }: EventOf<'ignored'>): readonly Finding[] {
  if (story.after(id, 'script-served', 'running')) return [];
  switch (fact.why.code) {
    case 'unknown-waits':
      return story.after(id, 'ignored') ? [] : [finding({ code: 'waits-for-answer' }, 'certain', [id])];
    case 'unknown-waited':
      return [finding({ code: 'nobody-answered' }, 'certain', [id])];
    case 'unknown-left-to-disk':
      return [finding({ code: 'left-alone' }, 'certain', [id])];
    default:
      return [];
  }
}

/** It has an address from us, or came to us with that of another server. */
function gotOn(story: Story, id: number): boolean {
  const ours = story.all('address').some((event) => event.id > id && event.fact.by === 'rollcall');
  return ours || story.after(id, 'script-served', 'file-sent') !== null;
}

function refusal(why: Phrase): Finding['cause'] | null {
  switch (why.code) {
    case 'unknown-left-alone':
      return { code: 'left-alone' };
    case 'unknown-refused':
      return { code: 'refused-by-hand' };
    case 'handed-off':
    case 'handed-off-boot':
      return { code: 'handed-off' };
    case 'unknown-too-many':
      return { code: 'too-many-unknown' };
    case 'bios-by-http':
      return { code: 'bios-by-http' };
    case 'no-loader-ia32':
      return { code: 'loader-none', machine: 'ia32', architecture: null };
    case 'no-loader-arm32':
      return { code: 'loader-none', machine: 'arm32', architecture: null };
    case 'no-loader-raspberry':
      return { code: 'loader-none', machine: 'raspberry', architecture: null };
    case 'no-loader':
      return { code: 'loader-none', machine: 'other', architecture: why.architecture };
    case 'dhcp-relayed':
      return { code: 'relay-without-range', relay: why.relay };
    case 'dhcp-bootp':
      return { code: 'bootp-only' };
    case 'dhcp-other-offer':
      return { code: 'other-server-won', server: why.server };
    case 'answer-not-sent':
      return { code: 'answer-not-sent', detail: why.detail };
    default:
      return null;
  }
}

function rangeFull(story: Story): readonly Finding[] {
  const last = story.last('range-exhausted');
  if (!last || gotOn(story, last.id) || story.after(last.id, 'offer')) return [];
  return [
    finding(
      { code: 'range-full' },
      'certain',
      story.all('range-exhausted').map(({ id }) => id),
    ),
  ];
}

/** It may have got another address since: the other device is there all the same. */
function duplicateAddress(story: Story): readonly Finding[] {
  return story
    .all('declined')
    .map(({ id, fact }) =>
      finding(
        { code: 'duplicate-address', address: fact.address },
        story.after(id, 'address') ? 'possible' : 'certain',
        [id],
      ),
    );
}

function addressRefused(story: Story): readonly Finding[] {
  const naks = story.all('nak');
  const last = naks.at(-1);
  if (!last || story.after(last.id, 'address')) return [];
  const certainty = naks.length > 1 ? 'likely' : 'possible';
  return [finding({ code: 'address-refused', refusals: naks.length }, certainty, [...naks.map(({ id }) => id)])];
}

/** Two machines are told apart by what their firmwares call themselves (option 97); loaders may write it differently. */
function duplicateMac({ story, before }: Case): readonly Finding[] {
  const earlier = before && isNear(before.events, story.events) ? before.events : [];
  const asked = [...earlier, ...story.events].flatMap(({ id, fact }) =>
    fact.kind === 'discover' && fact.asks === 'firmware' && fact.uuid ? [{ id, uuid: fact.uuid }] : [],
  );
  const last = asked.at(-1);
  const other = last && asked.findLast(({ uuid }) => uuid !== last.uuid);
  return last && other ? [finding({ code: 'duplicate-mac' }, 'certain', [other.id, last.id])] : [];
}

/** Within ten minutes a board is not changed. */
function isNear(earlier: Story['events'], later: Story['events']): boolean {
  return (later[0]?.at ?? 0) - (earlier.at(-1)?.at ?? 0) < 10 * 60_000;
}

/** It was made an offer and has not taken it: by silence, or by asking again and again. */
function offerClues(of: Case): readonly Clue[] {
  const { story } = of;
  const offer = story.last('offer');
  if (!offer || story.events.some(({ id, fact }) => id > offer.id && isProgress(fact.kind))) return [];
  const given = story.all('address');
  const questions = story.all('discover').filter(({ fact }) => fact.asks !== 'system');
  if (isLoaderAsking(story, offer.id)) return [];
  const ids = [...questions.map(({ id }) => id), offer.id];
  const meaning = () => offerMeaning(of, offer, questions.length, ids);
  if (offer.fact.address !== null && given.some(({ id }) => id > offer.id)) return [];
  const firmware = questions.filter(({ fact }) => fact.asks !== 'ipxe').length;
  if (firmware >= enoughQuestions && given.length === 0) return meaning();
  return afterSilence(of, lastSign(story), patience.offer, meaning);
}

const lastSign = (story: Story): number => story.events.at(-1)?.at ?? 0;

const isProgress = (kind: string): boolean =>
  kind.startsWith('file-') ||
  kind.startsWith('script-') ||
  kind === 'started' ||
  kind === 'running' ||
  kind === 'failed';

/** The newest question was the loader's own: what it lacks is told with the loader. */
function isLoaderAsking(story: Story, offerId: number): boolean {
  const asked = story.all('discover').findLast(({ id }) => id < offerId);
  return asked?.fact.asks === 'ipxe' && story.loaderSent !== null;
}

function offerMeaning(
  { story, service, otherServers }: Case,
  offer: EventOf<'offer'>,
  questions: number,
  ids: readonly number[],
): readonly Finding[] {
  if (story.all('ignored').some(({ id, fact }) => id > offer.id && fact.why.code === 'dhcp-other-offer')) return [];
  if (offer.fact.address === null) return proxyMeaning(story, ids);
  const taken: Finding['cause'] = { code: 'offer-not-taken', questions };
  if (otherServers.length === 0 || service?.mode === 'proxy') return [finding(taken, 'likely', ids)];
  const both = { code: 'two-servers', servers: otherServers.join(', ') } as const;
  return [finding(both, 'likely', ids), finding(taken, 'possible', ids)];
}

function proxyMeaning(story: Story, ids: readonly number[]): readonly Finding[] {
  const address = story.last('address');
  return address
    ? [finding({ code: 'proxy-offer-ignored' }, 'likely', [...ids, address.id])]
    : [finding({ code: 'proxy-without-addresses' }, 'likely', ids)];
}
