import { z } from 'zod';
import type { PlainPhrase } from '../contract/model.ts';
import { actionFile } from './files.ts';
import type { ActionFile, ScriptContext, ScriptLines } from './kind.ts';
import { failureTail, retryHead, startedBeacon } from './phrases.ts';
import { refuse } from './refuse.ts';

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
function isForBootManager(name: string): boolean {
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
export function injectionProblem(paths: readonly string[]): PlainPhrase | null {
  const seen = new Set<string>();
  for (const name of paths.map(lastPart)) {
    const lower = name.toLowerCase();
    if (isForBootManager(name)) return { code: 'rule-wimboot-keeps', name: name.slice(0, 60) };
    if (!isWord(name)) return { code: 'rule-wimboot-name', name: name.slice(0, 60) };
    if (seen.has(lower)) return { code: 'rule-wimboot-twice', name };
    seen.add(lower);
  }
  return null;
}

/** Why these files do not belong to the boot manager, or null. */
export function bootFileProblem(paths: readonly string[]): PlainPhrase | null {
  const seen = new Set<string>();
  for (const name of paths.map(lastPart)) {
    const lower = name.toLowerCase();
    if (!isForBootManager(name) || lower.endsWith('.wim') || lower === wimbootName)
      return { code: 'rule-wimboot-not-boot', name: name.slice(0, 60) };
    if (!isWord(name)) return { code: 'rule-wimboot-name', name: name.slice(0, 60) };
    if (seen.has(lower)) return { code: 'rule-wimboot-twice', name };
    seen.add(lower);
  }
  return null;
}

function isWord(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,47}$/.test(name);
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
    const known = [...knownOptions].join(', ');
    refuse(context, word === undefined ? null : { code: 'rule-wimboot-option', name: word.slice(0, 24), known });
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
