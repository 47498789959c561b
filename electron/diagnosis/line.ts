import { isBadCable } from '../contract/describe-numbers.ts';
import type { Finding } from '../contract/diagnosis.ts';
import type { Story, Transfer } from './story.ts';
import { finding } from './view.ts';

/** A file that is large enough to measure a link by, in bytes. */
const worthMeasuring = 20_000_000;

/**
 * What a link of 100 Mb/s carries of files: at most 11.8 MB/s beside the headers, and 10 or more when the machine takes
 * all that it gets. A slower stream has another reason, a faster one is proof of a faster link. In megabytes a second.
 */
const hundredMegabit = { least: 10, most: 12.2 } as const;

/** What is not right on the way, whether the machine boots or not. */
export function lineFindings(story: Story): readonly Finding[] {
  const sent = story.transfers.filter(({ end }) => end === 'sent');
  return [...slowLink(sent), ...badCable(sent)];
}

function slowLink(sent: readonly Transfer[]): readonly Finding[] {
  const large = sent.filter(({ bytes, milliseconds }) => (bytes ?? 0) >= worthMeasuring && (milliseconds ?? 0) > 0);
  const fastest = large.reduce<Transfer | null>((best, each) => (best && rate(best) >= rate(each) ? best : each), null);
  if (!fastest) return [];
  const { least, most } = hundredMegabit;
  if (rate(fastest) < least || rate(fastest) > most) return [];
  const megabytesPerSecond = Math.round(rate(fastest) * 10) / 10;
  return [finding({ code: 'slow-link', megabytesPerSecond }, 'possible', [fastest.lastId])];
}

/** Megabytes a second. */
const rate = ({ bytes, milliseconds }: Transfer): number => (bytes ?? 0) / (milliseconds ?? 1) / 1_000;

function badCable(sent: readonly Transfer[]): readonly Finding[] {
  const worst = sent.findLast(({ bytes, retransmitted }) => isBadCable(bytes ?? 0, retransmitted));
  if (!worst) return [];
  const { file, retransmitted: blocks, lastId } = worst;
  return [finding({ code: 'bad-cable', file, blocks }, 'possible', [lastId])];
}
