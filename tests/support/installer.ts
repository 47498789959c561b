import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from './run.ts';

/**
 * Gives the test Linux other last steps, which a later archive behind its first file system puts in the place of the
 * first ones. `folder` is the one that `makeTestLinux` filled.
 */
export function withLastSteps(folder: string, name: string, steps: string): string {
  const over = join(folder, `${name}-over`);
  mkdirSync(over);
  const init = readFileSync(join(folder, 'initramfs/init'), 'utf8');
  const begin = init.indexOf('wget -q');
  writeFileSync(join(over, 'init'), `${init.slice(0, begin)}${steps}\npoweroff -f\n`, { mode: 0o755 });
  run('sh', '-c', 'cd "$1" && find . | cpio --quiet -o -H newc -F ../"$2".cpio', 'pack', over, name);
  const initrd = join(folder, `${name}.img`);
  writeFileSync(initrd, readFileSync(join(folder, 'initrd.img')));
  appendFileSync(initrd, gzipSync(readFileSync(join(folder, `${name}.cpio`))));
  return initrd;
}

/** Fetches its preseed file twice, runs the command in the first that begins the installation, and says what it saw. */
export const installerSteps = `
url=$(sed -n "s,.*preseed/url=\\([^ ]*\\).*,\\1,p" /proc/cmdline)
wget -q -O /preseed "$url" && echo "installer: $(sed -n 1p /preseed)"
wget -q -O /again "$url" || echo "installer: refused the second time"
sed -n 's,^d-i preseed/early_command string ,,p' /preseed > /early
sh /early && echo "installer: told"
`;

/** Fetches what Porteus Kiosk does: the settings of its image and its modules from the root, then its own settings. */
export const kioskSteps = `
server=$(word http_server)
for file in docs/kiosk.sgn xzm/000-kernel.xzm; do
  wget -q -O /part "http://$server/$file" && echo "kiosk: $file $(busybox sha256sum /part | sed 's/ .*//')"
done
echo "kiosk: $(cat /pxe-component)"
wget -q -O /portal "http://$server/portal.html" && sed -n 's,.*content="0; url=\\([^"]*\\)".*,kiosk: portal \\1,p' /portal
wget -q -O /conf "$(word kiosk_config)?kiosk=0123" && sed -n 's,^homepage=,kiosk: homepage ,p' /conf
wget -q -O /dev/null "http://$server/xzm/none.xzm" || echo "kiosk: nothing else"
`;
