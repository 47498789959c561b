import type { Ipv4 } from '../contract/model.ts';
import type { SystemCommand } from './run-command.ts';

/** What changes the system, and what takes it back, each in its order. */
export interface AddressCommands {
  readonly give: readonly SystemCommand[];
  readonly takeBack: readonly SystemCommand[];
}

export interface GivenAddress {
  readonly card: string;
  readonly address: Ipv4;
  /** Bits of the netmask. */
  readonly prefix: number;
  /** The card is switched off and has to be switched on; Linux alone. */
  readonly switchOn: boolean;
}

/**
 * How this system gives a card one more address until it is taken back or the computer starts again: iproute2; netsh,
 * which keeps an address from DHCP beside it since Windows 10 1703; ifconfig of macOS.
 */
export function addressCommands(platform: NodeJS.Platform, given: GivenAddress): AddressCommands {
  const { card, address, prefix } = given;
  switch (platform) {
    case 'win32': {
      const coexist = (how: string): SystemCommand => [
        'netsh',
        'interface',
        'ipv4',
        'set',
        'interface',
        `interface=${card}`,
        `dhcpstaticipcoexistence=${how}`,
        'store=active',
      ];
      const netsh: SystemCommand = ['netsh', 'interface', 'ipv4'];
      return {
        give: [
          coexist('enabled'),
          [...netsh, 'add', 'address', `name=${card}`, `address=${address}`, `mask=${maskOf(prefix)}`, 'store=active'],
        ],
        takeBack: [
          [...netsh, 'delete', 'address', `name=${card}`, `address=${address}`, 'store=active'],
          coexist('disabled'),
        ],
      };
    }
    case 'darwin':
      return {
        give: [['/sbin/ifconfig', card, 'alias', address, maskOf(prefix)]],
        takeBack: [['/sbin/ifconfig', card, '-alias', address]],
      };
    default: {
      const link = (state: string): SystemCommand[] =>
        given.switchOn ? [['ip', 'link', 'set', 'dev', card, state]] : [];
      return {
        give: [...link('up'), ['ip', 'address', 'add', `${address}/${prefix}`, 'dev', card]],
        takeBack: [['ip', 'address', 'del', `${address}/${prefix}`, 'dev', card], ...link('down')],
      };
    }
  }
}

/** `255.255.255.0` for 24. */
function maskOf(prefix: number): string {
  const bytes = [0, 8, 16, 24].map((before) => 256 - 2 ** (8 - Math.min(8, Math.max(0, prefix - before))));
  return bytes.join('.');
}
