import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { type Rollcall, serve } from '../support/rollcall.ts';
import { run } from '../support/run.ts';

/** A card that is switched off and has no address, in the server's namespace of the lab. Needs root and iproute2. */
let lab: Lab;
let folder: string;
let running: Rollcall | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-bare-'));
  lab = openLab();
  run('ip', '-n', lab.server, 'link', 'add', 'bare0', 'type', 'veth', 'peer', 'name', 'vbare', 'netns', lab.machines);
  inside(lab.machines, 'ip', 'link', 'set', 'vbare', 'up');
});

afterEach(async () => {
  await running?.stop();
  running = null;
  lab.close();
  rmSync(folder, { recursive: true, force: true });
});

const card = (): string =>
  inside(lab.server, 'ip', '-br', 'address', 'show', 'dev', 'bare0').replace(/\s+/g, ' ').trim();

async function serveOnBare(): Promise<Rollcall> {
  running = await serve({ ...lab, card: 'bare0' }, join(folder, 'data'), '--give-address', '10.99.0.1/24');
  return running;
}

describe('a card without an address', () => {
  it('is given one for the time of serving, by a command that is shown first, and is as before afterwards', async () => {
    const before = card();
    const rollcall = await serveOnBare();
    const said = rollcall.output();
    expect(said).toContain(
      'Gives bare0 the address 10.99.0.1/24 until serving ends: ip link set dev bare0 up && ip address add 10.99.0.1/24 dev bare0',
    );
    expect(said.indexOf('Gives bare0')).toBeLessThan(said.indexOf('Serving on bare0'));
    expect(card()).toContain('10.99.0.1/24');
    await rollcall.stop();
    running = null;
    expect(card()).toBe(before);
  });

  it('is as before at the next start when Rollcall was killed', async () => {
    const before = card();
    const rollcall = await serveOnBare();
    const gone = once(rollcall.process, 'exit');
    rollcall.process.kill('SIGKILL');
    await gone;
    expect(card()).toContain('10.99.0.1/24');
    running = await serve(lab, join(folder, 'data'));
    expect(card()).toBe(before);
    expect(running.output()).toContain(
      'The card bare0 is as it was before: ip address del 10.99.0.1/24 dev bare0 && ip link set dev bare0 down',
    );
  });
});
