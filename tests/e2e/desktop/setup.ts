import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type PackagedApp, packageApp } from './package.ts';
import { provideRuntime } from './runtime.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly packaged: PackagedApp;
  }
}

/** Packages the app once for all files of the project. */
export default async function setup(project: TestProject): Promise<() => void> {
  const runtime = await provideRuntime();
  if ('why' in runtime) throw new Error(`no Electron: ${runtime.why}`);
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-desktop-'));
  // The app runs as a user of its own, who must come in.
  chmodSync(folder, 0o755);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    project.provide('packaged', await packageApp(runtime, folder));
  } catch (fault) {
    remove();
    throw fault;
  }
  return remove;
}
