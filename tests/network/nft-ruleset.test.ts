import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { closedChains } from '../../electron/network/nft-ruleset.ts';

/** `nft -j list ruleset` of nftables 1.0.6 (Debian 12): policy drop, a chain that is jumped to, ports as sets and ranges. */
const real = readFileSync(new URL('../fixtures/nft-ruleset.json', import.meta.url), 'utf8');

type Expr = readonly object[];
const chain = (policy: string, changes: object = {}) => ({
  chain: { family: 'inet', table: 'filter', name: 'input', hook: 'input', policy, ...changes },
});
const rule = (expr: Expr, changes: object = {}) => ({
  rule: { family: 'inet', table: 'filter', chain: 'input', expr, ...changes },
});
const match = (left: object, right: unknown, op = '==') => ({ match: { op, left, right } });
const dport = (right: unknown) => match({ payload: { protocol: 'udp', field: 'dport' } }, right);
const accept = { accept: null };
const drop = { drop: null };

const isClosed = (...entries: readonly object[]): boolean =>
  closedChains(JSON.stringify({ nftables: entries }), { card: 'eth0', protocol: 'udp', port: 67 }).length > 0;

describe('a firewall of nftables', () => {
  it.each([
    ['lets DHCP in on a card whose name fits', 'eth0', 'udp', 67, false],
    ['keeps DHCP out on another card', 'room0', 'udp', 67, true],
    ['keeps TFTP of another port out', 'eth0', 'udp', 514, true],
    ['lets a port of a set in', 'eth9', 'udp', 4_011, false],
    ['keeps HTTP out', 'eth0', 'tcp', 8_080, true],
    ['lets a port in that is open on every card', 'room0', 'tcp', 22, false],
  ] as const)('%s', (_, card, protocol, port, closed) => {
    const chains = closedChains(real, { card, protocol, port });
    expect(chains).toEqual(closed ? [{ family: 'inet', table: 'filter', chain: 'input' }] : []);
  });

  it.each<[string, readonly object[], boolean]>([
    ['that does nothing is open', [], false],
    ['whose chain accepts by default is open', [chain('accept')], false],
    ['whose chain drops by default is closed', [chain('drop')], true],
    ['whose output drops is open', [chain('drop', { hook: 'output' })], false],
    ['for IPv6 alone is open', [chain('drop', { family: 'ip6' })], false],
    ['that rejects what is left is closed', [chain('accept'), rule([{ reject: {} }])], true],
    ['that accepts before it drops is open', [chain('accept'), rule([dport(67), accept]), rule([drop])], false],
    ['that drops before it accepts is closed', [chain('accept'), rule([drop]), rule([dport(67), accept])], true],
    ['is closed when one of two chains is', [chain('accept'), chain('drop', { name: 'second' })], true],
    ['with a rule of another table is closed', [chain('drop'), rule([dport(67), accept], { table: 'other' })], true],
    [
      'that lets answers in alone is closed',
      [chain('drop'), rule([match({ ct: { key: 'state' } }, ['established']), accept])],
      true,
    ],
    [
      'that lets all but one card in is open',
      [chain('drop'), rule([match({ meta: { key: 'iifname' } }, 'wan0', '!='), accept])],
      false,
    ],
    [
      'that goes by something unknown is closed',
      [chain('drop'), rule([match({ meta: { key: 'mark' } }, 7), accept])],
      true,
    ],
    [
      'that goes round in circles is what it does by default',
      [chain('drop'), rule([{ jump: { target: 'input' } }])],
      true,
    ],
    [
      'that returns from a chain goes on behind the jump',
      [
        chain('drop'),
        rule([{ jump: { target: 'x' } }]),
        rule([{ return: null }], { chain: 'x' }),
        rule([drop], { chain: 'x' }),
        rule([dport({ set: [53, { range: [60, 70] }] }), accept]),
      ],
      false,
    ],
  ])('%s', (_, entries, closed) => {
    expect(isClosed(...entries)).toBe(closed);
  });

  it.each(['', 'Operation not permitted', '[]', '{"nftables": [1, null, {"rule": 7}]}'])(
    'is not there when the answer is %j',
    (text) => {
      expect(closedChains(text, { card: 'eth0', protocol: 'udp', port: 67 })).toEqual([]);
    },
  );
});
