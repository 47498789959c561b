import { describe, expect, it } from 'vitest';
import { readLinuxRoutes, readMacRoutes, readWindowsRoutes } from '../../electron/network/gateway.ts';
import { readArpList, readLinuxNeighbours } from '../../electron/network/neighbours.ts';

describe('who answers to an address', () => {
  it('is told by the table of Linux, but for those that never answered', () => {
    const table = [
      'IP address       HW type     Flags       HW address            Mask     Device',
      '10.77.0.3        0x1         0x2         52:54:00:AA:00:02     *        eth0',
      '10.77.0.4        0x1         0x0         00:00:00:00:00:00     *        eth0',
      '10.78.0.5        0x1         0x2         52:54:00:aa:00:05     *        eth1',
    ].join('\n');
    expect(readLinuxNeighbours(table, 'eth0')).toEqual([{ address: '10.77.0.3', mac: '52:54:00:aa:00:02' }]);
    expect(readLinuxNeighbours(table)).toHaveLength(2);
  });

  it.each([
    [
      'Windows',
      '  10.77.0.3             52-54-00-aa-00-02     dynamic   \r\n  10.77.0.255           ff-ff-ff-ff-ff-ff     static\r\n',
    ],
    ['macOS', '? (10.77.0.3) at 52:54:0:aa:0:2 on en5 ifscope [ethernet]\n? (10.77.0.4) at (incomplete) on en5\n'],
  ])('is told by arp of %s', (_, text) => {
    expect(readArpList(text)).toEqual([{ address: '10.77.0.3', mac: '52:54:00:aa:00:02' }]);
  });
});

describe('the router behind a card', () => {
  it('is the default route of Linux', () => {
    const table = [
      'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
      'eth0\t00000000\t0100A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0',
      'eth0\t0000A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0',
      'tun0\t00000000\t00000000\t0001\t0\t0\t50\t00000000\t0\t0\t0',
    ].join('\n');
    expect(readLinuxRoutes(table)).toEqual([{ by: 'eth0', router: '192.168.0.1' }]);
  });

  it('is the default route of Windows, with the card’s own address', () => {
    const text = `
IPv4 Route Table
Network Destination        Netmask          Gateway       Interface  Metric
          0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.23     25
        127.0.0.0        255.0.0.0         On-link         127.0.0.1    331
`;
    expect(readWindowsRoutes(text)).toEqual([{ by: '192.168.1.23', router: '192.168.1.1' }]);
  });

  it('is the default route of macOS', () => {
    const text =
      'Destination Gateway Flags Netif Expire\ndefault 192.168.1.1 UGScg en0\ndefault link#18 UCSIg bridge100 !\n';
    expect(readMacRoutes(text)).toEqual([{ by: 'en0', router: '192.168.1.1' }]);
  });
});
