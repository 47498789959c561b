import { z } from 'zod';
import { CommandLine } from './command-line.ts';
import { FilePath, textFile } from './files.ts';
import { InnerPath, kernelFiles, treeAddress } from './image-paths.ts';
import { kernelScript } from './kernel-script.ts';
import type { ActionFile, ScriptContext, ScriptLines } from './kind.ts';
import { type KioskSettings, kioskConfig } from './kiosk-config.ts';

const withoutPxe =
  'this image was made without the PXE component: make it anew in the wizard of Porteus Kiosk with initrdpxe.xz among the additional components';

/** What every kind of a kiosk is told of its image. */
export const kioskImage = {
  image: FilePath,
  kernel: InnerPath.default('boot/vmlinuz'),
  initrd: InnerPath.default('boot/initrd.xz'),
  pxeInitrd: z
    .string()
    .max(512)
    .refine((path) => path !== '', withoutPxe)
    .refine((path) => path === '' || InnerPath.safeParse(path).success, 'give the place inside the image')
    .default('boot/pxelinux.cfg/initrdpxe.xz'),
  handSettings: z.boolean().default(true),
  cmdline: CommandLine.default('quiet'),
};

interface KioskImage {
  readonly image: string;
  readonly kernel: string;
  readonly initrd: string;
  readonly pxeInitrd: string;
  readonly handSettings: boolean;
  readonly cmdline: string;
}

/** The text that a kiosk asks its settings for, under the name that its address ends with. */
const settingsName = 'kiosk.conf';

/** The files of a kiosk: the kernel, its two first file systems, and its settings when it is to fetch them. */
export function kioskFiles(
  { image, kernel, initrd, pxeInitrd, handSettings }: KioskImage,
  settings: (context: ScriptContext) => KioskSettings,
): readonly ActionFile[] {
  const system = kernelFiles(image, kernel, [initrd, pxeInitrd]).map((file) => saidWhenAbsent(file, pxeInitrd));
  if (!handSettings) return system;
  const text = (context: ScriptContext): string =>
    kioskConfig(settings(context), context, treeAddress(context, settingsName));
  return [...system, textFile(settingsName, settingsName, text)];
}

/** An action that was made by hand names the component where an image without it has none. */
function saidWhenAbsent(file: ActionFile, pxeInitrd: string): ActionFile {
  const isComponent = file.source.kind === 'image' && file.source.inner === pxeInitrd;
  return isComponent ? { ...file, absent: { code: 'http-kiosk-no-pxe', file: pxeInitrd } } : file;
}

/**
 * The system fetches `/docs` and `/xzm` of its image from the root of `http_server`. It puts `?kiosk=` behind the
 * address of its settings, so that the boot's token stands inside the path.
 */
export function kioskScript(
  { handSettings, cmdline }: KioskImage,
  context: ScriptContext,
  files: readonly ActionFile[],
): ScriptLines {
  const host = context.httpUrl.replace(/^http:\/\//, '');
  return kernelScript(context, files, [
    `http_server=${host.includes(':') ? host : `${host}:80`}`,
    handSettings ? `kiosk_config=${treeAddress(context, settingsName)}` : '',
    cmdline,
  ]);
}
