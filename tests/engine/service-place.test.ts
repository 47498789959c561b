import { describe, expect, it } from 'vitest';
import { describePhrase } from '../../electron/contract/describe.ts';
import { type Card, ServiceSettings } from '../../electron/contract/model.ts';
import { previewService } from '../../electron/engine/service-place.ts';

const card: Card = {
  name: 'room0',
  index: 3,
  mac: '00:1b:21:00:00:01',
  addresses: [{ address: '10.77.0.1', prefix: 24 }],
  up: true,
  speed: 1_000,
  kind: 'wired',
};
const firmware = { list: () => [], find: () => null };
const preview = (settings: Partial<ServiceSettings>, on: Card | null = card) =>
  previewService(ServiceSettings.parse({ card: 'room0', ...settings }), on, firmware);

describe('the preview of a service', () => {
  it('says what would be served from where', () => {
    expect(preview({})).toMatchObject({
      address: '10.77.0.1',
      range: { first: '10.77.0.100', last: '10.77.0.200', count: 101 },
      httpUrl: 'http://10.77.0.1:8080',
      problems: [],
      warnings: [],
    });
  });

  it('gives no addresses beside another DHCP server', () => {
    expect(preview({ mode: 'proxy' })).toMatchObject({ range: null, problems: [] });
  });

  it.each<[string, Partial<ServiceSettings>, Card | null, string]>([
    ['there is no such card', {}, null, 'no network card room0'],
    ['the card has no address', {}, { ...card, addresses: [] }, 'no IPv4 address'],
    ['the range is elsewhere', { range: { first: '10.9.0.1', last: '10.9.0.9' } }, card, 'not in the network'],
    ['the router is elsewhere', { router: '10.9.0.1' }, card, 'could not reach it'],
  ])('names the problem when %s', (_, settings, on, problem) => {
    const found = preview(settings, on);
    expect(found.problems.map((each) => describePhrase(each)).join(' ')).toContain(problem);
    expect(found.range).toBeNull();
  });

  it('warns of a missing cable and of Wi-Fi', () => {
    const { problems, warnings } = preview({}, { ...card, up: false, kind: 'wifi' });
    expect(problems).toEqual([]);
    expect(warnings.map((each) => describePhrase(each)).join(' ')).toMatch(/check the cable.*cannot boot over Wi-Fi/);
  });
});
