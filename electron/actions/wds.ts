import { z } from 'zod';
import { HostName } from './host-name.ts';
import { defineKind, type ScriptContext, type ScriptLines } from './kind.ts';
import { failureTail, retryHead, startedBeacon } from './phrases.ts';

const BootFile = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[\w.-]+(?:[\\/][\w.-]+)*$/, 'give the file as boot\\x64\\wdsnbp.com');

const Wds = z.strictObject({
  server: HostName,
  bios: BootFile.default('boot\\x64\\wdsnbp.com'),
  uefi: BootFile.default('boot\\x64\\wdsmgfw.efi'),
});
type Wds = z.output<typeof Wds>;

/**
 * Hands the machine to Windows Deployment Services or to MDT behind it. With iPXE 2.0 the UEFI loader of WDS sees the
 * server 0.0.0.0 (ipxe issues 482 and 1716): there the boot image goes through wimboot instead, as an action of Windows PE.
 */
export const wds = defineKind<Wds>({
  kind: 'wds',
  title: 'WDS or MDT',
  description:
    'Hands the machine to a WDS server. Under UEFI its loader does not find the server behind iPXE 2.0: make an action of the kind Windows PE with its boot image (LiteTouchPE_x64.wim) instead.',
  parameters: Wds,
  script,
});

function script({ server, bios, uefi }: Wds, context: ScriptContext): ScriptLines {
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
      'echo Boot its image by an action of the kind Windows PE instead; trying in 10 seconds',
      'sleep 10 ||',
      'goto chain_uefi',
      ...failureTail(context),
    ],
  };
}
