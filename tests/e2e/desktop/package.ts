import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackageWithOptions, extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { runStep } from '../../../electron/setup/step.mjs';
import { run } from '../../support/run.ts';
import type { Runtime } from './runtime.ts';

/** The app as `npm run package` makes it, unpacked. */
export interface PackagedApp {
  /** Its program, with the product's own fuses. */
  readonly program: string;
  /** The same with one fuse changed: it takes an inspector, by which the tests drive it. */
  readonly drivenProgram: string;
  /** The files of its archive as they were packaged, beginning with `/`. */
  readonly archive: readonly string[];
}

const root = new URL('../../..', import.meta.url).pathname;
const standIn = new URL('sqlite-stand-in.cjs', import.meta.url).pathname;

/** Packages the app with this Electron into `folder`. Nothing is downloaded. */
export async function packageApp({ folder: electron, version, sqlite }: Runtime, folder: string): Promise<PackagedApp> {
  const settings = { electronDist: electron, electronVersion: version, 'directories.output': folder };
  const words = Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`);
  const step = { cwd: root, seconds: 120, capture: true };
  const { code, output } = await runStep('npm', ['run', 'package', '--', '--dir', ...words], step);
  if (code !== 0) throw new Error(`npm run package -- --dir ended with ${code}:\n${output.slice(-2_000)}`);
  const app = join(folder, 'linux-unpacked');
  const archive = listPackage(join(app, 'resources', 'app.asar'), { isPack: false });
  if (sqlite) await exchangeSqlite(join(app, 'resources'), sqlite);
  const program = join(app, 'rollcall');
  return { program, drivenProgram: await letInspectorIn(app, join(folder, 'driven')), archive };
}

/** The program is copied, since the fuses are in it; the other files are the same ones. */
async function letInspectorIn(app: string, driven: string): Promise<string> {
  run('cp', '-al', app, driven);
  const program = join(driven, 'rollcall');
  rmSync(program);
  copyFileSync(join(app, 'rollcall'), program);
  await flipFuses(program, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true });
  return program;
}

/** Puts the stand-in in the place of better-sqlite3 and leaves out the question whether that would load. */
async function exchangeSqlite(resources: string, packages: string): Promise<void> {
  const archive = join(resources, 'app.asar');
  const files = join(resources, 'exchanged');
  extractAll(archive, files);
  const library = join(files, 'node_modules', 'better-sqlite3');
  rmSync(library, { recursive: true });
  mkdirSync(library);
  copyFileSync(standIn, join(library, 'index.cjs'));
  writeFileSync(join(library, 'package.json'), '{ "name": "better-sqlite3", "main": "index.cjs" }');
  cpSync(packages, join(files, 'node_modules'), { recursive: true });
  passRuntimeCheck(join(files, 'out', 'main'));
  rmSync(archive);
  rmSync(`${archive}.unpacked`, { recursive: true });
  await createPackageWithOptions(files, archive, { unpack: '**/*.node' });
  rmSync(files, { recursive: true });
}

/** The one place where the store asks `missingFromRuntime`. */
function passRuntimeCheck(bundles: string): void {
  const question = 'missingFromRuntime(process.versions)';
  const asking = readdirSync(bundles).filter((name) => readFileSync(join(bundles, name), 'utf8').includes(question));
  const [name, ...others] = asking;
  if (name === undefined || others.length > 0) throw new Error(`the store's check of the runtime is in: ${asking}`);
  const text = readFileSync(join(bundles, name), 'utf8');
  writeFileSync(join(bundles, name), text.replace(question, 'null'));
}
