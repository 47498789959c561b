import type { CommandOutput, Preflight, Status } from '../../../electron/contract/api.ts';

import type { Phrase } from '../../../electron/contract/model.ts';

/** One point of what Start would do, by what it is about. */
export type Point =
  | {
      readonly kind: 'problem' | 'warning' | 'found';
      readonly phrase: Phrase;
      /** The commands that a button of this point would run. */
      readonly fix?: readonly string[];
    }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'range'; readonly count: number; readonly first: string; readonly last: string }
  | { readonly kind: 'no-range' }
  | { readonly kind: 'http'; readonly url: string }
  | { readonly kind: 'loaders'; readonly count: number };

export type Weight = 'stops' | 'mend' | 'fine';

export function weightOf(point: Point): Weight {
  if (point.kind === 'problem') return 'stops';
  return point.kind === 'warning' ? 'mend' : 'fine';
}

/** What a look at the network found, as points. */
export function foundPoints(found: Preflight | null): readonly Point[] {
  const kinds = { red: 'problem', amber: 'warning', green: 'found' } as const;
  return (found?.findings ?? []).map(({ level, what, fix }) => ({
    kind: kinds[level],
    phrase: what,
    ...(fix ? { fix: fix.commands } : {}),
  }));
}

/** What Start would do, by the settings and the card alone. */
export function pointsOf(preview: CommandOutput<'service.preview'>, firmware: Status['firmware']): readonly Point[] {
  const { problems, warnings, address, prefix, range, mode, httpUrl } = preview;
  const present = firmware.filter((file) => file.present).length;
  return [
    ...problems.map((phrase) => ({ kind: 'problem', phrase }) as const),
    ...warnings.map((phrase) => ({ kind: 'warning', phrase }) as const),
    ...(address === null ? [] : [{ kind: 'address', address: `${address}/${prefix}` } as const]),
    ...(range === null ? [] : [{ kind: 'range', ...range } as const]),
    ...(mode === 'full' ? [] : [{ kind: 'no-range' } as const]),
    ...(httpUrl === null ? [] : [{ kind: 'http', url: httpUrl } as const]),
    ...(present === 0 ? [] : [{ kind: 'loaders', count: present } as const]),
  ];
}
