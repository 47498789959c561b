import type { Field, Running } from './field.ts';
import type { PowerOnResult } from './power-on.ts';
import { against, type Finding, interleave, type Sample, within } from './rounds.ts';
import { freshFolder, startDnsmasq, startKea, startRollcall } from './servers.ts';

type Start = (field: Field) => Promise<Running>;

const servers: Readonly<Record<string, Start>> = {
  rollcall: (field) => startRollcall(field, freshFolder(field, 'data')),
  kea: startKea,
  dnsmasq: (field) => startDnsmasq(field),
};

/** DHCP: how many exchanges a second are kept up, and a school that powers on at once. */
export async function measureDhcp(field: Field, rounds: number): Promise<readonly Finding[]> {
  const each = (measure: (field: Field) => Promise<Sample>) =>
    Object.fromEntries(
      Object.entries(servers).map(([name, start]) => [name, () => whileServing(field, start, measure)]),
    );
  const sustained = await interleave(rounds, 'exchanges/s', each(sustainedRate));
  const instant = await interleave(rounds, 's', each(oneInstant));
  const ours = instant.find((figure) => figure.server === 'rollcall');
  const met =
    ours?.rounds.every((seconds) => seconds < 3) === true && /^(1000 served, 0 asked twice[; ]*)+$/.test(ours.note);
  return [
    against('DHCP, sustained exchanges/s with < 1 % drops', sustained, 'most', 1, ['kea']),
    within('1,000 machines in one instant: the last one served', instant, 'all, none asks twice, < 3 s', met),
  ];
}

async function whileServing(field: Field, start: Start, measure: (field: Field) => Promise<Sample>): Promise<Sample> {
  const server = await start(field);
  try {
    return await measure(field);
  } finally {
    await server.stop();
  }
}

const lowest = 250;
const seconds = 3;

/**
 * The highest rate at which less than 1 % of the questions stay without answer: up by half until that fails, then
 * three steps between the last two. Every rate begins with machines that the server has not seen.
 */
async function sustainedRate(field: Field): Promise<Sample> {
  let kept = 0;
  let failed = Number.POSITIVE_INFINITY;
  let reached = 0;
  let block = 0;
  for (let rate = lowest, fine = 0; fine < 3; ) {
    const { drops, exchanges } = await exchange(field, rate, block);
    block += 1;
    if (drops < 1) {
      kept = rate;
      reached = Math.max(reached, exchanges);
    } else failed = rate;
    if (failed === Number.POSITIVE_INFINITY) rate = Math.round(kept * 1.5);
    else {
      fine += 1;
      rate = Math.round((kept + failed) / 2);
    }
    if (rate > 60_000) break;
  }
  return { value: reached, note: `asked for ${kept}/s` };
}

/** perfdhcp at one rate: drops in per cent of both questions together, and exchanges a second that it saw through. */
async function exchange(field: Field, rate: number, block: number): Promise<{ drops: number; exchanges: number }> {
  const machines = Math.min(6_000, rate * seconds);
  const mac = `mac=00:0c:${block.toString(16).padStart(2, '0')}:00:00:00`;
  const words = ['-4', '-l', 'eth0', '-b', mac, '-r', String(rate), '-R', String(machines)];
  const text = await field.client('perfdhcp', ...words, '-p', String(seconds), '-W', '500000', field.address);
  const drops = [...text.matchAll(/^drops ratio: ([\d.]+) %/gm)].map((found) => Number(found[1]));
  const exchanges = Number(/^Rate: ([\d.]+)/m.exec(text)?.[1] ?? 0);
  return { drops: drops.length === 0 ? 100 : Math.max(...drops), exchanges };
}

async function oneInstant(field: Field): Promise<Sample> {
  const result = await field.node<PowerOnResult>('power-on.ts', field.card, '1000', '0', '0');
  const twice = result.givenTwice === 0 ? '' : `, ${result.givenTwice} addresses given twice`;
  return { value: result.last, note: `${result.served} served, ${result.askedTwice} asked twice${twice}` };
}
