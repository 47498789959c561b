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
  const each = (measure: (field: Field, server: Running) => Promise<Sample>) =>
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

async function whileServing(
  field: Field,
  start: Start,
  measure: (field: Field, server: Running) => Promise<Sample>,
): Promise<Sample> {
  const server = await start(field);
  try {
    return await measure(field, server);
  } finally {
    await server.stop();
  }
}

const lowest = 500;
const highest = 60_000;
const seconds = 3;

/**
 * The highest rate at which less than 1 % of the questions stay without answer: up by half until that fails twice,
 * then three steps between the last two. Every try begins with machines that the server has not seen.
 */
async function sustainedRate(field: Field, server: Running): Promise<Sample> {
  const before = server.processorSeconds();
  let tries = 0;
  let exchanges = 0;
  let best = 0;
  const keeps = async (rate: number): Promise<boolean> => {
    for (const _twice of [1, 2]) {
      const drops = await exchange(field, rate, tries);
      tries += 1;
      exchanges += rate * seconds;
      if (drops >= 1) continue;
      best = rate;
      return true;
    }
    return false;
  };
  let failing = lowest;
  while (failing < highest && (await keeps(failing))) failing = Math.round(failing * 1.5);
  for (let fine = 0; fine < 3; fine += 1) {
    const rate = Math.round((best + failing) / 2);
    if (!(await keeps(rate))) failing = rate;
  }
  const each = ((server.processorSeconds() - before) / exchanges) * 1_000_000;
  return { value: best, note: `${each.toFixed(0)} µs of processor each` };
}

/** perfdhcp at one rate: drops in per cent, of the question that lost more. */
async function exchange(field: Field, rate: number, block: number): Promise<number> {
  const machines = Math.min(6_000, rate * seconds);
  const mac = `mac=00:0c:${block.toString(16).padStart(2, '0')}:00:00:00`;
  const words = ['-4', '-l', 'eth0', '-b', mac, '-r', String(rate), '-R', String(machines)];
  const text = await field.client('perfdhcp', ...words, '-p', String(seconds), '-W', '500000', field.address);
  const drops = [...text.matchAll(/^drops ratio: ([\d.]+) %/gm)].map((found) => Number(found[1]));
  return drops.length === 0 ? 100 : Math.max(...drops);
}

async function oneInstant(field: Field): Promise<Sample> {
  const result = await field.node<PowerOnResult>('power-on.ts', field.card, '1000', '0', '0');
  const twice = result.givenTwice === 0 ? '' : `, ${result.givenTwice} addresses given twice`;
  return { value: result.last, note: `${result.served} served, ${result.askedTwice} asked twice${twice}` };
}
