import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMac, routeRequest } from '../../electron/http/route.ts';

const mac = '52:54:00:ab:cd:0e';

describe('a request target says what is asked for', () => {
  it.each([
    ['a script by the MAC address as people write it', '/boot/52:54:00:ab:cd:0e.ipxe'],
    ['a script by the hexhyp form of iPXE', '/boot/52-54-00-ab-cd-0e.ipxe'],
    ['a script by the hexraw form of iPXE', '/boot/525400abcd0e.ipxe'],
    ['a script in capitals', '/boot/52-54-00-AB-CD-0E.IPXE'],
    ['a script with the colons escaped', '/boot/52%3A54%3A00%3aab%3acd%3a0e.ipxe'],
    ['a script with a query that nobody knows', '/boot/525400abcd0e.ipxe?uuid=4c4c&x'],
    ['a script asked for in absolute form', 'http://10.77.0.1:8080/boot/525400abcd0e.ipxe'],
  ])('%s', (_case, target) => {
    expect(routeRequest('GET', target)).toMatchObject({ kind: 'script', mac });
  });

  it.each([
    ['five pairs', '/boot/52-54-00-ab-cd.ipxe'],
    ['mixed marks', '/boot/52-54:00-ab-cd-0e.ipxe'],
    ['letters beyond f', '/boot/52-54-00-ab-cd-0g.ipxe'],
    ['a variable that iPXE did not know', '/boot/.ipxe'],
    ['a NUL byte', '/boot/%00.ipxe'],
    ['half an escape', '/boot/%5.ipxe'],
    ['no leading slash', 'boot/525400abcd0e.ipxe'],
    ['more than 2 KiB', `/${'a'.repeat(3_000)}`],
    ['a way up', '/boot/../x'],
    ['a way up, escaped', '/files/1/kernel/%2e%2e'],
    ['a slash, escaped', '/files/1/kernel/..%2f..%2fetc%2fpasswd'],
    ['a backslash', '/files/1/kernel/..\\secret'],
  ])('%s is no request that can be answered', (_case, target) => {
    expect(routeRequest('GET', target)).toMatchObject({ kind: 'bad' });
  });

  it.each([
    ['the generated script beside the loader', '/autoexec.ipxe', 'autoexec.ipxe'],
    ['a loader for UEFI HTTP boot', '/snponly.efi', 'snponly.efi'],
    ['a loader in capitals, left as asked', '/SNPONLY.EFI', 'SNPONLY.EFI'],
  ])('%s', (_case, target, name) => {
    expect(routeRequest('HEAD', target)).toEqual({ kind: 'root', name, path: target });
  });

  it.each([
    ['with its boot', '/files/7/kernel/vmlinuz?boot=tok-1_A', 'tok-1_A'],
    ['without one', '/files/7/kernel/vmlinuz', null],
    ['with a token that cannot be one', '/files/7/kernel/vmlinuz?boot=a%20b', null],
    ['with its boot among other values', '/files/7/kernel/vmlinuz?x=1&boot=t&boot=u', 't'],
  ])('a file of an action %s', (_case, target, boot) => {
    expect(routeRequest('GET', target)).toEqual({
      kind: 'file',
      actionId: 7,
      slot: 'kernel',
      name: 'vmlinuz',
      boot,
      path: '/files/7/kernel/vmlinuz',
    });
  });

  it('keeps blanks and letters beyond ASCII in a file name', () => {
    expect(routeRequest('GET', '/files/7/initrd/Pr%C3%BCfung%20A.img')).toMatchObject({ name: 'Prüfung A.img' });
  });

  it.each([
    ['nothing', '/'],
    ['an empty part', '/boot//x.ipxe'],
    ['no action number', '/files/x/kernel/vmlinuz'],
    ['an action number with a sign', '/files/-1/kernel/vmlinuz'],
    ['a folder of an action', '/files/7/kernel'],
    ['a deeper path', '/files/7/kernel/sub/vmlinuz'],
    ['another ending', '/boot/525400abcd0e.txt'],
    ['a beacon of no kind', '/beacon/tok/exploded'],
    ['a beacon with a token that cannot be one', '/beacon/a%20b/started'],
    ['a word that every object has', '/beacon/tok/constructor'],
  ])('%s is unknown', (_case, target) => {
    expect(routeRequest('GET', target)).toMatchObject({ kind: 'unknown' });
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'])('%s is refused by its method', (method) => {
    expect(routeRequest(method, '/boot/525400abcd0e.ipxe')).toMatchObject({ kind: 'method', method });
  });

  it('shows a path without its query, printable and bounded', () => {
    expect(routeRequest('GET', '/files/7/kernel/\u0007x?boot=secret').path).toBe('/files/7/kernel/ x');
    expect(routeRequest('GET', `/${'a'.repeat(3_000)}`).path).toHaveLength(255);
  });

  it('never throws and never lets a separator into a name, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.from(bytes).toString('latin1');
        const route = routeRequest('GET', `/files/1/kernel/${text}`);
        return (route.kind !== 'file' || !/[/\\\0\r\n]/.test(route.name)) && route.path.length <= 255;
      }),
    );
  });
});

describe('a beacon carries what the machine reports', () => {
  it.each([
    ['started', '/beacon/tok/started', { kind: 'started' }],
    ['running', '/beacon/tok/running?x=1', { kind: 'running' }],
    ['failed with its reason', '/beacon/tok/failed?why=no%20disk', { kind: 'failed', why: 'no disk' }],
    ['failed without one', '/beacon/tok/failed', { kind: 'failed', why: '' }],
    ['progress', '/beacon/tok/progress?percent=42&text=copying', { kind: 'progress', percent: 42, text: 'copying' }],
    ['progress with a fraction', '/beacon/tok/progress?percent=12.5', { kind: 'progress', percent: 12.5, text: null }],
    ['progress with a percent sign', '/beacon/tok/progress?percent=7%25', { kind: 'progress', percent: 7, text: null }],
    ['progress past its end', '/beacon/tok/progress?percent=400', { kind: 'progress', percent: 100, text: null }],
    ['progress that is no number', '/beacon/tok/progress?percent=1e9', { kind: 'progress', percent: 0, text: null }],
    ['a plus sign as iPXE leaves it', '/beacon/tok/failed?why=Q35+ICH9', { kind: 'failed', why: 'Q35+ICH9' }],
    ['control characters and lines', '/beacon/tok/failed?why=a%0d%0ab%1b%5b31mc', { kind: 'failed', why: 'a b [31mc' }],
    ['text that does not decode', '/beacon/tok/failed?why=100%', { kind: 'failed', why: '100%' }],
  ])('%s', (_case, target, beacon) => {
    expect(routeRequest('GET', target)).toMatchObject({ kind: 'beacon', token: 'tok', beacon });
  });

  it('keeps no more than 200 characters of text', () => {
    const route = routeRequest('GET', `/beacon/tok/failed?why=${'x'.repeat(900)}`);
    expect(route).toMatchObject({ beacon: { why: 'x'.repeat(200) } });
  });
});

it('reads every way to write a MAC address as one', () => {
  const octets = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(octets, fc.constantFrom(':', '-', ''), fc.boolean(), (bytes, mark, capitals) => {
      const pairs = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
      const text = pairs.join(mark);
      expect(readMac(capitals ? text.toUpperCase() : text)).toBe(pairs.join(':'));
    }),
  );
});
