import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync(new URL('../../electron-builder.yml', import.meta.url), 'utf8');

test.each([
  ['cannot be used as a Node', 'runAsNode', false],
  ['takes no options of Node from the environment', 'enableNodeOptionsEnvironmentVariable', false],
  ['cannot be inspected from the command line', 'enableNodeCliInspectArguments', false],
  ['checks its archive before it loads it', 'enableEmbeddedAsarIntegrityValidation', true],
  ['loads itself from its archive alone', 'onlyLoadAppFromAsar', true],
  ['gives files no rights of their own', 'grantFileProtocolExtraPrivileges', false],
])('the packaged app %s', (_sentence, fuse, value) => {
  expect(text.split('\n')).toContain(`  ${fuse}: ${value}`);
});
