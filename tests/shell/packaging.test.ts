import { existsSync, readFileSync } from 'node:fs';
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

test.each([
  ['Windows', 'resources/icon.ico', 'nsis'],
  ['macOS', 'resources/icon.icns', 'dmg'],
  ['Linux', 'resources/icons', 'AppImage'],
])('the installer for %s has its icon', (_sentence, icon, target) => {
  expect(text).toContain(`icon: ${icon}\n`);
  expect(text).toContain(target);
  expect(existsSync(new URL(`../../${icon}`, import.meta.url))).toBe(true);
});

test.each(['idle', 'serving', 'trouble'])('the tray has its icon for the state %s, and it is packaged', (state) => {
  expect(text).toContain('  - resources/tray/*.png\n');
  for (const name of [`${state}.png`, `${state}@2x.png`])
    expect(existsSync(new URL(`../../resources/tray/${name}`, import.meta.url))).toBe(true);
});
