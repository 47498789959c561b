import { z } from 'zod';
import { HostName } from './host-name.ts';
import { defineKind, type ScriptContext, type ScriptLines } from './kind.ts';
import { failureTail, retryHead, startedBeacon } from './phrases.ts';

const Fog = z.strictObject({
  server: HostName,
  /** How FOG learns of the machine. */
  way: z.enum(['post, else get', 'get', 'own loader']).default('post, else get'),
  folder: z
    .string()
    .max(100)
    .regex(/^(?:\/[\w.-]+)*$/, 'give the folder as /fog')
    .default('/fog'),
});
type Fog = z.output<typeof Fog>;

/** Hands the machine to a FOG server, which has its own tasks and images. */
export const fog = defineKind<Fog>({
  kind: 'fog',
  title: 'FOG',
  description:
    'Hands the machine to a FOG server. Its own loader, started by TFTP, asks the DHCP server for FOG: use it beside a DHCP server that names FOG.',
  secureBoot: 'no',
  parameters: Fog,
  script,
});

function script({ server, way, folder }: Fog, context: ScriptContext): ScriptLines {
  const own = way === 'own loader';
  const begin = own ? ownLoader(server) : byScript(`http://${server}${folder}/service/ipxe/boot.php`, way === 'get');
  return { lines: [...retryHead, ...startedBeacon(context), ...begin, 'exit 1', ...failureTail(context)] };
}

/**
 * What FOG's own `default.ipxe` sends. `params` is missing in stock builds for BIOS and in Debian's, where the script
 * goes on by GET: boot.php reads its values from either (FOGProject: packages/web/service/ipxe/boot.php).
 */
function byScript(url: string, get: boolean): readonly string[] {
  const values: readonly (readonly [string, string])[] = [
    ['mac0', '${netX/mac}'],
    ['arch', '${fog-arch}'],
    ['platform', '${platform}'],
    ['product', '${product:uristring}'],
    ['manufacturer', '${manufacturer:uristring}'],
    ['ipxever', '${version}'],
    ['filename', '${filename:uristring}'],
    ['sysuuid', '${uuid}'],
    ['mac1', '${net1/mac}'],
    ['mac2', '${net2/mac}'],
  ];
  const query = values.map(([name, value]) => `${name}=${value}`).join('&');
  const posted = values.map(([name, value]) => `param ${name} ${value.replace(':uristring', '')} ||`);
  return [
    'set fog-arch ${buildarch}',
    'iseq ${buildarch} i386 && cpuid --ext 29 && set fog-arch x86_64 ||',
    ...(get ? [] : ['params || goto get', ...posted, `chain --autofree ${url}##params && goto left || goto failed`]),
    ':get',
    `chain --autofree ${url}?${query} || goto failed`,
    ':left',
  ];
}

function ownLoader(server: string): readonly string[] {
  return [
    'set fog-file snponly.efi',
    'iseq ${platform} pcbios && set fog-file undionly.kkpxe ||',
    'iseq ${buildarch} arm64 && set fog-file arm64-efi/snponly.efi ||',
    `chain --autofree tftp://${server}/\${fog-file} || goto failed`,
  ];
}
