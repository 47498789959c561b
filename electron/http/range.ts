/** What decides whether a client's copy is still good. Sizes in bytes. */
export interface Representation {
  readonly size: number;
  /** With its quotes; always strong. */
  readonly etag: string;
  /** Milliseconds since the epoch; null when the content has no date. */
  readonly modified: number | null;
}

/** The headers of RFC 9110 §13 and §14 as they came; undefined when absent. */
export interface Conditions {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly ifModifiedSince: string | undefined;
  readonly ifUnmodifiedSince: string | undefined;
}

/** How to answer: 200, 206 (both ends inclusive), 304, 412 or 416. */
export type Selection =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'precondition-failed' }
  | { readonly kind: 'unsatisfiable' };

/**
 * Chooses what of a file is sent, in the order of RFC 9110 §13.2.2. UEFI since edk2-stable202411 resumes with
 * `Range` and `If-Match`; curl with `Range` alone. Range counts for GET only (§14.2); more than one range in a
 * request gets the whole file, which §14.2 allows and no boot loader asks for.
 */
export function selectRange(method: 'GET' | 'HEAD', conditions: Conditions, file: Representation): Selection {
  if (!preconditionHolds(conditions, file)) return { kind: 'precondition-failed' };
  if (isUnchanged(conditions, file)) return { kind: 'not-modified' };
  if (method === 'HEAD' || conditions.range === undefined || !rangeStillApplies(conditions.ifRange, file)) {
    return { kind: 'whole' };
  }
  return readRange(conditions.range, file.size);
}

function preconditionHolds(conditions: Conditions, file: Representation): boolean {
  if (conditions.ifMatch !== undefined) return matches(conditions.ifMatch, file.etag, 'strong');
  const since = dateOf(conditions.ifUnmodifiedSince);
  return since === null || file.modified === null || seconds(file.modified) <= seconds(since);
}

function isUnchanged(conditions: Conditions, file: Representation): boolean {
  if (conditions.ifNoneMatch !== undefined) return matches(conditions.ifNoneMatch, file.etag, 'weak');
  const since = dateOf(conditions.ifModifiedSince);
  return since !== null && file.modified !== null && seconds(file.modified) <= seconds(since);
}

/** If-Range: a strong tag that is ours, or exactly our date (§13.1.5). Without it the range stands. */
function rangeStillApplies(ifRange: string | undefined, file: Representation): boolean {
  if (ifRange === undefined) return true;
  const text = ifRange.trim();
  if (text.startsWith('"')) return text === file.etag;
  const date = dateOf(text);
  return date !== null && file.modified !== null && seconds(date) === seconds(file.modified);
}

/** A list of tags, or `*`. The weak comparison passes over the mark `W/`, the strong one refuses such a tag. */
function matches(list: string, etag: string, comparison: 'strong' | 'weak'): boolean {
  if (list.trim() === '*') return true;
  const tags = list.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.some((tag) => tag === etag || (comparison === 'weak' && tag === `W/${etag}`));
}

/** One range of RFC 9110 §14.1.2. What is no valid single range is treated as absent. */
function readRange(text: string, size: number): Selection {
  const [, first, last] = /^\s*bytes\s*=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(text) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return { kind: 'whole' };
  if (first === '') return lastBytes(Number(last), size);
  const from = Number(first);
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < from) return { kind: 'whole' };
  return from < size ? { kind: 'part', first: from, last: to } : { kind: 'unsatisfiable' };
}

function lastBytes(count: number, size: number): Selection {
  if (count === 0 || size === 0) return { kind: 'unsatisfiable' };
  return { kind: 'part', first: Math.max(0, size - count), last: size - 1 };
}

function dateOf(text: string | undefined): number | null {
  if (text === undefined || !/^[A-Z][a-z]{2,8},? /.test(text.trim())) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** HTTP dates have whole seconds. */
function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000);
}
