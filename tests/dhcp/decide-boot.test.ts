import { describe, expect, it } from 'vitest';
import { ipv4Number } from '../../electron/dhcp/address.ts';
import type { DhcpDecision } from '../../electron/dhcp/decide.ts';
import { readOption } from '../../electron/dhcp/options.ts';
import type { DhcpPacket } from '../../electron/dhcp/packet.ts';
import type { DhcpClientView } from '../../electron/dhcp/port.ts';
import { encoded, requestWith } from '../support/dhcp.ts';
import { inShort, optionHex, options, question, Situation } from './situation.ts';

const biosIpxe = question('ipxe-bios-with-proxy-offer.pcap', 0);
const uefi = question('ovmf-pxe-then-ipxe.pcap', 0);
const uefiRequest = question('ovmf-pxe-then-ipxe.pcap', 1);
const uefiIpxe = question('ovmf-pxe-then-ipxe.pcap', 2);
const uefiHttp = question('ovmf-http-boot.pcap', 0);
const uefiBootServer = question('ovmf-proxy-4011.pcap', 2);
const ipxeBootServer = question('ovmf-proxy-4011.pcap', 5);

const script = 'http://10.77.0.1:8080/boot/52-54-00-00-00-02.ipxe';
const myAddress = ipv4Number('10.77.0.1').toString(16).padStart(8, '0');
const text = (packet: DhcpPacket, name: 'vendorClass' | 'bootFileName' | 'tftpServerName') => readOption(packet, name);

function packetOf(decision: DhcpDecision): DhcpPacket {
  if (decision.kind !== 'reply') throw new Error(inShort(decision));
  return decision.packet;
}

describe('in full mode', () => {
  const offer = (packet: DhcpPacket, machine: Partial<DhcpClientView> = {}) =>
    packetOf(new Situation().ask(packet, machine));

  it('EDK2’s PXE client is told its loader in one offer, so that it asks neither a proxy nor port 4011', () => {
    const packet = offer(uefi);
    expect(packet).toMatchObject({ yiaddr: '10.77.0.100', siaddr: '10.77.0.1', file: 'snponly.efi' });
    expect([text(packet, 'vendorClass'), text(packet, 'bootFileName'), text(packet, 'tftpServerName')]).toEqual([
      'PXEClient',
      'snponly.efi',
      '10.77.0.1',
    ]);
    expect(optionHex(packet, 43)).toBe('060108ff');
    expect(optionHex(packet, 97)).toBe(optionHex(uefi, 97));
  });

  it('EDK2’s UEFI HTTP boot client is told a URL, and its own class back', () => {
    const packet = offer(uefiHttp);
    expect([text(packet, 'vendorClass'), text(packet, 'bootFileName')]).toEqual([
      'HTTPClient',
      'http://10.77.0.1:8080/snponly.efi',
    ]);
    expect([optionHex(packet, 43), optionHex(packet, 66)]).toEqual([null, null]);
  });

  it.each([
    ['BIOS', biosIpxe],
    ['UEFI', uefiIpxe],
  ])('iPXE for %s is told its script, and not to wait for a proxy', (_, asked) => {
    const packet = offer(asked);
    expect([packet.file, text(packet, 'bootFileName'), text(packet, 'vendorClass')]).toEqual([
      script,
      script,
      'PXEClient',
    ]);
    expect([optionHex(packet, 175), optionHex(packet, 43)]).toEqual(['b00101', null]);
  });

  it('iPXE that must load our own loader first is told a file by TFTP', () => {
    const packet = offer(biosIpxe, { step: { kind: 'loader', file: 'undionly.kpxe', url: null } });
    expect(packet).toMatchObject({ siaddr: '10.77.0.1', file: 'undionly.kpxe' });
  });

  it('firmware and iPXE send their console to this server', () => {
    expect([uefi, uefiIpxe].map((asked) => optionHex(offer(asked), 7))).toEqual([myAddress, myAddress]);
  });

  it('the ACK says the same as the offer', () => {
    const situation = new Situation({
      address: '192.168.77.1',
      range: { first: '192.168.77.50', last: '192.168.77.60' },
    });
    const bootCodes = [7, 43, 60, 66, 67, 97];
    const [offered, granted] = [uefi, uefiRequest].map((asked) => packetOf(situation.ask(asked)));
    expect(offered && bootCodes.map((code) => optionHex(offered, code))).toEqual(
      granted && bootCodes.map((code) => optionHex(granted, code)),
    );
    expect(granted).toMatchObject({ yiaddr: '192.168.77.50', file: 'snponly.efi' });
  });

  it.each([
    ['there is nothing to boot', uefi, { step: { kind: 'nothing', why: { code: 'words', words: 'no loader' } } }],
    ['no URL is known for UEFI HTTP boot', uefiHttp, { step: { kind: 'loader', file: 'snponly.efi', url: null } }],
  ] as const)('a machine gets an address alone when %s, and goes on to its disk', (_, asked, machine) => {
    const packet = offer(asked, machine);
    expect([packet.yiaddr, packet.siaddr, packet.file]).toEqual(['10.77.0.100', '0.0.0.0', '']);
    expect([43, 60, 67].map((code) => optionHex(packet, code))).toEqual([null, null, null]);
  });

  it('a URL that is too long for the file field is told in option 67 alone', () => {
    const url = `http://10.77.0.1:8080/${'a'.repeat(150)}.ipxe`;
    const packet = offer(biosIpxe, { step: { kind: 'script', url } });
    expect([packet.file, text(packet, 'bootFileName')]).toEqual(['', url]);
  });

  it('every answer to a real machine has at least 300 bytes and fits what it takes', () => {
    for (const asked of [biosIpxe, uefi, uefiIpxe, uefiHttp]) {
      const decision = new Situation().ask(asked);
      if (decision.kind !== 'reply') throw new Error(inShort(decision));
      const { length } = encoded(decision.packet, { maximum: decision.maximum });
      expect(length).toBeGreaterThanOrEqual(300);
      expect(length).toBeLessThanOrEqual(decision.maximum);
    }
  });

  it('port 4011 is answered too, for firmware that asks there all the same', () => {
    const decision = new Situation().ask(uefiBootServer, {}, 4011);
    expect(decision).toMatchObject({ message: 'ack', asked: 'boot-server', address: null, overheard: null });
  });
});

