import { describe, expect, it } from 'vitest';
import { ServiceSettings } from '../../electron/contract/model.ts';
import { makeOption } from '../../electron/dhcp/options.ts';

const label = 'a'.repeat(63);

const domains: readonly (readonly [why: string, domain: string, accepted: boolean])[] = [
  ['a name of one label', 'school', true],
  ['a name of several labels', 'b12.school.example', true],
  ['capital letters and digits', 'Lab-2.School', true],
  ['a label of 63 letters', `${label}.example`, true],
  ['nothing', '', false],
  ['a blank', 'my school', false],
  ['a letter outside ASCII', 'schüle.example', false],
  ['a letter that no DHCP text can carry', 'школа', false],
  ['a line break', 'school\nexample', false],
  ['an empty label', 'school..example', false],
  ['a dot at its end', 'school.', false],
  ['a hyphen in front', '-school', false],
  ['a label of 64 letters', `a${label}.example`, false],
  ['more than 253 letters', Array.from({ length: 130 }, () => 'a').join('.'), false],
];

const addresses: readonly (readonly [why: string, address: string, accepted: boolean])[] = [
  ['an address of one machine', '10.77.0.1', true],
  ['no address at all', '0.0.0.0', false],
  ['a group address', '224.0.0.1', false],
  ['the broadcast address', '255.255.255.255', false],
];

describe('the domain that DHCP names', () => {
  it.each(domains)('%s: %j', (_, domain, accepted) => {
    expect(ServiceSettings.safeParse({ card: 'room0', domain }).success).toBe(accepted);
    if (accepted) expect(() => makeOption('domainName', domain)).not.toThrow();
  });
});

describe('the router and the DNS servers that DHCP names', () => {
  it.each(addresses)('%s: %s', (_, address, accepted) => {
    expect(ServiceSettings.safeParse({ card: 'room0', router: address }).success).toBe(accepted);
    expect(ServiceSettings.safeParse({ card: 'room0', dns: [address] }).success).toBe(accepted);
  });
});
