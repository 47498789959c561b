import { describe, expect, it } from 'vitest';
import { freeAddress } from '../../electron/engine/commands/cards.ts';
import { addressCommands } from '../../electron/network/card-address.ts';
import { commandText } from '../../electron/network/run-command.ts';

const given = { card: 'eth0', address: '10.77.0.1', prefix: 24, switchOn: false };
const texts = (platform: NodeJS.Platform, changes: Partial<typeof given> = {}) => {
  const { give, takeBack } = addressCommands(platform, { ...given, ...changes });
  return { give: give.map(commandText), takeBack: takeBack.map(commandText) };
};

describe('giving a card an address', () => {
  it('is two commands of iproute2 when the card is switched off, and one when it is on', () => {
    expect(texts('linux').give).toEqual(['ip address add 10.77.0.1/24 dev eth0']);
    expect(texts('linux', { switchOn: true })).toEqual({
      give: ['ip link set dev eth0 up', 'ip address add 10.77.0.1/24 dev eth0'],
      takeBack: ['ip address del 10.77.0.1/24 dev eth0', 'ip link set dev eth0 down'],
    });
  });

  it('leaves DHCP on beside it on Windows, and only until the computer starts again', () => {
    expect(texts('win32', { card: 'Ethernet 2', prefix: 20 })).toEqual({
      give: [
        'netsh interface ipv4 set interface "interface=Ethernet 2" dhcpstaticipcoexistence=enabled store=active',
        'netsh interface ipv4 add address "name=Ethernet 2" address=10.77.0.1 mask=255.255.240.0 store=active',
      ],
      takeBack: [
        'netsh interface ipv4 delete address "name=Ethernet 2" address=10.77.0.1 store=active',
        'netsh interface ipv4 set interface "interface=Ethernet 2" dhcpstaticipcoexistence=disabled store=active',
      ],
    });
  });

  it('is an alias on macOS', () => {
    expect(texts('darwin', { card: 'en5' })).toEqual({
      give: ['/sbin/ifconfig en5 alias 10.77.0.1 255.255.255.0'],
      takeBack: ['/sbin/ifconfig en5 -alias 10.77.0.1'],
    });
  });
});

it.each([
  ['the usual one', [], '10.77.0.1'],
  ['another when a card of this computer is in that network', [{ address: '10.0.0.7', prefix: 8 }], '172.27.77.1'],
])('the address that is proposed is %s', (_, taken, expected) => {
  expect(freeAddress(taken)).toBe(expected);
});