describe('beside another DHCP server', () => {
  const proxy = () => new Situation({ mode: 'proxy', range: null });
  const system = requestWith(options({ messageType: 'discover', vendorClass: 'MSFT 5.0' }));

  it.each([
    ['EDK2’s PXE client is offered a file', uefi, 67, 'offer without address'],
    ['EDK2’s UEFI HTTP boot client is offered a URL', uefiHttp, 67, 'offer without address'],
    ['iPXE is offered its script', biosIpxe, 67, 'offer without address'],
    ['a system is left to the other server', system, 67, 'ignored: it does not boot from the network'],
    [
      'the REQUEST is left to the other server',
      uefiRequest,
      67,
      'ignored: addresses are the matter of the other DHCP server',
    ],
    [
      'an INFORM is left to the other server',
      requestWith(options({ messageType: 'inform' })),
      67,
      'ignored: only the other DHCP server answers this',
    ],
    ['BOOTP is left to the other server', requestWith([]), 67, 'ignored: only the other DHCP server answers this'],
    ['EDK2’s question to port 4011 is answered', uefiBootServer, 4011, 'ack without address'],
    [
      'iPXE’s question to another boot server is left alone',
      ipxeBootServer,
      4011,
      'ignored: it asks another boot server',
    ],
    ['a DISCOVER to port 4011 is left alone', uefi, 4011, 'ignored: no boot server request'],
  ] as const)('%s', (_, asked, via, expected) => {
    expect(inShort(proxy().ask(asked, {}, via))).toBe(expected);
  });

  it('an offer says nothing of addresses or the network, only what to boot', () => {
    const packet = packetOf(proxy().ask(uefi));
    expect(packet).toMatchObject({ yiaddr: '0.0.0.0', siaddr: '10.77.0.1', file: 'snponly.efi' });
    expect(packet.options.map(({ code }) => code)).toEqual([53, 54, 60, 43, 66, 67, 7, 97]);
    expect(optionHex(packet, 43)).toBe('060108ff');
  });

  it('iPXE is not told to ignore proxies: this is one', () => {
    expect(optionHex(packetOf(proxy().ask(biosIpxe)), 175)).toBeNull();
  });

  it('the answer of port 4011 goes to where the question came from, and shows the address that the machine has', () => {
    const decision = proxy().ask(uefiBootServer, {}, 4011);
    expect(decision).toMatchObject({
      destination: { kind: 'source' },
      overheard: '192.168.77.50',
      bootFile: 'snponly.efi',
    });
  });

  it('iPXE’s question to port 4011 of this server is answered with its script', () => {
    const situation = new Situation({ mode: 'proxy', range: null, address: '192.168.77.1' });
    const decision = situation.ask(ipxeBootServer, {}, 4011);
    expect(decision).toMatchObject({ message: 'ack', bootFile: script, destination: { kind: 'source' } });
  });

  it('the menu item that a ROM chose is given back to it', () => {
    const chose = requestWith(
      [
        ...options({ messageType: 'request', vendorClass: 'PXEClient:Arch:00000:UNDI:002001' }),
        { code: 43, data: Uint8Array.of(71, 4, 0, 1, 0, 0, 255) },
      ],
      { ciaddr: '10.77.0.66' },
    );
    expect(optionHex(packetOf(proxy().ask(chose, {}, 4011)), 43)).toBe('060108470400010000ff');
  });

  it('the REQUEST shows the address that the other server gave', () => {
    expect(proxy().ask(uefiRequest)).toMatchObject({ kind: 'ignore', noteworthy: false, overheard: '192.168.77.50' });
  });

  it('no address is ever kept', () => {
    const situation = proxy();
    for (const asked of [uefi, uefiRequest, biosIpxe, system]) situation.ask(asked);
    expect(situation.leases.live(situation.now)).toEqual([]);
  });

  it('a machine without a boot step gets no offer, and the journal the reason', () => {
    const decision = proxy().ask(uefi, {
      step: { kind: 'nothing', why: { code: 'words', words: 'no loader for this firmware' } },
    });
    expect(decision).toMatchObject({
      kind: 'ignore',
      why: { code: 'words', words: 'no loader for this firmware' },
      noteworthy: true,
    });
  });
});
