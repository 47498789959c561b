import { expect, it } from 'vitest';
import { engineForEachTest } from './console-engine.ts';

const console = engineForEachTest();

it('a boot stick is refused by the name of the loader that is missing', async () => {
  await expect(console.call('stick.make', {})).rejects.toThrow('needs ipxe.pxe, which Rollcall has not got');
});
