import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measureDhcp } from './dhcp.ts';
import { measureDhcpUnderLoad } from './dhcp-under-load.ts';
import { type Field, openField } from './field.ts';
import { measureHttp } from './http.ts';
import { measureRecording } from './recording.ts';
import { type Finding, tableOf } from './rounds.ts';
import { measureScripts } from './scripts.ts';
import { measureStart } from './start.ts';
import { measureTftp } from './tftp.ts';

/**
 * `npm run bench -- [measure…] [--rounds N]`: each measure beside its peers in network namespaces. Needs root. Prints a
 * table and writes `bench-results.json`.
 */
const measures: Readonly<Record<string, (field: Field, rounds: number) => Promise<readonly Finding[]>>> = {
  dhcp: measureDhcp,
  tftp: measureTftp,
  http: measureHttp,
  scripts: measureScripts,
  'dhcp-under-load': measureDhcpUnderLoad,
  start: measureStart,
  recording: measureRecording,
};

const resultsFile = new URL('../../bench-results.json', import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' } },
});
const unknown = positionals.filter((name) => !(name in measures));
if (unknown.length > 0) {
  process.stderr.write(`No measure ${unknown.join(', ')}. There are: ${Object.keys(measures).join(', ')}.\n`);
  process.exit(2);
}
const findings: Finding[] = [];
for (const [name, measure] of Object.entries(measures)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  process.stderr.write(`${name}\n`);
  const field = openField();
  const interrupted = (): void => {
    field.close();
    process.exit(130);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    findings.push(...(await measure(field, Number(values.rounds))));
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    field.close();
  }
}
process.stdout.write(`${tableOf(findings)}\n`);
const machine = { processors: cpus().length, processor: cpus()[0]?.model ?? '', memory: totalmem() };
const taken = { at: new Date().toISOString(), node: process.version, machine };
const results = [
  ...earlier().filter((old) => findings.every(({ measure }) => measure !== old.measure)),
  ...findings.map((finding) => ({ ...finding, taken })),
];
writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);

/** What earlier runs found: a measure that runs alone leaves the others as they are. */
function earlier(): Finding[] {
  return existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as Finding[]) : [];
}
