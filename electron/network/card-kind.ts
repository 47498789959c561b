import type { CardKind, Mac } from '../contract/model.ts';

/** What the system tells of a card beside its name; null where it does not. */
export interface CardHints {
  readonly mac: Mac | null;
  /** What the system calls the device: `Intel(R) Ethernet Connection I219-LM`; Windows alone. */
  readonly description: string | null;
  readonly wireless: boolean;
  /** `DEVTYPE` of Linux: `bridge`, `vlan`, `wireguard`, `wlan`. */
  readonly deviceType: string | null;
  /** A TUN or TAP device of Linux. */
  readonly tunnel: boolean;
}

/** The first that fits. A name that a person can give away, as `vEthernet (Lab)`, goes by its beginning. */
const names: readonly (readonly [CardKind, RegExp])[] = [
  ['bluetooth', /bluetooth|^bnep\d|^pan\d/i],
  ['wsl', /\bwsl\b|^vethernet \(wsl/i],
  ['docker', /docker|^br-[0-9a-f]{12}$|^veth[0-9a-f]{4,}$|^(cni|podman|flannel|cali|lxcbr|lxdbr)[.\d-]*/i],
  ['hyper-v', /^vethernet|hyper-v|^default switch$/i],
  ['virtualbox', /virtualbox|^vboxnet\d/i],
  ['vmware', /vmware|^vmnet\d/i],
  [
    'vpn',
    /^(tun|tap|utun|wg|ppp|ipsec|zt|tailscale|nordlynx|proton)[\da-z-]*$|\bvpn\b|openvpn|wireguard|tap-windows|wintun|anyconnect|fortinet|zerotier|tailscale|globalprotect|wan miniport/i,
  ],
  ['bridge', /^(virbr|bridge)\d/i],
  [
    'virtual',
    /^(lo\d*|ifb|dummy|sit|ip6tnl|teql|gre|erspan|vnet|awdl|llw|anpi|ap\d|gif|stf)\d*|loopback|teredo|isatap|kernel debug/i,
  ],
  ['wifi', /wi-?fi|wlan|wireless|^wl[a-z0-9]*$|802\.11/i],
];

/** Addresses that a host gives to its own end of its virtual machines' networks; inside a machine they are others. */
const makers: readonly (readonly [CardKind, string])[] = [
  ['vmware', '00:50:56:c0:00:'],
  ['virtualbox', '0a:00:27:00:00:'],
];

/** What a card is, by its name and what the system tells of it; `wired` when nothing speaks against it. */
export function cardKind(name: string, { mac, description, wireless, deviceType, tunnel }: CardHints): CardKind {
  const named = (text: string): CardKind | undefined => names.find(([, pattern]) => pattern.test(text))?.[0];
  const maker = makers.find(([, prefix]) => mac?.startsWith(prefix))?.[0];
  const byDevice = deviceType === 'bridge' ? 'bridge' : tunnel || deviceType === 'wireguard' ? 'vpn' : undefined;
  const found = named(name) ?? (description === null ? undefined : named(description)) ?? maker ?? byDevice;
  if (found !== undefined && found !== 'wifi') return found;
  return wireless || found === 'wifi' ? 'wifi' : 'wired';
}
