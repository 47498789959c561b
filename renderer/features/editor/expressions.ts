import { readScript } from '../../../electron/ipxe/tokens.ts';

/** The names inside `${…}` in the order in which they come, each once; comments name nothing. */
export function expressionsIn(text: string): readonly string[] {
  const words = readScript(text).flatMap(({ commands }) => commands.flatMap((command) => command.words));
  const names = words.flatMap((word) => [...word.text.matchAll(/\$\{([^${}]+)\}/g)].map((match) => match[1]!));
  return [...new Set(names)];
}
