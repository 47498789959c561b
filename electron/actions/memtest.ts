import { z } from 'zod';
import { CommandLine } from './command-line.ts';
import { actionFile, FilePath, imageFile } from './files.ts';
import { InnerPath } from './image-paths.ts';
import { type ActionFile, defineKind, type ScriptContext, type ScriptLines } from './kind.ts';
import { failureTail, leaveToDisk, retryHead, startedBeacon } from './phrases.ts';
import { expandLine, templateValues } from './template.ts';

const Memtest = z
  .strictObject({
    image: FilePath.optional(),
    bios: z.string().max(1_024).default(''),
    uefi: z.string().max(1_024).default(''),
    cmdline: CommandLine.default(''),
  })
  .superRefine(({ image, bios, uefi }, context) => {
    if (bios === '' && uefi === '')
      context.addIssue({ code: 'custom', path: ['bios'], message: 'give the file for BIOS, for UEFI, or both' });
    for (const [name, path] of Object.entries({ bios, uefi })) {
      const checked = (image === undefined ? FilePath : InnerPath).safeParse(path);
      if (path !== '' && !checked.success)
        context.addIssue({ code: 'custom', path: [name], message: checked.error.issues[0]?.message ?? '' });
    }
  });
type Memtest = z.output<typeof Memtest>;

/** Memtest86+, whose files for BIOS and for UEFI are two. They are not signed: Secure Boot refuses the second. */
export const memtest = defineKind<Memtest>({
  kind: 'memtest',
  title: 'Memtest86+',
  description: 'Tests the memory of the machine until it is switched off. Secure Boot has to be off.',
  secureBoot: 'no',
  parameters: Memtest,
  fileParameters: ['image', 'bios', 'uefi'],
  files,
  script,
});

function files({ image, bios, uefi }: Memtest): readonly ActionFile[] {
  const found: ActionFile[] = [];
  for (const [slot, path] of Object.entries({ bios, uefi })) {
    if (path === '') continue;
    found.push(image === undefined ? actionFile(slot, path, found) : imageFile(slot, image, path, found));
  }
  return found;
}

function script({ cmdline }: Memtest, context: ScriptContext, needed: readonly ActionFile[]): ScriptLines {
  const bios = loadLines('bios', 'BIOS', cmdline, context, needed);
  if ('problem' in bios) return bios;
  const uefi = loadLines('uefi', 'UEFI', cmdline, context, needed);
  if ('problem' in uefi) return uefi;
  return {
    lines: [
      ...retryHead,
      `iseq \${platform} pcbios || goto uefi`,
      ...bios.lines,
      ':uefi',
      ...uefi.lines,
      ':loaded',
      ...startedBeacon(context),
      'boot || goto failed',
      ...failureTail(context),
    ],
  };
}

/** Loads the file for one firmware, or says that the action has none and goes on to the disk. */
function loadLines(
  slot: 'bios' | 'uefi',
  firmware: string,
  cmdline: string,
  context: ScriptContext,
  needed: readonly ActionFile[],
): ScriptLines {
  const file = needed.find((each) => each.slot === slot);
  if (file === undefined)
    return {
      lines: [`echo Rollcall: this action has no file for ${firmware}`, 'sleep 10 ||', ...ownLabels(leaveToDisk, slot)],
    };
  const line = `kernel --name ${file.name} ${context.fileUrl(slot)} ${cmdline.trim()}`.trimEnd();
  const command = expandLine(`${line} || goto failed`, templateValues(context));
  return 'problem' in command ? command : { lines: [command.text, 'goto loaded'] };
}

/** The end of a script is in it twice here, and a label once. */
function ownLabels(lines: readonly string[], slot: string): readonly string[] {
  return lines.map((line) => line.replaceAll('bios_disk', `${slot}_to_disk`));
}
