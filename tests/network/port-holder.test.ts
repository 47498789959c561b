import { expect, it } from 'vitest';
import { inodesOfPort } from '../../electron/network/port-holder.ts';

const udp = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  406: 00000000:0043 00000000:0000 07 00000000:00000000 00:00000000 00000000   113        0 21534 2 0000000000000000 0
  407: 0100007F:0143 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 99999 2 0000000000000000 0
`;
const tcp = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 31337 1 0000000000000000
   1: 0100007F:1F90 0100007F:8D2A 01 00000000:00000000 00:00000000 00000000  1000        0 31338 1 0000000000000000
`;

it.each([
  ['a UDP port', udp, 'udp', 67, ['21534']],
  ['a UDP port that nobody holds', udp, 'udp', 69, []],
  ['a TCP port by its listener and not by its connections', tcp, 'tcp', 8_080, ['31337']],
  ['nothing in an empty table', '', 'udp', 67, []],
] as const)('finds %s', (_, table, protocol, port, inodes) => {
  expect(inodesOfPort(table, protocol, port)).toEqual(inodes);
});
