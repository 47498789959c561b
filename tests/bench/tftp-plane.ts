import { statSync } from 'node:fs';
import { join } from 'node:path';
import { startTftpServer } from '../../electron/tftp/server.ts';

/**
 * The product's TFTP server alone, on the files of one folder: the whole program serves boot loaders only, and they
 * are too small to measure one client with. `node tftp-plane.ts CARD ADDRESS FOLDER`, until it is ended.
 */
const [card = '', cardAddress = '', folder = ''] = process.argv.slice(2);

await startTftpServer({
  card,
  cardAddress,
  port: {
    open: (name) => {
      const path = join(folder, name);
      return { kind: 'file', name, content: { kind: 'path', path, size: statSync(path).size } };
    },
    report: () => undefined,
  },
});
process.stdout.write('Serving\n');
