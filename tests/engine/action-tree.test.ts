import { describe, expect, it } from 'vitest';
import { httpService } from '../../electron/engine/http-service.ts';
import { testPlane } from './plane.ts';

const mac = '52:54:00:00:00:02';
const machine = { client: '10.77.0.102', method: 'GET' as const, userAgent: 'cloud-init' };
const stranger = { ...machine, client: '10.77.0.103' };

/** A machine whose task installs Ubuntu by an autoinstall file, after it has got its script. */
async function installing() {
  const test = testPlane();
  const computer = test.addComputer(mac, 'PC-02');
  const parameters = { image: '/srv/none.iso', autoinstall: 'autoinstall: {s3cret: "${hostname}"}' };
  const { id } = test.store.actions.add({ name: 'Ubuntu', kind: 'ubuntu-server', parameters });
  test.addTask(computer, id);
  test.plane.addresses.learn(machine.client, mac, 'granted');
  test.plane.addresses.learn(stranger.client, '52:54:00:00:00:03', 'granted');
  const script = httpService(test.plane).script(mac, machine);
  await script.ready;
  await script.served();
  const token = /s=http:\S*\/tree\/\d+\/(\w+)\//.exec(script.text)?.[1] ?? '';
  const ask = async (inner: string, request = machine, boot = token) => {
    const answer = await httpService(test.plane).tree(id, boot, inner, request);
    return answer.kind === 'bytes' ? Buffer.from(answer.bytes).toString() : answer.kind;
  };
  return { test, id, token, ask };
}

const userData = '#cloud-config\nautoinstall: {s3cret: "pc-02"}\n';

describe('a text that a system asks for below the tree of its action', () => {
  it('is served as often as it is asked for when it holds no password', async () => {
    const { ask } = await installing();
    expect(await ask('meta-data')).toContain('local-hostname: pc-02\n');
    expect(await ask('meta-data')).toContain('local-hostname: pc-02\n');
  });

  it('is served once, to its own machine alone, when it holds one', async () => {
    const { ask } = await installing();
    expect([await ask('user-data', stranger), await ask('user-data'), await ask('user-data')]).toEqual([
      'missing',
      userData,
      'gone',
    ]);
  });

  it('may be asked for again when its download broke', async () => {
    const { test, id, token, ask } = await installing();
    expect(await ask('user-data')).toBe(userData);
    const path = `/tree/${id}/${token}/user-data`;
    const transfer = { id: 1, client: machine.client, path, boot: token, name: 'user-data' };
    const progress = { size: 40, total: 40, sent: 10, milliseconds: 5 };
    const why = { code: 'http-closed-by-machine' } as const;
    httpService(test.plane).report({ kind: 'failed', transfer: { ...transfer, ...progress }, why });
    expect([await ask('user-data'), await ask('user-data')]).toEqual([userData, 'gone']);
  });

  it('is served to no boot that was given something else', async () => {
    const { ask } = await installing();
    expect(await ask('user-data', machine, 'token9')).toBe('missing');
  });
});

describe('the page of a kiosk at the root of the server', () => {
  it('leads every machine on to the first page that its action has now, and nobody else', async () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    const parameters = { image: '/srv/none.iso', homepage: 'https://one.example/?seat=${name}' };
    const action = test.store.actions.add({ name: 'Kiosk', kind: 'kiosk', parameters });
    test.addTask(computer, action.id);
    test.plane.addresses.learn(machine.client, mac, 'granted');
    test.plane.addresses.learn(stranger.client, '52:54:00:00:00:03', 'granted');
    const page = async (request = machine) => {
      const answer = await httpService(test.plane).root('portal.html', request);
      return answer.kind === 'bytes' ? /url=([^"]*)"/.exec(Buffer.from(answer.bytes).toString())?.[1] : answer.kind;
    };
    expect(await page()).toBe('missing');
    const script = httpService(test.plane).script(mac, machine);
    await script.ready;
    await script.served();
    expect(await page()).toBe('https://one.example/?seat=PC-02');
    test.store.actions.set(action.id, { parameters: { ...parameters, homepage: 'https://two.example' } });
    expect([await page(), await page(stranger)]).toEqual(['https://two.example', 'missing']);
  });
});
