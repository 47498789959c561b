import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import type { Remedy } from '../../../electron/contract/model.ts';
import { inside } from '../../support/lab.ts';
import { type Machine, powerOn } from '../../support/machine.ts';
import { end, spawnIn } from '../../support/run.ts';
import { bootOnce, type Classroom, mac, openClassroom, type Started } from './room.ts';

/**
 * A picky machine: real firmware, and a switch that loses what this machine is to take no notice of. Rollcall finds the
 * way that works by itself and remembers it.
 */
let room: Classroom | null = null;
let dnsmasq: ChildProcess | null = null;
let machine: Machine | null = null;

afterEach(async () => {
  await machine?.close();
  if (dnsmasq) await end(dnsmasq);
  await room?.close();
  room = null;
  dnsmasq = null;
  machine = null;
});

/** A switch that loses what matches, until `heal`. `@th` counts bits from the UDP header. */
function lose({ lab }: Classroom, ...matches: readonly string[]): { heal(): void } {
  const nft = (words: string) => inside(lab.machines, 'nft', words);
  nft('add table bridge picky');
  nft('add chain bridge picky switch { type filter hook forward priority 0; }');
  for (const match of matches) nft(`add rule bridge picky switch ${match} drop`);
  return { heal: () => void nft('delete table bridge picky') };
}

/** Option 43 in a proxy offer of ours stands behind 53, 54 and 60: 8 + 240 + 3 + 6 + 11 bytes. */
const offersWithOption43 = 'udp sport 67 @th,2144,8 0x2b';
/** A read request for a name that begins with `auto`, and every connection to the boot server. */
const autoexec = 'udp dport 69 @th,80,32 0x6175746f';
const http = 'tcp dport 8080';

const remedies = ({ lines }: Started) => lines.flatMap(({ fact }) => (fact.kind === 'remedy' ? [fact] : []));
const remedy = async ({ rollcall }: Classroom) => (await rollcall.run('remedy', 'PC-02')) as Remedy;

/** A server of addresses alone, 10.77.0.2, beside which ours is a proxy. */
async function startDnsmasq({ lab }: Classroom): Promise<void> {
  const host = lab.addHost('dhcp');
  inside(host, 'ip', 'address', 'add', '10.77.0.2/24', 'dev', 'eth0');
  const words =
    '--keep-in-foreground --port=0 --no-hosts --no-resolv --conf-file=/dev/null --log-facility=- --user=root';
  const range = ['--interface=eth0', '--dhcp-range=10.77.0.150,10.77.0.180,1h', '--dhcp-leasefile=/dev/null'];
  dnsmasq = spawnIn(host, 'dnsmasq', [...words.split(' '), ...range]);
  await once(dnsmasq.stderr ?? dnsmasq, 'data');
}

/** Offers of ours without an address (`yiaddr` 0), and all that port 4011 says. */
const offersWithoutAddress = 'udp sport 67 ip saddr 10.77.0.1 @th,192,32 0x0';
const port4011 = 'udp sport 4011';

it('a machine that takes no offer without an address is told by 4011 first, then lent one, and boots', async () => {
  room = await openClassroom('--mode', 'proxy', '--range', '10.77.0.190-10.77.0.199');
  const { lab, folder, log } = room;
  await startDnsmasq(room);
  lose(room, offersWithoutAddress, port4011);
  machine = powerOn(lab, 'uefi', mac, folder);
  const first = await log.until('it is told another way', ({ fact }) => fact.kind === 'remedy', 60_000);
  expect(first.fact).toMatchObject({ style: 'boot-server' });
  await machine.close();
  machine = powerOn(lab, 'uefi', mac, folder);
  const second = await log.until('and another', ({ id, fact }) => id > first.id && fact.kind === 'remedy', 90_000);
  expect(second.fact).toMatchObject({ style: 'full-offer' });
  const lent = await log.until(
    'it has an address',
    ({ id, fact }) => id > second.id && fact.kind === 'address',
    60_000,
  );
  expect(lent.fact).toMatchObject({ by: 'rollcall', address: '10.77.0.190' });
  await log.until('its script', ({ id, fact }) => id > lent.id && fact.kind === 'script-served', 60_000);
  expect(await remedy(room)).toMatchObject({ style: 'full-offer', styleBy: 'learnt' });
});

it('a machine that drops proxy offers with option 43 is told by port 4011 in the same boot, and in the next one at once', async () => {
  room = await openClassroom('--mode', 'proxy');
  await startDnsmasq(room);
  lose(room, offersWithOption43);

  const first = await bootOnce(room, 'uefi');
  expect(remedies(first)).toEqual([{ kind: 'remedy', loader: null, style: 'boot-server' }]);
  expect(first.console).toContain('test linux: reported, marker task');

  const second = await bootOnce(room, 'uefi');
  expect(remedies(second)).toEqual([]);
  expect(second.console).toContain('test linux: reported, marker default');
  expect(second.lines.filter(({ fact }) => fact.kind === 'discover')).toHaveLength(1);
  expect(await remedy(room)).toMatchObject({ style: 'boot-server', styleBy: 'learnt' });
});

it('a machine on which a loader goes silent gets another, which stays', async () => {
  room = await openClassroom();
  const { lab, folder, log, rollcall } = room;
  const shell = ['--action', 'iPXE shell', '--repeat', 'every-boot', '--for', '1h'];
  await rollcall.run('task', 'add', '--computer', 'PC-02', ...shell);
  const [first] = (await rollcall.run('task', 'list')) as { id: number }[];
  await rollcall.run('task', 'cancel', String(first?.id));
  const picky = lose(room, autoexec, http);
  machine = powerOn(lab, 'uefi', mac, folder);
  const usual = await log.until('it has the loader', ({ fact }) => fact.kind === 'file-sent', 60_000);
  expect(usual.fact).toMatchObject({ file: 'snponly.efi' });
  await machine.close();

  picky.heal();
  machine = powerOn(lab, 'uefi', mac, folder);
  const said = await log.until('it gets another', ({ fact }) => fact.kind === 'remedy', 60_000);
  expect(said.text).toContain('from now on it gets iPXE with its own drivers');
  const other = await log.until('it has it', ({ id, fact }) => id > said.id && fact.kind === 'file-sent', 60_000);
  expect(other.fact).toMatchObject({ file: 'ipxe-amd64.efi' });
  await log.until('its script', ({ id, fact }) => id > other.id && fact.kind === 'script-served', 60_000);
  expect(await remedy(room)).toMatchObject({ loader: 'native', loaderBy: 'learnt' });
});
