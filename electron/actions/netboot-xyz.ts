import { z } from 'zod';
import { defineKind, type ScriptContext, type ScriptLines } from './kind.ts';
import { failureTail, retryHead, startedBeacon } from './phrases.ts';
import { expandLine, templateValues } from './template.ts';

const NetbootXyz = z.strictObject({
  /** Where a mirror with `menu.ipxe` is: its address, or a folder of this computer; empty: the menu of the project. */
  mirror: z
    .string()
    .max(512)
    .regex(
      /^(?:|https?:\/\/[^\s/]\S*|(?:\/|[a-z]:[\\/]|\\\\)\P{Cc}+)$/iu,
      'give an address that begins with http:// or https://, or the whole path of a folder',
    )
    .default(''),
});
type NetbootXyz = z.output<typeof NetbootXyz>;

/** The menu of netboot.xyz: from the internet, or from a mirror inside the school. */
export const netbootXyz = defineKind<NetbootXyz>({
  kind: 'netboot-xyz',
  title: 'netboot.xyz',
  description: 'Opens the menu of netboot.xyz, from the internet or from a mirror of your own.',
  secureBoot: 'no',
  parameters: NetbootXyz,
  tree: ({ mirror }) => (isFolder(mirror) ? mirror : null),
  script,
});

const isFolder = (mirror: string): boolean => mirror !== '' && !/^https?:/i.test(mirror);

/** Stock iPXE for BIOS has no HTTPS, so plain HTTP is the second try. Whoever leaves the menu goes on to the disk. */
function script({ mirror }: NetbootXyz, context: ScriptContext): ScriptLines {
  const place = isFolder(mirror) ? context.treeUrl : mirror;
  const opened = place === '' ? online : offline(place.replace(/\/+$/, ''), context);
  if ('problem' in opened) return opened;
  return {
    lines: [...retryHead, ...startedBeacon(context), ...opened.lines, 'exit 1', ...failureTail(context)],
  };
}

const online = {
  lines: [
    'chain --autofree https://boot.netboot.xyz/menu.ipxe && goto left ||',
    'chain --autofree http://boot.netboot.xyz/menu.ipxe || goto failed',
    ':left',
  ],
};

/** The menus take what they download from `live_endpoint` (netboot.xyz: roles/netbootxyz/templates). */
function offline(mirror: string, context: ScriptContext): ScriptLines {
  const chain = expandLine(`chain --autofree ${mirror}/menu.ipxe || goto failed`, templateValues(context));
  const endpoint = expandLine(`set live_endpoint ${mirror}`, templateValues(context));
  if ('problem' in chain) return chain;
  if ('problem' in endpoint) return endpoint;
  return { lines: [endpoint.text, chain.text] };
}
