import { expect, it } from 'vitest';
import { makeOption } from '../../electron/dhcp/options.ts';
import { type DhcpPacket, encodeDhcp } from '../../electron/dhcp/packet.ts';
import { dhcpService } from '../../electron/engine/dhcp-service.ts';
import { explainPacket } from '../../electron/packets/explain.ts';
import { pcapOf } from '../../electron/packets/pcap.ts';
import { testPlane } from './plane.ts';

const sub = (code: number, text: string): number[] => [code, text.length, ...Buffer.from(text)];

it('user names and passwords of iPXE are kept in neither words nor bytes, whatever option 175 is like', () => {
  const test = testPlane();
  const { mac } = test.addComputer('52:54:00:00:00:02', 'PC-02');
  const port = dhcpService(test.plane, { first: '10.77.0.100', last: '10.77.0.120' });
  const whole = [...sub(190, 'bob'), ...sub(191, 's3cret'), ...sub(192, 'rbob'), ...sub(193, 'rs3cret'), 19, 1, 1];
  for (const data of [whole, [...sub(191, 's3cret'), 19, 200]]) {
    const packet: DhcpPacket = {
      op: 1,
      htype: 1,
      hlen: 6,
      hops: 0,
      xid: 7,
      secs: 0,
      flags: 0,
      ciaddr: '0.0.0.0',
      yiaddr: '0.0.0.0',
      siaddr: '0.0.0.0',
      giaddr: '0.0.0.0',
      chaddr: Uint8Array.of(0x52, 0x54, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
      sname: '',
      file: '',
      options: [makeOption('messageType', 'discover'), { code: 175, data: Uint8Array.from(data) }],
    };
    const bytes = encodeDhcp(packet) as Uint8Array;
    const question = { bytes, address: '0.0.0.0', port: 68 };
    port.report(packet, port.answer(packet, 67), { kind: 'sent' }, { via: 67, question, answer: null });
  }
  const kept = test.plane.packets.of(mac);
  expect(kept).toHaveLength(2);
  const texts = [Buffer.from(pcapOf(kept)).toString('latin1'), JSON.stringify(kept.map((each) => explainPacket(each)))];
  const hex = (text: string) => Buffer.from(text).toString('hex').match(/../g)?.join(' ') ?? '';
  for (const text of texts)
    for (const secret of ['bob', 's3cret']) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(hex(secret));
    }
});
