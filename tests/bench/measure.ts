/** One line of a measurement, with what was wanted of it. */
export interface Measure {
  readonly name: string;
  readonly value: string;
  readonly target: string;
  readonly met: boolean;
}

export function under(name: string, value: number, limit: number, unit: string): Measure {
  return { name, value: `${value.toFixed(0)} ${unit}`, target: `< ${limit} ${unit}`, met: value < limit };
}
