import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The oldest Node that these steps run on. */
const oldestNode = 20;

/** Says so plainly when the Node is too old, instead of failing at the first new word. */
export function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= oldestNode) return;
  console.error(`Rollcall needs Node ${oldestNode} or newer to start; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Is there a screen to open a window on? */
export function hasDesktop(env = process.env, platform = process.platform) {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(env.DISPLAY || (env.WAYLAND_DISPLAY && existsSync(env.XDG_RUNTIME_DIR ?? '')));
}
