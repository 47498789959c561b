import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the parts of an installed or checked-out Rollcall are. */
export interface ProjectPaths {
  readonly version: string;
  readonly firmwareFolder: string;
  readonly pageFolder: string;
}

/** Finds Rollcall from one of its modules, which may be a source file, a bundle, or a bundle's chunk. */
export function projectPaths(module: string = import.meta.url): ProjectPaths {
  let folder = dirname(fileURLToPath(module));
  for (;;) {
    const version = rollcallVersion(join(folder, 'package.json'));
    if (version !== null) {
      return {
        version,
        firmwareFolder: join(folder, 'firmware', 'files'),
        pageFolder: join(folder, 'out', 'renderer'),
      };
    }
    const above = dirname(folder);
    if (above === folder) throw new Error(`no package.json of Rollcall above ${module}`);
    folder = above;
  }
}

function rollcallVersion(file: string): string | null {
  try {
    const description = JSON.parse(readFileSync(file, 'utf8'));
    return description.name === 'rollcall' ? String(description.version) : null;
  } catch {
    return null;
  }
}

/** What the data folder depends on. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly workingFolder: string;
}

/** The data folder: what was asked for, else `ROLLCALL_DATA`, else the platform's usual place for data of one user. */
export function dataFolder(asked: string | undefined, { platform, env, home, workingFolder }: Surroundings): string {
  const named = asked ?? env.ROLLCALL_DATA;
  if (named) return resolve(workingFolder, named);
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Rollcall');
    case 'win32':
      return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Rollcall');
    default:
      return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'rollcall');
  }
}
