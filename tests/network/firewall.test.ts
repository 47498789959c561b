import { describe, expect, it } from 'vitest';
import { type Ask, closedFirewall } from '../../electron/network/firewall.ts';
import { commandText } from '../../electron/network/run-command.ts';

const needed = { card: 'eth0', udp: [67, 69], tcp: [8_080] };

/** A system that answers these command lines, and knows no other program. */
const system =
  (answers: Readonly<Record<string, string>>): Ask =>
  (program, ...args) =>
    Promise.resolve(answers[[program, ...args].join(' ')] ?? null);

async function commands(platform: NodeJS.Platform, answers: Readonly<Record<string, string>> | Ask) {
  const ask = typeof answers === 'function' ? answers : system(answers);
  const closed = await closedFirewall(needed, platform, ask);
  return closed && { by: closed.by, open: closed.open.map(commandText), close: closed.close.map(commandText) };
}

describe('ufw', () => {
  const status = (rules: string) => ({
    'ufw status': `Status: active\n\nTo                         Action      From\n--                         ------      ----\n${rules}`,
  });

  it('that is not active is in nobody’s way', async () => {
    expect(await commands('linux', { 'ufw status': 'Status: inactive\n' })).toBeNull();
  });

  it('is opened on the card alone, and closed by the same rules', async () => {
    expect(await commands('linux', status('22/tcp                     ALLOW       Anywhere\n'))).toEqual({
      by: 'ufw',
      open: ['ufw allow in on eth0 to any port 67,69 proto udp', 'ufw allow in on eth0 to any port 8080 proto tcp'],
      close: [
        'ufw delete allow in on eth0 to any port 67,69 proto udp',
        'ufw delete allow in on eth0 to any port 8080 proto tcp',
      ],
    });
  });

  it.each([
    ['Anywhere on eth0           ALLOW       Anywhere\n', []],
    ['67,69/udp on eth0          ALLOW       Anywhere\n8080/tcp                   ALLOW       Anywhere\n', []],
    ['60:70/udp                  ALLOW       Anywhere\n', ['8080']],
    ['Anywhere on eth1           ALLOW       Anywhere\n', ['67,69', '8080']],
    ['67,69/udp                  DENY        Anywhere\n8080                       LIMIT       Anywhere\n', ['67,69']],
  ])('with the rule %j keeps out %j', async (rules, ports) => {
    const open = (await commands('linux', status(rules)))?.open ?? [];
    expect(open.map((command) => /port (\S+)/.exec(command)?.[1])).toEqual(ports);
  });
});

describe('firewalld', () => {
  const zone = (lines: string) => ({
    'firewall-cmd --state': 'running\n',
    'firewall-cmd --get-zone-of-interface=eth0': 'public\n',
    'firewall-cmd --zone=public --list-all': `public (active)\n  target: default\n  interfaces: eth0\n${lines}`,
  });

  it('is opened in the card’s zone until it is loaded anew', async () => {
    expect(await commands('linux', zone('  services: dhcpv6-client ssh tftp\n  ports: \n'))).toEqual({
      by: 'firewalld',
      open: ['firewall-cmd --zone=public --add-port=67/udp --add-port=8080/tcp'],
      close: ['firewall-cmd --zone=public --remove-port=67/udp --remove-port=8080/tcp'],
    });
  });

  it('whose zone trusts everybody is in nobody’s way', async () => {
    const trusted = zone('');
    trusted['firewall-cmd --zone=public --list-all'] = 'trusted (active)\n  target: ACCEPT\n';
    expect(await commands('linux', trusted)).toBeNull();
  });

  it('that has all of it open is in nobody’s way', async () => {
    expect(await commands('linux', zone('  services: dhcp\n  ports: 60-100/udp 8000-9000/tcp\n'))).toBeNull();
  });
});

describe('the firewall of Windows', () => {
  const asked =
    (answer: string): Ask =>
    (program) =>
      Promise.resolve(program === 'powershell.exe' ? answer : null);

  it('lets nobody in without a rule for this program', async () => {
    const closed = await commands('win32', asked('3\r\n0\r\n'));
    expect(closed?.open[0]).toMatch(/^netsh advfirewall firewall add rule name=Rollcall dir=in action=allow /);
    expect(closed?.close[0]).toMatch(/^netsh advfirewall firewall delete rule name=Rollcall /);
  });

  it.each(['0\r\n0\r\n', '3\r\n1\r\n', ''])('is in nobody’s way when it answers %j', async (answer) => {
    expect(await commands('win32', asked(answer))).toBeNull();
  });
});

describe('the firewall of macOS', () => {
  const filter = '/usr/libexec/ApplicationFirewall/socketfilterfw';
  const answers = (blocked: string) => ({
    [`${filter} --getglobalstate`]: 'Firewall is enabled. (State = 1)\n',
    [`${filter} --getappblocked ${process.execPath}`]: blocked,
  });

  it('is told to let this program in', async () => {
    const closed = await commands('darwin', answers('The file path you specified does not exist\n'));
    expect(closed?.open.map((command) => command.split(' ')[1])).toEqual(['--add', '--unblockapp']);
  });

  it('that lets this program in is in nobody’s way', async () => {
    expect(await commands('darwin', answers('Incoming connection to the application is permitted\n'))).toBeNull();
  });
});

it('a system without a firewall is open', async () => {
  expect(await commands('linux', {})).toBeNull();
});
