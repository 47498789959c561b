import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const node = { environment: 'node' as const, root: new URL('..', import.meta.url).pathname };

/**
 * `unit` is fast and needs nothing of the system; `net` needs root, namespaces and the real clients, two files at a time
 * in namespaces of their own; `console` shows the page in Chromium; `boot` starts real firmware in QEMU, two rooms at a
 * time, since it waits for most of its time; `desktop` packages the app and starts it in Electron. The slow fuzz suite is
 * `slow`.
 *
 * No module of the project holds state, so the unit tests of a worker share their modules: loading them anew for each
 * file took twice as long as the tests. Workers are processes, because some tests set the time zone.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/net/**', 'tests/slow/**', 'tests/bench/**'],
          isolate: false,
          pool: 'forks',
          maxWorkers: availableParallelism(),
        },
      },
      {
        test: {
          ...node,
          name: 'net',
          include: ['tests/net/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          pool: 'forks',
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...node,
          name: 'boot',
          include: ['tests/e2e/boot/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...node,
          name: 'console',
          include: ['tests/e2e/console/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...node,
          name: 'desktop',
          include: ['tests/e2e/desktop/**/*.test.ts'],
          globalSetup: ['tests/e2e/desktop/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      { test: { ...node, name: 'slow', include: ['tests/slow/**/*.test.ts'], testTimeout: 1_800_000 } },
    ],
  },
});
