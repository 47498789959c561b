import { z } from 'zod';
import type { PlainPhrase } from '../contract/model.ts';
import { actionFile, FilePath } from './files.ts';
import { type ActionFile, defineKind, type ScriptContext, type ScriptLines } from './kind.ts';
import { failureTail, retryHead, startedBeacon } from './phrases.ts';
import { expandLine, templateValues, valueProblem } from './template.ts';

/** x86 kernels take 2,047 characters (COMMAND_LINE_SIZE); what we add ourselves has to fit besides. */
const CommandLine = z
  .string()
  .max(1_800)
  .superRefine((text, context) => {
    const problem = valueProblem('cmdline', text.replaceAll('${', '('));
    if (problem === null) return;
    const message = problem.replace(`The variable \${cmdline}`, 'the command line');
    const rule = { code: 'rule-command-line', fault: message } satisfies PlainPhrase;
    context.addIssue({ code: 'custom', message, params: { rule } });
  });

const Linux = z.strictObject({
  kernel: FilePath,
  initrd: z.union([FilePath, z.array(FilePath).max(16)]).optional(),
  cmdline: CommandLine.default(''),
});
type Linux = z.output<typeof Linux>;

/** A Linux kernel with its initial file systems; the same script boots it under BIOS and under UEFI. */
export const linux = defineKind<Linux>({
  kind: 'linux',
  title: 'Linux kernel',
  description: 'Boots a Linux kernel with its initrd and a command line.',
  parameters: Linux,
  fileParameters: ['kernel', 'initrd'],
  files,
  script,
});

function files(parameters: Linux): readonly ActionFile[] {
  const initrds = typeof parameters.initrd === 'string' ? [parameters.initrd] : (parameters.initrd ?? []);
  const found: ActionFile[] = [actionFile('kernel', parameters.kernel, [])];
  for (const [index, path] of initrds.entries()) {
    found.push(actionFile(index === 0 ? 'initrd' : `initrd${index + 1}`, path, found));
  }
  return found;
}

/**
 * The EFI stub of a kernel finds its initrds by `initrd=` and the name that iPXE gives them; kernels from 5.8 on take
 * them from iPXE 2.x without it and then ignore it, and so does a BIOS boot. A command line that names its own stays.
 */
function script(parameters: Linux, context: ScriptContext, [kernel, ...initrds]: readonly ActionFile[]): ScriptLines {
  const ownInitrd = parameters.cmdline.split(/\s+/).some((word) => word.startsWith('initrd='));
  const words = ownInitrd ? [] : initrds.map(({ name }) => `initrd=${name}`);
  const line = ['kernel --name', kernel!.name, context.fileUrl('kernel'), ...words, parameters.cmdline.trim()];
  const command = expandLine(`${line.filter((word) => word !== '').join(' ')} || goto failed`, templateValues(context));
  if ('problem' in command) return command;
  return {
    lines: [
      ...retryHead,
      command.text,
      ...initrds.map(({ slot, name }) => `initrd --name ${name} ${context.fileUrl(slot)} || goto failed`),
      ...startedBeacon(context),
      'boot || goto failed',
      ...failureTail(context),
    ],
  };
}
