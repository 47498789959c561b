import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, buildIsOld } from './build.mjs';
import { runInPlace } from './foreground.mjs';
import { ensureModules, pinnedNode } from './modules.mjs';
import { requireNode, root } from './place.mjs';

/**
 * `npm run rollcall -- …`: the command line out of the sources. Builds first when the sources are newer; its own
 * words go to stderr, since stdout belongs to the command.
 */

requireNode();
console.log = console.error;
if (!existsSync(pinnedNode(root))) stopIf(await ensureModules(root));
if (buildIsOld(root)) stopIf(await build(root));
const cli = join(root, 'out', 'main', 'cli.js');
process.exit(await runInPlace(pinnedNode(root), [cli, ...process.argv.slice(2)], { cwd: process.env.INIT_CWD }));

function stopIf(why) {
  if (why === null) return;
  console.error(why);
  process.exit(1);
}
