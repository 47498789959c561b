/** What `${…}` can name (ipxe: src/core/settings.c and the groups of settings of each part). */

/** Filled in by Rollcall before the machine sees the script. */
export const filledIn = [
  'name',
  'mac',
  'room',
  'seat',
  'server',
  'http',
  'action',
  'started',
  'running',
  'failed',
] as const;
export type FilledIn = (typeof filledIn)[number];

/** Known to the boot loader itself: of the machine, its build and its lease. */
export const settingNames = [
  'asset',
  'board-serial',
  'buildarch',
  'busid',
  'cpumodel',
  'cpuvendor',
  'cwduri',
  'cwuri',
  'dhcp-server',
  'dns',
  'domain',
  'errno',
  'filename',
  'gateway',
  'hostname',
  'ip',
  'keymap',
  'manufacturer',
  'memsize',
  'net0/chip',
  'net0/dhcp-server',
  'net0/gateway',
  'net0/ip',
  'net0/mac',
  'net0/mac:hexhyp',
  'net0/netmask',
  'netX/ip',
  'netX/mac',
  'netX/mac:hexhyp',
  'netmask',
  'next-server',
  'password',
  'platform',
  'product',
  'proxydhcp/next-server',
  'root-path',
  'serial',
  'sysmac',
  'syslog',
  'syslogs',
  'unixtime',
  'user-class',
  'username',
  'uuid',
  'vendor-class',
  'version',
] as const;
export type SettingName = (typeof settingNames)[number];

/** Settings of these names exist in further groups (`net1/ip`, `smbios/…`), or without a group. */
const bareNames: ReadonlySet<string> = new Set([
  ...settingNames.filter((name) => !name.includes('/')),
  ...['chip', 'mac', 'ifname', 'linktype', 'mtu', 'priority', 'scriptlet', 'trust', 'cert', 'crosscert', 'priv', 'key'],
  ...['skip-san-boot', 'san-filename', 'initiator-iqn', 'use-cached', 'no-pxedhcp', 'reuse-username', 'reuse-password'],
  ...['peerhost', 'dmesg', 'size', 'lasterror', 'vram', 'tls', 'mtftp', 'bios-version', 'family', 'sku'],
]);

/** Types that a setting can be written in: `${net0/mac:hexhyp}`. */
export const settingTypes = [
  'string',
  'uristring',
  'ipv4',
  'ipv6',
  'int8',
  'int16',
  'int32',
  'uint8',
  'uint16',
  'uint32',
  'hex',
  'hexhyp',
  'hexraw',
  'base64',
  'uuid',
  'guid',
  'busdevfn',
] as const;

/** Whether the boot loader may know it without the script setting it: a setting, a group's, or a numbered option. */
export function isLoaderSetting(expression: string): boolean {
  const name = expression.replace(/:[a-z0-9]+$/i, '');
  if (bareNames.has(name)) return true;
  return name.includes('/') || /^\d+(\.\d+)*$/.test(name);
}
