import { z } from 'zod';
import type { PlainPhrase } from '../contract/model.ts';
import { shownWords } from '../ipxe/commands.ts';
import { faultText } from '../ipxe/fault.ts';
import { lintScript, refusals } from '../ipxe/lint.ts';
import { scriptLines, splitLine } from '../ipxe/tokens.ts';
import { defineKind, type ScriptContext, type ScriptLines } from './kind.ts';
import { startedBeacon } from './phrases.ts';
import { expandLines, templateValues, toAscii } from './template.ts';

const OwnScript = z.strictObject({
  text: z.string().superRefine((text, context) => {
    for (const fault of refusals(lintScript(text))) {
      const words = faultText(fault);
      const rule = { code: 'rule-script-line', line: fault.line, fault: words } satisfies PlainPhrase;
      context.addIssue({ code: 'custom', message: `line ${fault.line}: ${words}`, params: { rule } });
    }
  }),
});
type OwnScript = z.output<typeof OwnScript>;

/** A script that somebody wrote, with our variables filled in. */
export const ownScript = defineKind<OwnScript>({
  kind: 'script',
  title: 'Own iPXE script',
  description: `Runs a script of your own. \${name}, \${mac}, \${room}, \${seat}, \${server}, \${http} and the variables of the computer are filled in.`,
  parameters: OwnScript,
  script,
});

/** After these the boot loader is gone, or works for somebody else. */
const leaving: ReadonlySet<string> = new Set(['boot', 'imgexec', 'sanboot', 'chain', 'autoboot']);

/** An author who places `${started}` decides where the machine counts as started; else the lines that leave say it. */
function script({ text }: OwnScript, context: ScriptContext): ScriptLines {
  const lines = scriptLines(text).slice(1).map(spellShown);
  const reporting = text.includes(`\${started}`) ? lines : withBeacons(lines, startedBeacon(context));
  return expandLines(reporting, templateValues(context));
}

/** A comment is dropped to ASCII too: iPXE reads the bytes of all lines when it looks for a label. */
function spellShown(line: string): string {
  const { words } = splitLine(line);
  return words[0]?.startsWith('#') || shownWords.has(words[0] ?? '') ? toAscii(line) : line;
}

/** Puts the beacon before every line that leaves, behind its label so that a goto passes it too. */
function withBeacons(lines: readonly string[], beacon: readonly string[]): readonly string[] {
  return lines.flatMap((line, index) => {
    const { label, words } = splitLine(line);
    const continued = lines[index - 1]?.endsWith('\\') ?? false;
    if (continued || !leaving.has(words[0] ?? '')) return [line];
    return [...(label === null ? [] : [`:${label}`]), ...beacon, words.join(' ')];
  });
}
