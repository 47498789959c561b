import { kernelAndInitrds, longestCommandLine } from './kernel-script.ts';
import type { ActionFile, ScriptContext, ScriptLines } from './kind.ts';
import { expandLine, templateValues } from './template.ts';

/**
 * The same Linux kernel as `kernelScript`, in the words of the GRUB that Debian signed (2.06, `grubnetx64.efi.signed`): it
 * takes its files by TFTP, and a kernel that Debian's key signed. What follows a line that fails is tried next, so the
 * lines are nested. A problem, when the command line names a setting of iPXE, which GRUB cannot fill in.
 */
export function grubKernelScript(
  context: ScriptContext,
  files: readonly ActionFile[],
  words: readonly string[],
): ScriptLines {
  const { kernel, initrds } = kernelAndInitrds(files);
  if (kernel === undefined) return { problem: 'It has no kernel' };
  const line = expandLine(words.map((word) => word.trim()).join(' '), templateValues(context));
  if ('problem' in line) return line;
  const unknown = /\$\{[^}]*\}?/.exec(line.text);
  if (unknown) return { problem: `Its command line names ${unknown[0]}, which only iPXE can fill in` };
  if (line.text.length > longestCommandLine)
    return { problem: `Its command line has ${line.text.length} characters, and a kernel takes ${longestCommandLine}` };
  const start = [`source ${context.grubUrl('started')}`, 'boot'];
  const loaded =
    initrds.length === 0 ? start : grubIf(['initrd', ...initrds.map((file) => urlOf(context, file))], start);
  return {
    lines: grubIf(['linux', urlOf(context, kernel), ...kernelWords(line.text).map(grubQuoted)], loaded),
  };
}

const urlOf = (context: ScriptContext, { slot, name }: ActionFile): string =>
  grubQuoted(context.grubUrl(`file/${context.actionId}/${slot}/${name.toLowerCase()}`));

function grubIf(command: readonly string[], then: readonly string[]): readonly string[] {
  return [`if ${command.join(' ')}; then`, ...then.map((line) => `  ${line}`), 'fi'];
}

/**
 * The words of a command line as the kernel tells them apart: double quotes keep blanks together (linux: lib/cmdline.c,
 * next_arg). They are left out here, because GRUB writes them itself around a word that holds a blank.
 */
export function kernelWords(line: string): readonly string[] {
  const words = line.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
  return words.map((word) => word.replaceAll('"', '')).filter((word) => word !== '');
}

/**
 * One word of a line of GRUB: between single quotes everything stands for itself (GRUB manual, “Quoting”), so that a
 * quote alone is written outside of them.
 */
export function grubQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
