import { expect, it } from 'vitest';
import { type ReadinessView, readinessOf } from '../../electron/boot/readiness.ts';
import { byHand, usual } from '../../electron/boot/remedy.ts';
import type { Remedy } from '../../electron/contract/model.ts';

const signed: Remedy = { ...usual, loader: 'debian', loaderBy: 'learnt', tried: ['ipxe'] };
const debian = (file: string) => ['shimx64.efi', 'grubx64.efi'].includes(file);

const view: ReadinessView = {
  computer: { firmware: 'uefi-x64', lastSeenAt: 1 },
  remedy: usual,
  ranUnsigned: false,
  secureBoot: 'debian',
  has: debian,
};

it.each<readonly [string, Partial<ReadinessView>, string, string | null]>([
  ['a BIOS has no Secure Boot', { computer: { firmware: 'bios', lastSeenAt: null } }, 'no-secure-boot', 'ipxe'],
  [
    'a machine that was never heard of is not known',
    { computer: { firmware: 'unknown', lastSeenAt: null } },
    'unseen',
    null,
  ],
  ['a machine that only asked has not tried', {}, 'untried', 'ipxe'],
  ['a machine that ran iPXE starts what is not signed', { ranUnsigned: true }, 'starts-unsigned', 'ipxe'],
  [
    'a machine that needs signed loaders gets those of Debian for a Linux',
    { remedy: signed },
    'starts-signed',
    'debian',
  ],
  ['it cannot start what nobody signed', { remedy: signed, secureBoot: 'no' }, 'action-unsigned', null],
  [
    'it cannot start Windows without iPXE’s signed loader',
    { remedy: signed, secureBoot: 'ipxe' },
    'loader-missing',
    null,
  ],
  [
    'it can start Windows with it',
    { remedy: signed, secureBoot: 'ipxe', has: () => true },
    'starts-signed',
    'ipxe-signed',
  ],
  ['it cannot start a Linux without any signed loader', { remedy: signed, has: () => false }, 'loader-missing', null],
  [
    'it cannot start Windows by the loaders of Debian that somebody decided on',
    { remedy: byHand(usual, { loader: 'debian' }), secureBoot: 'ipxe', has: () => true },
    'action-unsigned',
    null,
  ],
  [
    'a machine on which nothing helped is not known',
    { remedy: { ...signed, loader: 'ipxe', loaderBy: 'given up' } },
    'untried',
    'ipxe',
  ],
])('%s', (_, given, state, loader) => {
  expect(readinessOf({ ...view, ...given })).toEqual({ state, loader });
});
