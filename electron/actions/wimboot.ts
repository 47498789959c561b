import { z } from 'zod';
import { actionFile } from './files.ts';
import type { ActionFile, ScriptContext, ScriptLines } from './kind.ts';
import { failureTail, retryHead, startedBeacon } from './phrases.ts';

/**
 * What wimboot 2.9.0 does with the files that it is handed (its src/wimpatch.c): those of its own stay with it, every
 * other one appears in `\Windows\System32` of the booted image, flat, under the name that it was handed over by.
 */

/** wimboot stops at a 64th file; this leaves room for those of the boot manager and for the ones that are made. */
export const mostPicked = 48;

/** The file of the firmware folder: one for BIOS and for UEFI. */
export const wimbootName = 'wimboot';

const ownNames: ReadonlySet<string> = new Set([wimbootName, 'bootmgr', 'bootmgr.exe', 'bcd', 'boot.stl']);

/** Whether wimboot keeps the file for itself and the boot manager, instead of putting it into the image. */
export function isForBootManager(name: string): boolean {
  const lower = name.toLowerCase();
  return ownNames.has(lower) || /\.(?:wim|sdi|efi|ttf)$/.test(lower);
}

/** The last part of a path in the style of any system. */
export function lastPart(path: string): string {
  return path.replace(/^.*[\\/]/s, '');
}

/**
 * Why these files cannot be put into the image, or null. A name is one word of the script, and Windows looks files up
 * without regard to case.
 */
export function injectionProblem(paths: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of paths.map(lastPart)) {
    const lower = name.toLowerCase();
    if (isForBootManager(name))
      return `wimboot keeps ${name} for the boot manager: .wim, .sdi, .efi and .ttf files, bootmgr and BCD cannot be put into the image`;
    if (!/^[A-Za-z0-9_][A-Za-z0-9._-]{0,47}$/.test(name))
      return `${name.slice(0, 60)} has to be called by at most 48 letters, digits, dots, dashes and underscores`;
    if (seen.has(lower)) return `two files are called ${name}, and all of them land in one folder`;
    seen.add(lower);
  }
  return null;
}

/** Why these files do not belong to the boot manager, or null. */
export function bootFileProblem(paths: readonly string[]): string | null {
  const names = paths.map(lastPart);
  const foreign = names.find((name) => !isForBootManager(name) || /\.wim$/i.test(name) || name === wimbootName);
  if (foreign !== undefined)
    return `${foreign.slice(0, 60)} is no file of the boot manager: bootmgr, bootmgr.exe, BCD, boot.stl, .sdi, .efi and .ttf are`;
  if (!names.every((name) => /^[A-Za-z0-9_.-]{1,48}$/.test(name)))
    return 'a file of the boot manager is called by at most 48 letters, digits, dots, dashes and underscores';
  return new Set(names.map((name) => name.toLowerCase())).size < names.length ? 'two files have one name' : null;
}

const knownOptions: ReadonlySet<string> = new Set([
  'rawbcd',
  'rawwim',
  'gui',
  'linear',
  'quiet',
  'pause',
  'pause=quiet',
]);

/** Words for wimboot; it stops at one that it does not know (its src/cmdline.c). */
export const WimbootOptions = z
  .string()
  .max(80)
  .superRefine((text, context) => {
    const word = text.split(/\s+/).find((each) => each !== '' && !knownOptions.has(each));
    if (word === undefined) return;
    const known = [...knownOptions].join(', ');
    context.addIssue({ code: 'custom', message: `wimboot does not know ${word.slice(0, 24)}; it knows ${known}` });
  });

/** Files for the image and for the boot manager, in slots of their own: `file1`, `boot1`. */
export function handedOver(paths: readonly string[], stem: string, before: readonly ActionFile[]): ActionFile[] {
  const found: ActionFile[] = [];
  for (const [index, path] of paths.entries()) {
    const file = actionFile(`${stem}${index + 1}`, path, [...before, ...found]);
    found.push({ ...file, name: lastPart(path) });
  }
  return found;
}

/** What of wimboot's own the action chooses. */
export interface WimbootChoice {
  /** The image inside the WIM, from 1 on; the WIM's own boot index while none is given. */
  readonly index?: number | undefined;
  readonly options: string;
}

/**
 * The script of an action that boots by wimboot. The name stands twice in each line: `--name` is what wimboot reads
 * under UEFI, and the word at the end is what makes iPXE under BIOS write a name before the file's bytes (ipxe:
 * src/core/cpio.c).
 *
 * A secret file is given once. So secret ones come last, a broken one is asked for again at once, and what fails after
 * that does not run the script a second time.
 */
export function wimbootScript(
  context: ScriptContext,
  files: readonly ActionFile[],
  { index, options }: WimbootChoice,
): ScriptLines {
  const own = files.some(({ slot }) => slot === 'kernel');
  const words = [
    ...options.split(/\s+/).filter((word) => word !== ''),
    ...(index === undefined ? [] : [`index=${index}`]),
  ];
  const kernel = own ? context.fileUrl('kernel') : `${context.httpUrl}/${wimbootName}`;
  const handed = files.filter(({ slot }) => slot !== 'kernel');
  const open = handed.filter((file) => !isSecret(file)).map((file) => handOver(file, context));
  const secret = handed.filter(isSecret).map((file) => handOver(file, context));
  return {
    lines: [
      ...retryHead,
      `${['kernel --name', wimbootName, kernel, ...words].join(' ')} || goto failed`,
      ...open.map((line) => `${line} || goto failed`),
      ...(secret.length === 0 ? [] : ['set rollcall-again 1 ||']),
      ...secret.map((line) => `${line} || ${line} || goto failed`),
      ...startedBeacon(context),
      'boot || goto failed',
      ...failureTail(context),
    ],
  };
}

function handOver({ slot, name }: ActionFile, context: ScriptContext): string {
  return `initrd --name ${name} ${context.fileUrl(slot)} ${name}`;
}

function isSecret({ source }: ActionFile): boolean {
  return source.kind === 'text' && source.secret;
}
