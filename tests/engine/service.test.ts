import { beforeEach, describe, expect, it } from 'vitest';
import { type Card, ServiceSettings } from '../../electron/contract/model.ts';
import { Service } from '../../electron/engine/service.ts';
import { BindError } from '../../electron/network/bind-device.ts';
import { type TestPlane, testPlane } from './plane.ts';

const settings = ServiceSettings.parse({ card: 'room0' });
const card: Card = {
  name: 'room0',
  index: 3,
  mac: '02:00:00:00:00:01',
  addresses: [{ address: '10.77.0.1', prefix: 24 }],
  up: true,
  speed: 1_000,
  kind: 'wired',
};

let current: Card | null;
let watchers: ((card: Card | null) => void)[];
let fault: Error | null;
let open: number;
let service: Service;
let test: TestPlane;

beforeEach(() => {
  current = card;
  watchers = [];
  fault = null;
  open = 0;
  test = testPlane();
  service = new Service(
    { ...test.plane, reserve: { hold: () => true }, changes: { restore: async () => undefined } },
    {
      findCard: () => current,
      watchCard: (_, onChange) => {
        watchers.push(onChange);
        return () => {
          watchers = watchers.filter((each) => each !== onChange);
        };
      },
      openServers: async () => {
        if (fault) throw fault;
        open += 1;
        return {
          warnings: [],
          close: async () => {
            open -= 1;
          },
        };
      },
    },
  );
});

/** The card changes, and the service has done what it does about it. */
async function becomes(next: Card | null): Promise<void> {
  current = next;
  for (const tell of watchers) tell(next);
  await service.settled();
}

describe('the service', () => {
  it('serves, and stops', async () => {
    await service.start(settings);
    expect(service.state).toMatchObject({ state: 'serving', address: '10.77.0.1' });
    await service.stop();
    expect(service.state).toEqual({ state: 'stopped' });
    expect(open).toBe(0);
  });

  it('tells the windows which card and mode were served last', async () => {
    await service.start(settings);
    expect(test.events()).toContainEqual({
      kind: 'preferences',
      preferences: { globalDefaultActionId: 1, service: settings },
    });
  });

  it('goes on by itself when the card was away', async () => {
    await service.start(settings);
    await becomes(null);
    expect(service.state).toMatchObject({ state: 'failed', why: { code: 'card-gone' } });
    await becomes({ ...card, index: 4 });
    expect(service.state).toMatchObject({ state: 'serving' });
    expect(open).toBe(1);
  });

  it('goes on by itself when the system took the address away with the cable and gives it back', async () => {
    await service.start(settings);
    await becomes({ ...card, up: false, addresses: [] });
    expect(service.state).toMatchObject({ why: { code: 'card-without-link' }, remedy: { code: 'card-plug-again' } });
    await becomes({ ...card, up: true, addresses: [] });
    expect(service.state).toMatchObject({ state: 'failed', why: { code: 'card-lost-address' } });
    await becomes(card);
    expect(service.state).toMatchObject({ state: 'serving', address: '10.77.0.1' });
    expect(open).toBe(1);
  });

  it('tries again at the next change when the first try on a card that returned fails', async () => {
    await service.start(settings);
    await becomes(null);
    fault = new BindError(
      'EADDRINUSE',
      { code: 'port-used', port: 'UDP port 67', holder: null },
      { code: 'remedy-plug' },
    );
    await becomes({ ...card, index: 4 });
    expect(service.state).toMatchObject({ state: 'failed', why: { code: 'port-used' } });
    fault = null;
    await becomes({ ...card, index: 5 });
    expect(service.state).toMatchObject({ state: 'serving' });
  });

  it('opens no socket anew for a cable that was out, so that downloads go on', async () => {
    await service.start(settings);
    const before = service.state;
    await becomes({ ...card, up: false, addresses: [] });
    fault = new Error('nothing may be opened');
    await becomes(card);
    expect(service.state).toEqual(before);
    expect(open).toBe(1);
  });

  it('says that the cable is out while it is, and serves on', async () => {
    await service.start(settings);
    await becomes({ ...card, up: false });
    expect(service.state).toMatchObject({
      state: 'serving',
      warnings: expect.arrayContaining([{ code: 'card-without-link', card: 'room0' }]),
    });
    await becomes(card);
    expect(service.state).toMatchObject({
      warnings: expect.not.arrayContaining([{ code: 'card-without-link', card: 'room0' }]),
    });
    expect(open).toBe(1);
  });

  it('says that nothing can be written while that is so', async () => {
    await service.start(settings);
    service.noteJournal('database or disk is full');
    const stuck = { code: 'journal-stuck', detail: 'database or disk is full' };
    expect(service.state).toMatchObject({ state: 'serving', warnings: expect.arrayContaining([stuck]) });
    service.noteJournal(null);
    expect(service.state).toMatchObject({ warnings: expect.not.arrayContaining([stuck]) });
  });

  it('stays stopped when the card changes after that', async () => {
    await service.start(settings);
    await service.stop();
    await becomes({ ...card, addresses: [{ address: '10.77.0.2', prefix: 24 }] });
    expect(service.state).toEqual({ state: 'stopped' });
  });

  it('does not say that it serves after a fault of its own', async () => {
    await service.start(settings);
    fault = new RangeError('a bug');
    await expect(service.start(settings)).rejects.toThrow('a bug');
    expect(service.state).toMatchObject({ state: 'failed' });
    expect(open).toBe(0);
  });

  it('stops also when the journal cannot be written', async () => {
    await service.start(settings);
    test.plane.recorder.begin(test.addComputer('52:54:00:00:00:02', 'PC-02'), 'bios', 'firmware');
    test.store.close();
    await service.stop();
    expect(service.state).toEqual({ state: 'stopped' });
    expect(open).toBe(0);
  });

  it('refuses a router outside the network of the card, which no machine could reach', async () => {
    const wrong = { ...settings, router: '192.0.2.1' };
    await expect(service.start(wrong)).rejects.toThrow('router');
  });
});
