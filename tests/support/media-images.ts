import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './run.ts';

/** Contents by path. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** How the images of the tests are made: the tool that writes most discs of Linux, its forerunner, and UDF by that. */
export const recipes = {
  'rock-ridge': ['xorriso', '-as', 'mkisofs', '-quiet', '-R', '-J', '-V', 'ROCK_RIDGE'],
  relocated: ['genisoimage', '-quiet', '-R', '-V', 'RELOCATED'],
  joliet: ['genisoimage', '-quiet', '-J', '-joliet-long', '-D', '-V', 'JOLIET'],
  plain: ['xorriso', '-as', 'mkisofs', '-quiet', '-iso-level', '3', '--norock', '-V', 'PLAIN'],
  udf: ['genisoimage', '-quiet', '-udf', '-allow-limited-size', '-D', '-V', 'UDF'],
} as const;
export type Recipe = keyof typeof recipes;

/** A disc image of these files. */
export function makeImage(recipe: Recipe, files: Files, ...more: readonly string[]): Uint8Array {
  return inFolder((folder) => {
    const tree = writeTree(join(folder, 'tree'), files);
    symlinkSync('nowhere', join(tree, 'a-link'));
    const image = join(folder, 'image.iso');
    const [program, ...args] = recipes[recipe];
    run(program, ...args, ...more, '-o', image, tree);
    return readFileSync(image);
  });
}

/** A WIM file of these files, as wimlib captures it; `xml` are properties such as `WINDOWS/ARCH=9`. */
export function makeWim(files: Files, name: string, properties: readonly string[] = []): Uint8Array {
  return inFolder((folder) => {
    const tree = writeTree(join(folder, 'tree'), files);
    const wim = join(folder, 'boot.wim');
    const given = properties.flatMap((property) => ['--image-property', property]);
    run('wimlib-imagex', 'capture', tree, wim, name, 'made for a test', '--boot', '--quiet', ...given);
    return readFileSync(wim);
  });
}

function writeTree(folder: string, files: Files): string {
  mkdirSync(folder);
  for (const [path, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
  return folder;
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-media-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
