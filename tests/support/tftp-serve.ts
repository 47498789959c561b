import type { TftpContent } from '../../electron/tftp/port.ts';
import { startTftpServer } from '../../electron/tftp/server.ts';

/**
 * A TFTP server alone, for tests and measurements that put it into a network namespace:
 *
 *   node tests/support/tftp-serve.ts CARD ADDRESS BYTES
 *
 * Every name is a file of so many zeros. Prints `serving`, then each report that is no progress as a line of JSON, and
 * ends at SIGTERM.
 */
const [card = 'lo', cardAddress = '127.0.0.1', bytes = '1048576'] = process.argv.slice(2);
const content: TftpContent = { kind: 'bytes', bytes: new Uint8Array(Number(bytes)) };
const server = await startTftpServer({
  card,
  cardAddress,
  port: {
    open: (name) => ({ kind: 'file', name, content }),
    report: (report) => {
      if (report.kind !== 'progress') process.stdout.write(`${JSON.stringify(report)}\n`);
    },
  },
});
process.once('SIGTERM', () => void server.close());
process.stdout.write('serving\n');
