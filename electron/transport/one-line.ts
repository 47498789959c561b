/**
 * Text from outside made fit for one line of a terminal or a message: control and format characters become spaces,
 * so that no escape sequence passes, and what is longer than `most` characters is cut with an ellipsis.
 */
export function oneLine(text: string, most: number): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
