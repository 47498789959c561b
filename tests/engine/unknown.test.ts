import { describe, expect, it } from 'vitest';
import { makeOption } from '../../electron/dhcp/options.ts';
import { computerCommands } from '../../electron/engine/commands/computers.ts';
import type { CommandContext } from '../../electron/engine/commands/context.ts';
import { dhcpService } from '../../electron/engine/dhcp-service.ts';
import { httpService } from '../../electron/engine/http-service.ts';
import { tftpService } from '../../electron/engine/tftp-service.ts';
import { requestWith } from '../support/dhcp.ts';
import { minute, type TestPlane, testPlane } from './plane.ts';

const mac = '52:54:00:00:00:02';
const pxe = [makeOption('vendorClass', 'PXEClient:Arch:00007:UNDI:003000'), makeOption('clientArchitecture', [7])];
const get = { client: '10.77.0.100', method: 'GET' as const, userAgent: 'iPXE/2.0.0' };
const wait = 'Somebody is asked whether it may start';

const script = (test: TestPlane): string => httpService(test.plane).script(mac, get).text;
const admit = (test: TestPlane, serve: boolean | null) =>
  computerCommands(test.plane as unknown as CommandContext)['computer.admit']({ computers: [mac], serve });

function ask(test: TestPlane, giaddr = '0.0.0.0') {
  const range = { first: '10.77.0.100', last: '10.77.0.101' };
  const packet = { ...requestWith([makeOption('messageType', 'discover'), ...pxe]), giaddr };
  const port = dhcpService(test.plane, range);
  const decision = port.answer(packet, 67);
  port.report(packet, decision, { kind: 'sent' });
  return decision;
}

describe('a machine that nobody named, where somebody is to be asked', () => {
  it('gets its address and its loader, and waits there', () => {
    const test = testPlane({ unknown: 'ask' });
    expect(ask(test)).toMatchObject({ message: 'offer', address: '10.77.0.100', bootFile: 'snponly.efi' });
    expect(script(test)).toContain(wait);
  });

  it('says in its journal once that it waits, however often it asks', () => {
    const test = testPlane({ unknown: 'ask' });
    ask(test);
    script(test);
    script(test);
    const computer = test.store.computers.byMac(mac);
    const waits = computer ? test.facts(computer).filter(({ kind }) => kind === 'ignored') : [];
    expect(waits).toEqual([{ kind: 'ignored', protocol: 'http', why: { code: 'unknown-waits' } }]);
  });

  it('starts what is set for it as soon as somebody says so, in the same boot', () => {
    const test = testPlane({ unknown: 'ask' });
    script(test);
    admit(test, true);
    expect(script(test)).not.toContain(wait);
    expect(script(test)).toContain('Local disk');
  });

  it('goes on to its disk as soon as somebody says that it is left alone, and gets nothing from then on', () => {
    const test = testPlane({ unknown: 'ask' });
    ask(test);
    admit(test, false);
    expect(script(test)).toContain('going on to its disk');
    expect(ask(test)).toMatchObject({ kind: 'ignore', why: { code: 'unknown-refused' } });
  });

  it('is asked for again when that is taken back', () => {
    const test = testPlane({ unknown: 'ask' });
    ask(test);
    admit(test, false);
    admit(test, null);
    expect(script(test)).toContain(wait);
  });

  it('waits in GRUB, too, where it is started by the signed loaders', async () => {
    const test = testPlane({ unknown: 'ask' });
    ask(test);
    test.plane.addresses.learn(get.client, mac, 'granted');
    const answer = await tftpService(test.plane).open('grub/grub.cfg', get.client);
    const bytes = answer.kind === 'file' && answer.content.kind === 'bytes' ? answer.content.bytes : new Uint8Array();
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain(wait);
    expect(text).toContain('configfile (tftp,10.77.0.1)/grub/grub.cfg\n');
  });

  it('goes on to its disk after eight minutes without an answer', () => {
    const test = testPlane({ unknown: 'ask' });
    script(test);
    test.pass(8 * minute);
    expect(script(test)).toContain('going on to its disk');
    const computer = test.store.computers.byMac(mac);
    expect(computer && test.facts(computer).at(-1)).toMatchObject({ why: { code: 'unknown-waited' } });
  });
});

describe('the rule of a room', () => {
  const room = (test: TestPlane, name: string, unknown: 'serve' | 'ask' | 'ignore' | null) =>
    test.store.rooms.add({ name, rows: 2, columns: 2, defaultActionId: null, unknown });

  it('goes before that of the service when it is the only room', () => {
    const test = testPlane({ unknown: 'serve' });
    room(test, 'Lab', 'ignore');
    expect(ask(test)).toMatchObject({ kind: 'ignore', why: { code: 'unknown-left-alone' } });
  });

  it('counts for nothing while it is not said to which of several rooms the cable leads', () => {
    const test = testPlane({ unknown: 'serve' });
    room(test, 'Lab', 'ignore');
    room(test, 'Library', 'ignore');
    expect(ask(test)).toMatchObject({ kind: 'reply' });
  });

  it('is that of the room to which the cable leads', () => {
    const test = testPlane({ unknown: 'serve', room: 'Library' });
    room(test, 'Lab', 'serve');
    room(test, 'Library', 'ask');
    ask(test);
    expect(script(test)).toContain(wait);
  });

  it('is that of the room behind the relay that brings the question', () => {
    const range = { first: '10.88.0.100', last: '10.88.0.120' };
    const test = testPlane({
      unknown: 'serve',
      room: 'Lab',
      relays: [{ relay: '10.88.0.1', prefix: 24, range, room: 'Library' }],
    });
    room(test, 'Lab', 'serve');
    room(test, 'Library', 'ignore');
    expect(ask(test)).toMatchObject({ kind: 'reply' });
    expect(ask(test, '10.88.0.1')).toMatchObject({ kind: 'ignore', why: { code: 'unknown-left-alone' } });
  });
});
