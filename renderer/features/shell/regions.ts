/** The parts of the page that F6 goes through, in the order in which they stand in the document. */
const selector = 'header, nav, main, main section[aria-label], footer';

const focusable = 'a[href], button:not([disabled]), input:not([disabled]), [tabindex="0"]';

/** Moves the focus to the first control of the next (1) or the last (-1) region; round at the end. */
export function nextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>(selector)].filter(
    (region) => region.querySelector(focusable) !== null,
  );
  const here = regions.findLastIndex((region) => region.contains(document.activeElement));
  const next = regions.at((here + step + regions.length) % regions.length);
  next?.querySelector<HTMLElement>(focusable)?.focus();
}
