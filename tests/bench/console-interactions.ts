import type { Page } from 'playwright-core';
import { type Measure, under } from './measure.ts';

/** One thing that a person does, and what they then see: so many elements of a selector, with this text in them. */
interface Step {
  readonly act: () => Promise<unknown>;
  readonly shows: string;
  readonly count?: number;
  readonly text?: string;
}

/**
 * The slowest of five rounds. A step lasts from its input event to the frame that shows its effect; what the browser itself
 * measures of each event (Event Timing) counts as well, so that a frame that is held up later is not lost.
 */
async function interaction(look: Page, name: string, steps: readonly Step[]): Promise<Measure> {
  await look.evaluate(watchEvents);
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    for (const { act, shows, count = 1, text = '' } of steps) {
      const shown = look.evaluate(timeUntilShown, { shows, count, text });
      await look.waitForFunction(() => 'waitsForInput' in window);
      await act();
      times.push(await shown);
    }
  }
  await look.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  times.push(await look.evaluate(() => (window as unknown as { slowest: { duration: number } }).slowest.duration));
  return under(`interaction: ${name}`, Math.max(...times), 100, 'ms');
}

function watchEvents(): void {
  const slowest = { duration: 0 };
  Object.assign(window, { slowest });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) slowest.duration = Math.max(slowest.duration, entry.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
}

interface Wanted {
  readonly shows: string;
  readonly count: number;
  readonly text: string;
}

/** Runs in the page: milliseconds from the next press of a key or a button to the end of the frame that shows what is wanted. */
function timeUntilShown({ shows, count, text }: Wanted): Promise<number> {
  const shown = (): boolean => {
    const found = document.querySelectorAll(shows);
    return found.length === count && (found[0]?.textContent ?? '').includes(text);
  };
  return new Promise((resolve) => {
    const begin = ({ timeStamp }: Event): void => {
      for (const kind of ['click', 'keydown']) window.removeEventListener(kind, begin, { capture: true });
      Reflect.deleteProperty(window, 'waitsForInput');
      const look = (): void => {
        if (shown()) setTimeout(() => resolve(performance.now() - timeStamp));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    for (const kind of ['click', 'keydown']) window.addEventListener(kind, begin, { capture: true });
    Object.assign(window, { waitsForInput: true });
  });
}

/** What a technician does all day, in a room of 100 seats of a school of 1,000. */
export async function interactions(look: Page): Promise<readonly Measure[]> {
  const seat = (place: string) => look.locator(`[data-seat="${place}"]`);
  const press = (key: string) => () => look.keyboard.press(key);
  const link = (name: RegExp) => () => look.getByRole('link', { name }).first().click();
  const all = () => look.getByRole('button', { name: 'Select all seats' }).click();
  const selected = '[role="gridcell"][aria-selected="true"]';
  const found = '[role="dialog"] button';
  const dialog = '[role="dialog"]';
  return [
    await interaction(look, 'select a seat', [
      { act: () => seat('3.3').click(), shows: `${selected}[data-seat="3.3"]` },
      { act: () => seat('5.5').click(), shows: `${selected}[data-seat="5.5"]` },
    ]),
    await interaction(look, 'select all 100 and nothing', [
      { act: all, shows: selected, count: 100 },
      { act: press('Escape'), shows: selected, count: 0 },
    ]),
    await interaction(look, 'propose an action for 100 seats', [
      { act: all, shows: selected, count: 100 },
      { act: () => look.locator('[aria-keyshortcuts="1"]').click(), shows: '[data-proposal] [aria-live]' },
      { act: press('Escape'), shows: '[data-proposal]', count: 0 },
      { act: press('Escape'), shows: selected, count: 0 },
    ]),
    await interaction(look, 'another room', [
      { act: link(/^Room Room 2,/), shows: '[data-computer="101"]' },
      { act: link(/^Room Room 1,/), shows: '[data-computer="1"]' },
    ]),
    await interaction(look, 'find in the palette', [
      { act: press('Control+k'), shows: `${dialog} input:focus` },
      { act: () => look.keyboard.type('PC-077'), shows: found, count: 8, text: 'PC-0770' },
      { act: press('7'), shows: found, text: 'PC-0777' },
      { act: press('Escape'), shows: dialog, count: 0 },
    ]),
    await interaction(look, 'to the log and back', [
      { act: link(/^Log$/), shows: '[aria-label="Lines of the log"]' },
      { act: link(/Room/), shows: '[data-computer="1"]' },
    ]),
  ];
}
