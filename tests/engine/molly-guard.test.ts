import { describe, expect, it } from 'vitest';
import { MollyGuard } from '../../electron/engine/molly-guard.ts';

const full = { card: 'eth0', mode: 'full' } as const;

function guardWith(router: string | null = null) {
  const parts = { at: 0, router };
  const guard = new MollyGuard({ now: () => parts.at, router: () => Promise.resolve(parts.router) });
  return { guard, parts };
}

describe('giving addresses', () => {
  it('on a network of one’s own needs no word', async () => {
    await expect(guardWith().guard.check(full, undefined)).resolves.toBeUndefined();
  });

  it('where a router answers needs the name of the card, once', async () => {
    const { guard } = guardWith('192.168.1.1');
    const refusal = { phrase: { code: 'guard-router', address: '192.168.1.1', card: 'eth0' } };
    await expect(guard.check(full, undefined)).rejects.toMatchObject(refusal);
    await expect(guard.check(full, 'eth1')).rejects.toMatchObject(refusal);
    await expect(guard.check(full, ' eth0 ')).resolves.toBeUndefined();
    await expect(guard.check(full, undefined)).resolves.toBeUndefined();
  });

  it('needs the name anew behind another router', async () => {
    const { guard, parts } = guardWith('192.168.1.1');
    await guard.check(full, 'eth0');
    parts.router = '10.0.0.1';
    await expect(guard.check(full, undefined)).rejects.toMatchObject({ phrase: { code: 'guard-router' } });
  });

  it('where a look found another server needs the name for half an hour, or until a look finds none', async () => {
    const { guard, parts } = guardWith();
    guard.looked('eth0', '10.77.0.3');
    await expect(guard.check(full, undefined)).rejects.toMatchObject({ phrase: { code: 'guard-server' } });
    await expect(guard.check({ ...full, card: 'eth1' }, undefined)).resolves.toBeUndefined();
    parts.at = 30 * 60_000;
    await expect(guard.check(full, undefined)).resolves.toBeUndefined();
    parts.at = 0;
    guard.looked('eth0', null);
    await expect(guard.check(full, undefined)).resolves.toBeUndefined();
  });

  it.each(['proxy', 'off'] as const)('is no matter of mode %s', async (mode) => {
    await expect(guardWith('192.168.1.1').guard.check({ card: 'eth0', mode }, undefined)).resolves.toBeUndefined();
  });
});
