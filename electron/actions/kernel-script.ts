import type { ActionFile, ScriptContext, ScriptLines } from './kind.ts';
import { failureTail, retryHead, startedBeacon } from './phrases.ts';
import { expandLine, templateValues } from './template.ts';

/** COMMAND_LINE_SIZE of x86 kernels, without the zero at its end. */
export const longestCommandLine = 2_047;

/**
 * The script of a Linux kernel; the same text boots it under BIOS and under UEFI. Of the files the slot `kernel` is the
 * kernel and those whose slot begins with `initrd` are its first file systems, in this order; the system fetches the
 * others itself. Empty words are left out. A problem, when a value of the machine does not fit into the line.
 *
 * The EFI stub of a kernel finds its initrds by `initrd=` and the name that iPXE gives them; kernels from 5.8 on take
 * them from iPXE 2.x without it and then ignore it, and so does a BIOS boot. A command line that names its own stays.
 *
 * `shim` is the address of the shim that the kernel's distribution has signed; iPXE fetches it only where Secure Boot is on
 * and iPXE itself is signed (ipxe.org/cmd/shim), and an iPXE of 2019 does not know the command.
 */
export function kernelScript(
  context: ScriptContext,
  files: readonly ActionFile[],
  words: readonly string[],
  shim: string | null = null,
): ScriptLines {
  const { kernel, initrds } = kernelAndInitrds(files);
  if (kernel === undefined) return { problem: 'It has no kernel' };
  const command = kernelCommand(context, kernel, [...initrdWords(initrds, words), ...words]);
  if ('problem' in command) return command;
  return {
    lines: [
      ...retryHead,
      command.text,
      ...initrds.map(({ slot, name }) => `initrd --name ${name} ${context.fileUrl(slot)} || goto failed`),
      ...(shim === null ? [] : [`shim --timeout 10000 ${shim} ||`]),
      ...startedBeacon(context),
      'boot || goto failed',
      ...failureTail(context),
    ],
  };
}

/** The files of a Linux by their slots, in the order in which they are handed over. */
export function kernelAndInitrds(files: readonly ActionFile[]) {
  return {
    kernel: files.find(({ slot }) => slot === 'kernel'),
    initrds: files.filter(({ slot }) => slot.startsWith('initrd')),
  };
}

function initrdWords(initrds: readonly ActionFile[], words: readonly string[]): readonly string[] {
  const own = words.some((word) => /(?:^|\s)initrd=/.test(word));
  return own ? [] : initrds.map(({ name }) => `initrd=${name}`);
}

function kernelCommand(context: ScriptContext, kernel: ActionFile, words: readonly string[]) {
  const head = `kernel --name ${kernel.name} ${context.fileUrl(kernel.slot)}`;
  const parts = [head, ...words.map((word) => word.trim()).filter((word) => word !== ''), '|| goto failed'];
  const command = expandLine(parts.join(' '), templateValues(context));
  if ('problem' in command) return command;
  const length = command.text.length - head.length - ' || goto failed'.length - 1;
  return length <= longestCommandLine
    ? command
    : { problem: `Its command line has ${length} characters, and a kernel takes ${longestCommandLine}` };
}
