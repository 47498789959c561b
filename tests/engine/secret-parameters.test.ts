import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { actionKind, actionKinds } from '../../electron/actions/kinds.ts';
import { keptSecret } from '../../electron/contract/secret-mark.ts';
import { openStore } from '../../electron/store/store.ts';
import { rollcall } from '../cli/command-line.ts';
import { engineForEachTest } from './console-engine.ts';

const console = engineForEachTest();
const secrets = { password: 'adm1n-s3cret', productKey: 'AAAAA-BBBBB-S3CRE', sharePassword: 'share-s3cret' };
const names = Object.keys(secrets);
let files: { image: string; wimboot: string };

beforeEach(() => {
  files = { image: join(console.folder, 'win11.iso'), wimboot: join(console.folder, 'wimboot') };
  for (const path of Object.values(files)) writeFileSync(path, 'x');
});

const addSetup = () =>
  console.call('action.add', {
    name: 'Windows 11',
    kind: 'windows-setup',
    parameters: { ...files, user: 'Teacher', ...secrets },
  });

/** What the data file holds, read past the engine. */
function stored(id: number): Readonly<Record<string, unknown>> {
  const store = openStore(join(console.folder, 'rollcall.db'));
  const parameters = store.actions.byId(id)?.parameters ?? {};
  store.close();
  return parameters;
}

describe('a secret of an action', () => {
  it('is in nothing that a window or the command line is told', async () => {
    const added = await addSetup();
    const told = [
      added,
      await console.call('action.set', { action: added.id, name: 'Windows 11 Pro' }),
      await console.call('action.duplicate', { action: added.id }),
      await console.call('action.list', {}),
      await console.call('snapshot', {}),
      await console.call('log.list', {}),
      console.batches,
      await console.call('action.remove', { action: added.id }),
    ];
    for (const secret of Object.values(secrets)) expect(JSON.stringify(told)).not.toContain(secret);
    expect(added.parameters).toMatchObject({ user: 'Teacher', password: keptSecret });
    await console.engine.close();
    const { out } = await rollcall({ dataFolder: console.folder }, 'action', 'list', '--json');
    for (const secret of Object.values(secrets)) expect(out.join()).not.toContain(secret);
  });

  it('stays when the action is saved as it was shown, and in its copy', async () => {
    const added = await addSetup();
    await console.call('action.set', { action: added.id, parameters: { ...added.parameters, user: 'Pupil' } });
    const copy = await console.call('action.duplicate', { action: added.id });
    expect(stored(added.id)).toMatchObject({ user: 'Pupil', ...secrets });
    expect(stored(copy.id)).toMatchObject(secrets);
  });

  it('is replaced by another, and taken away by an empty one', async () => {
    const { id, parameters } = await addSetup();
    const changes = { password: 'an0ther', sharePassword: '' };
    const { parameters: after } = await console.call('action.set', {
      action: id,
      parameters: { ...parameters, ...changes },
    });
    expect(stored(id)).toMatchObject({ ...secrets, ...changes });
    expect(after).toMatchObject({ password: keptSecret, sharePassword: '' });
  });

  it('that was never told cannot be given to a new action', async () => {
    const added = await addSetup();
    const again = { name: 'Windows again', kind: 'windows-setup', parameters: added.parameters };
    await expect(console.call('action.add', again)).rejects.toThrow('is a secret that is not shown again');
  });
});

describe('the kinds', () => {
  it('mark as secret what is a password or a key by its name', () => {
    for (const kind of actionKinds) {
      const shape = Object.keys(Object((kind.parameters as { shape?: object }).shape ?? {}));
      const telling = shape.filter((name) => /password|secret|productkey/i.test(name));
      expect(kind.secretParameters).toEqual(expect.arrayContaining(telling));
    }
    expect(actionKind('windows-setup')?.secretParameters.toSorted()).toEqual(names.toSorted());
  });
});
