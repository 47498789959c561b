import { z } from 'zod';
import { actionFile, FilePath } from './files.ts';
import { HostName } from './host-name.ts';
import { type ActionFile, defineKind, type ScriptContext, type ScriptLines } from './kind.ts';
import { failureTail, retryHead, startedBeacon } from './phrases.ts';
import { refuse } from './refuse.ts';
import { wimbootName, wimbootScript } from './wimboot.ts';

const BootFile = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[\w.-]+(?:[\\/][\w.-]+)*$/, 'give the file as boot\\x64\\wdsnbp.com');

const Wds = z
  .strictObject({
    server: HostName,
    way: z.enum(['loader', 'wimboot']).default('loader'),
    bios: BootFile.default('boot\\x64\\wdsnbp.com'),
    uefi: BootFile.default('boot\\x64\\wdsmgfw.efi'),
    wim: FilePath.optional(),
    wimboot: FilePath.optional(),
  })
  .superRefine(({ way, wim }, context) =>
    refuse(context, way === 'wimboot' && wim === undefined ? { code: 'rule-wds-wim' } : null, 'wim'),
  );
type Wds = z.output<typeof Wds>;

/**
 * Hands the machine to Windows Deployment Services or to MDT behind it. With iPXE 2.0 the UEFI loader of WDS sees the
 * server 0.0.0.0 (ipxe issues 482 and 1716): the way round it is `wimboot`, which boots a copy of the server's own image
 * (MDT: LiteTouchPE_x64.wim) without its loaders, under BIOS too.
 */
export const wds = defineKind<Wds>({
  kind: 'wds',
  title: 'WDS or MDT',
  description:
    'Hands the machine to a WDS server. Under UEFI its loader does not find the server behind iPXE 2.0: the way “wimboot” boots a copy of its image (MDT: LiteTouchPE_x64.wim) instead.',
  parameters: Wds,
  fileParameters: ['wim', 'wimboot'],
  loaders: ({ way, wimboot }) => (way === 'wimboot' && wimboot === undefined ? [wimbootName] : []),
  files,
  script: (parameters, context, found) =>
    parameters.way === 'wimboot' ? wimbootScript(context, found, { options: '' }) : loaderScript(parameters, context),
});

function files({ way, wim, wimboot }: Wds): readonly ActionFile[] {
  if (way === 'loader' || wim === undefined) return [];
  const own = wimboot === undefined ? [] : [{ ...actionFile('kernel', wimboot, []), name: wimbootName }];
  return [...own, { ...actionFile('wim', wim, []), name: 'boot.wim' }];
}

function loaderScript({ server, bios, uefi }: Wds, context: ScriptContext): ScriptLines {
  return {
    lines: [
      ...retryHead,
      ...startedBeacon(context),
      `set netX/next-server ${server} ||`,
      `iseq \${platform} pcbios || goto uefi`,
      `set netX/filename ${bios} ||`,
      `chain --autofree tftp://${server}/${bios} || goto failed`,
      'exit',
      ':uefi',
      `iseq \${version} 2.0.0 && goto faulty ||`,
      ':chain_uefi',
      ...['netX.dhcp', 'proxydhcp'].flatMap((place) => [
        `set ${place}/next-server ${server} ||`,
        `set ${place}/filename ${uefi} ||`,
      ]),
      `chain --autofree tftp://${server}/${uefi} || goto failed`,
      'exit 1',
      ':faulty',
      'echo Rollcall: behind iPXE 2.0 the UEFI loader of WDS looks for the server 0.0.0.0',
      'echo Choose the way wimboot in this action instead; trying in 10 seconds',
      'sleep 10 ||',
      'goto chain_uefi',
      ...failureTail(context),
    ],
  };
}
