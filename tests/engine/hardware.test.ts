import { expect, it } from 'vitest';
import { answerScript } from '../../electron/engine/script-service.ts';
import { testPlane } from './plane.ts';

const mac = '00:1b:21:00:00:01';
const request = { client: '10.77.0.50', method: 'GET' as const, userAgent: 'iPXE/2.0.0' };

it('a machine that appears is shown with the maker of its card and what its firmware calls it', () => {
  const { plane, store } = testPlane();
  answerScript(plane, mac, request, { manufacturer: 'Dell Inc.', product: 'OptiPlex 7010', serial: null });
  expect(store.computers.byMac(mac)).toMatchObject({
    maker: 'Intel Corporate',
    hardware: { manufacturer: 'Dell Inc.', product: 'OptiPlex 7010', serial: null },
  });
});

it('what a machine said once stays when it says less later', () => {
  const { plane, store } = testPlane();
  answerScript(plane, mac, request, { manufacturer: 'Dell Inc.', product: null, serial: 'ABC123' });
  answerScript(plane, mac, request);
  answerScript(plane, mac, request, { manufacturer: null, product: 'OptiPlex 7010', serial: null });
  expect(store.computers.byMac(mac)?.hardware).toEqual({
    manufacturer: 'Dell Inc.',
    product: 'OptiPlex 7010',
    serial: 'ABC123',
  });
});

it('a question by HEAD changes nothing', () => {
  const { plane, store } = testPlane();
  answerScript(plane, mac, { ...request, method: 'HEAD' }, { manufacturer: 'Dell Inc.', product: null, serial: null });
  expect(store.computers.byMac(mac)).toBeNull();
});
