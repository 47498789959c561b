import { z } from 'zod';
import { CommandLine } from './command-line.ts';
import { actionFile, FilePath } from './files.ts';
import { type ActionFile, defineKind } from './kind.ts';

const Linux = z.strictObject({
  kernel: FilePath,
  initrd: z.union([FilePath, z.array(FilePath).max(16)]).optional(),
  shim: FilePath.optional(),
  cmdline: CommandLine.default(''),
});
type Linux = z.output<typeof Linux>;

/** A Linux kernel with its initial file systems; the same script boots it under BIOS and under UEFI. */
export const linux = defineKind<Linux>({
  kind: 'linux',
  title: 'Linux kernel',
  description: 'Boots a Linux kernel with its initrd and a command line.',
  parameters: Linux,
  fileParameters: ['kernel', 'initrd', 'shim'],
  files,
  shim: ({ shim }, context) => (shim === undefined ? null : context.fileUrl('shim')),
  words: ({ cmdline }) => [cmdline],
});

function files(parameters: Linux): readonly ActionFile[] {
  const initrds = typeof parameters.initrd === 'string' ? [parameters.initrd] : (parameters.initrd ?? []);
  const found: ActionFile[] = [actionFile('kernel', parameters.kernel, [])];
  for (const [index, path] of initrds.entries()) {
    found.push(actionFile(index === 0 ? 'initrd' : `initrd${index + 1}`, path, found));
  }
  if (parameters.shim !== undefined) found.push(actionFile('shim', parameters.shim, found));
  return found;
}
