/** One figure of one server, or of a server under one condition. */
export interface Figure {
  readonly server: string;
  /** `exchanges/s`, `MiB/s`, `s`, `ms`. */
  readonly unit: string;
  readonly median: number;
  readonly rounds: readonly number[];
  /** What else is worth reading in the table. */
  readonly note: string;
}

/** What a measure found: a question, the target in words, one figure a server, and whether the target is met. */
export interface Finding {
  readonly measure: string;
  readonly target: string;
  readonly figures: readonly Figure[];
  /** Ours against the one that it is compared with; null where the target is a plain number. */
  readonly ratio: number | null;
  readonly met: boolean;
}

/** What one server did in one round. */
export interface Sample {
  readonly value: number;
  readonly note?: string;
}

/** Measures every server once a round, in turns, so that what disturbs the machine disturbs all of them. */
export async function interleave(
  rounds: number,
  unit: string,
  servers: Readonly<Record<string, () => Promise<Sample>>>,
): Promise<readonly Figure[]> {
  const samples = new Map<string, Sample[]>(Object.keys(servers).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries(servers)) {
      const sample = await measure();
      samples.get(name)?.push(sample);
      process.stderr.write(`  ${name}: ${shown(sample.value)} ${unit} ${sample.note ?? ''}\n`);
    }
  }
  return [...samples].map(([server, taken]) => ({
    server,
    unit,
    median: median(taken.map((sample) => sample.value)),
    rounds: taken.map((sample) => sample.value),
    note: taken.map((sample) => sample.note ?? '').join('; '),
  }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle] ?? 0;
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Compares our figure with the best of the others: `most` is best for rates, `least` for times. */
export function against(
  measure: string,
  figures: readonly Figure[],
  best: 'most' | 'least',
  atLeast: number,
  peers: readonly string[] = figures.map((figure) => figure.server).filter((server) => server !== 'rollcall'),
): Finding {
  const ours = figures.find((figure) => figure.server === 'rollcall')?.median ?? 0;
  const others = figures.filter((figure) => peers.includes(figure.server)).map((figure) => figure.median);
  const other = best === 'most' ? Math.max(...others) : Math.min(...others);
  const ratio = best === 'most' ? ours / other : other / ours;
  return { measure, target: `≥ ${atLeast} × ${peers.join(', ')}`, figures, ratio, met: ratio >= atLeast };
}

/** Holds our figure against a number. */
export function within(measure: string, figures: readonly Figure[], target: string, met: boolean): Finding {
  return { measure, target, figures, ratio: null, met };
}

/** Lines for a person. */
export function tableOf(findings: readonly Finding[]): string {
  return findings
    .map(({ measure, target, figures, ratio, met }) => {
      const verdict = `${met ? 'reached' : 'MISSED'}${ratio === null ? '' : `, ratio ${ratio.toFixed(2)}`}`;
      const rows = figures.map(
        ({ server, median: value, unit, rounds, note }) =>
          `    ${server.padEnd(22)} ${shown(value).padStart(10)} ${unit.padEnd(12)} [${rounds.map(shown).join(', ')}] ${note}`,
      );
      return [`${measure}  (${target}): ${verdict}`, ...rows].join('\n');
    })
    .join('\n');
}

function shown(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 1 ? value.toFixed(2) : value.toFixed(4);
}
