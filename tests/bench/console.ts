import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import { openBrowserIn } from '../e2e/console/browser.ts';
import { startHeadless } from '../e2e/console/headless.ts';
import { type MachineClass, openClass } from '../support/class.ts';
import { openLab } from '../support/lab.ts';
import { interactions } from './console-interactions.ts';
import { makeSchool, school } from './console-school.ts';
import { type Measure, under } from './measure.ts';
import { median } from './rounds.ts';

/**
 * `npm run bench:console -- [--minutes N]`: the console in Chromium with 1,000 seats in ten rooms, 100,000 lines of log
 * and real machines. Prints one line a measure. Needs root and a build.
 */
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const minutes = Number(values.minutes);

const page = new URL('../../out/renderer/', import.meta.url).pathname;

/** What the page loads at once: the scripts and styles that its document names. Kilobytes after gzip. */
function bundleSize(): Measure {
  const html = readFileSync(join(page, 'index.html'), 'utf8');
  const files = readdirSync(join(page, 'assets')).filter((file) => html.includes(file));
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(page, 'assets', file))).length, 0);
  return under('page bundle, gzip', bytes / 1_000, 700, 'kB');
}

async function firstPaint(look: Page, url: string): Promise<Measure> {
  const paints: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await look.goto('about:blank');
    await look.goto(`${url}#/room/1`);
    const paint = await look.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            const entry = list.getEntriesByName('first-contentful-paint')[0];
            if (entry) resolve(entry.startTime);
          }).observe({ type: 'paint', buffered: true });
        }),
    );
    await look.getByRole('gridcell').first().waitFor();
    paints.push(paint);
  }
  return under('first paint', median(paints), 1_000, 'ms');
}

/** Scrolls the log for 5 s; a frame that is late by more than half its time counts as dropped. */
async function scrolling(look: Page): Promise<Measure> {
  await look.getByRole('link', { name: 'Log', exact: true }).click();
  const area = look.getByRole('region', { name: 'Lines of the log' });
  await area.hover();
  await look.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    const step = (at: number): void => {
      frames.push(at);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  for (let wheel = 0; wheel < 150; wheel += 1) await look.mouse.wheel(0, wheel % 50 < 25 ? -240 : 240);
  const times = await look.evaluate(() => (window as unknown as { frames: number[] }).frames);
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const rate = 1_000 / (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length);
  const late = (100 * gaps.filter((gap) => gap > 25).length) / gaps.length;
  return {
    name: 'scrolling the log',
    value: `${rate.toFixed(0)} frames/s, ${late.toFixed(0)} % late`,
    target: '60 frames/s',
    met: rate > 58 && late < 5,
  };
}

/** From the order to a machine to send its DISCOVER to the frame in which its seat looks different; milliseconds. */
async function packetToPixel(look: Page, machines: MachineClass): Promise<Measure> {
  await look.goto(`${new URL(look.url()).origin}/#/room/1`);
  await look.locator('[data-seat="1.1"]').waitFor();
  const times: number[] = [];
  for (let number = 0; number < 20; number += 1) {
    const place = `${Math.floor(number / 10) + 1}.${(number % 10) + 1}`;
    const seen = look.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          const seat = document.querySelector(`[data-seat="${wanted}"]`);
          const observer = new MutationObserver(() => {
            observer.disconnect();
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
          });
          if (seat) observer.observe(seat, { attributes: true, attributeFilter: ['data-stage'] });
        }),
      place,
    );
    const sent = Date.now();
    await machines.machine(number).askForAddress();
    times.push((await seen) - sent);
  }
  return under('packet to pixel, median', median(times), 150, 'ms');
}

/** Boots machines so that about 200 facts a second happen, and reads the page's heap after a collection twice a minute. */
async function memory(look: Page, machines: MachineClass): Promise<readonly Measure[]> {
  const session = await look.context().newCDPSession(look);
  await session.send('Performance.enable');
  const end = Date.now() + minutes * 60_000;
  const load = { facts: 0 };
  const begin = Date.now();
  const boots = Array.from({ length: 8 }, (_, worker) => bootAgain(machines, worker, end, load, begin));
  const heaps: number[] = [];
  const halfMinute = 30_000;
  for (let at = begin + halfMinute; at <= end; at += halfMinute) {
    await look.waitForFunction((until) => Date.now() >= until, at, { timeout: 0, polling: 1_000 });
    heaps.push(await heapOf(session));
    process.stderr.write(`  ${heaps.length * 30} s: ${heaps.at(-1)?.toFixed(1)} MB, ${load.facts} facts\n`);
  }
  await Promise.all(boots);
  const [first = 0, last = 0] = [heaps[Math.min(1, heaps.length - 1)], heaps.at(-1)];
  const rate = load.facts / ((Date.now() - begin) / 1_000);
  return [
    { name: 'load', value: `${rate.toFixed(0)} facts/s`, target: '200 facts/s', met: rate > 180 },
    {
      name: `heap over ${minutes} min`,
      value: `${first.toFixed(1)} MB to ${last.toFixed(1)} MB`,
      target: 'flat (< 10 % more)',
      met: last < first * 1.1,
    },
  ];
}

/** Facts that a boot without its loader leaves: discover, offer, address, script, started, running. */
const factsOfBoot = 6;

async function bootAgain(
  machines: MachineClass,
  worker: number,
  end: number,
  load: { facts: number },
  begin: number,
): Promise<void> {
  for (let round = 0; Date.now() < end; round += 1) {
    const due = ((Date.now() - begin) / 1_000) * 200;
    if (load.facts > due) await pause(20);
    else {
      load.facts += factsOfBoot;
      const machine = machines.machine(worker * 12 + (round % 12));
      await machine.askForAddress();
      await machine.takeScript();
      await machine.reportStarted();
      await machine.reportRunning();
    }
  }
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1_000_000;
}

const lab = openLab();
const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
try {
  process.stderr.write(`${school.rooms} rooms, ${school.rooms * school.seats} seats, ${school.logLines} lines\n`);
  makeSchool(join(folder, 'rollcall.db'));
  const headless = await startHeadless(lab.server, folder);
  const chromium = await openBrowserIn(lab.server);
  const machines = openClass(lab);
  try {
    const look = await chromium.browser.newPage({ viewport: { width: 1_280, height: 800 } });
    const measures = [bundleSize(), await firstPaint(look, headless.url)];
    await look.goto(`${new URL(look.url()).origin}/#/start`);
    await look.getByRole('radio', { name: /room0/ }).check();
    await look.getByRole('button', { name: 'Start on room0' }).click();
    await look.getByRole('gridcell').first().waitFor();
    measures.push(...(await interactions(look)), await scrolling(look), await packetToPixel(look, machines));
    if (minutes > 0) measures.push(...(await memory(look, machines)));
    for (const { name, value, target, met } of measures)
      process.stdout.write(`${met ? 'met   ' : 'MISSED'} ${name.padEnd(44)} ${value.padEnd(26)} ${target}\n`);
    process.exitCode = measures.every(({ met }) => met) ? 0 : 1;
  } finally {
    await machines.close();
    await chromium.close();
    await headless.stop();
  }
} finally {
  lab.close();
  rmSync(folder, { recursive: true, force: true });
}
