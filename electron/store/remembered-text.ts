/** Texts that are remembered at most; there are as many as rows of a small table. */
const most = 256;

/**
 * Reads a JSON column once for each text that it holds. The value is shared by all who ask, so it must not be changed.
 * Nothing has to be told when a row changes: another text is another value.
 */
export function rememberText<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const held = known.get(text);
    if (held !== undefined) return held;
    const value = read(text);
    if (known.size >= most) known.clear();
    known.set(text, value);
    return value;
  };
}
