import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A real engine on an empty data folder; it is closed when the test is over. */
export function temporaryEngine(): Engine {
  const dataFolder = temporaryFolder();
  const engine = createEngine({ dataFolder, firmwareFolder: join(dataFolder, 'firmware'), version: '1.2.3' });
  onTestFinished(() => engine.close());
  return engine;
}
