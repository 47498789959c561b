import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { monday } from './plane.ts';

let folder: string;
let engine: Engine;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-form-'));
  const clock = { now: () => monday };
  engine = createEngine({ dataFolder: folder, firmwareFolder: join(folder, 'firmware'), version: '0.0.0', clock });
});

afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

describe('the parameters of an action', () => {
  it('stay when they are left out, and go when null is given', async () => {
    const file = (name: string): string => {
      const path = join(folder, name);
      writeFileSync(path, 'x');
      return path;
    };
    const [kernel, initrd] = [file('vmlinuz'), file('initrd.gz')];
    const { handlers } = engine;
    const given = { name: 'Lab', kind: 'linux', parameters: { kernel, initrd, cmdline: 'quiet' } };
    const { id } = await handlers['action.add'](given);
    const without = await handlers['action.set']({ action: id, parameters: { initrd: null, cmdline: 'debug' } });
    expect(without.parameters).toEqual({ kernel, cmdline: 'debug' });
  });

  it('cannot go when the kind needs them', async () => {
    const { handlers } = engine;
    const { id } = await handlers['action.add']({ name: 'Own', kind: 'script', parameters: { text: '#!ipxe\n' } });
    expect(() => handlers['action.set']({ action: id, parameters: { text: null } })).toThrow('text');
  });

  it('are refused without the tool that they need, and taken with a file in its place', async () => {
    const wim = join(folder, 'boot.wim');
    writeFileSync(wim, 'x');
    const add = (name: string, more: Record<string, unknown>) =>
      engine.handlers['action.add']({ name, kind: 'winpe', parameters: { wim, ...more } });
    expect(() => add('WinPE', {})).toThrow('This action needs wimboot');
    expect((await add('WinPE', { wimboot: wim })).kind).toBe('winpe');
  });
});
