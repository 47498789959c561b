import { expect, test } from 'vitest';
import { dataFolder, projectPaths, type Surroundings } from '../../electron/cli/paths.ts';
import { otherServerLines, servingLine } from '../../electron/cli/serving.ts';
import { table } from '../../electron/cli/table.ts';
import { logText } from '../../electron/cli/words.ts';
import { ServiceSettings } from '../../electron/contract/model.ts';

test('columns are aligned, and text from outside cannot steer the terminal', () => {
  const rows = [
    ['PC-02', 'B12'],
    ['a\u001b[31m\nb', '-'],
  ];
  expect(table(['NAME', 'ROOM'], rows, 'none')).toEqual(['NAME     ROOM', 'PC-02    B12', 'a [31m b  -'].map(fit));
});

/** The widest cell of the first column has eight characters. */
function fit(line: string): string {
  return line.replace(/^(NAME|PC-02) +/, (start) => start.trim().padEnd('a [31m b'.length + 2));
}

test('an empty table is one sentence', () => {
  expect(table(['NAME'], [], 'There is no room.')).toEqual(['There is no room.']);
});

const serving = {
  state: 'serving' as const,
  settings: ServiceSettings.parse({ card: 'room0' }),
  address: '10.77.0.1',
  prefix: 24,
  range: { first: '10.77.0.100', last: '10.77.0.200' },
  httpUrl: 'http://10.77.0.1:8080',
  since: 0,
  warnings: [],
  otherServer: null,
};

test('what is served is one line', () => {
  expect(servingLine(serving)).toBe(
    'Serving on room0 10.77.0.1: DHCP full 10.77.0.100-10.77.0.200, TFTP, HTTP http://10.77.0.1:8080',
  );
  const proxy = { ...serving, range: null, settings: { ...serving.settings, mode: 'proxy' as const } };
  expect(servingLine(proxy)).toBe('Serving on room0 10.77.0.1: DHCP proxy, TFTP, HTTP http://10.77.0.1:8080');
});

test('beside another DHCP server it says what to enter there, for each firmware', () => {
  const text = otherServerLines(serving).join('\n');
  for (const value of ['10.77.0.1', 'undionly.kpxe', 'snponly.efi', 'ipxe-arm64.efi']) expect(text).toContain(value);
  expect(text).toContain(`http://10.77.0.1:8080/boot/\${mac:hexhyp}.ipxe`);
});

test('a line of the log names its machine and marks trouble', () => {
  const line = { id: 1, bootId: 1, computerId: 1, at: 0, mac: '52:54:00:00:00:02', computerName: 'PC-02' };
  const fact = { kind: 'failed', why: 'no disk' } as const;
  expect(logText({ ...line, fact, text: 'It failed.', trouble: true }, '14:00:00')).toBe(
    '14:00:00  PC-02  ! It failed.',
  );
});

const linux: Surroundings = { platform: 'linux', env: {}, home: '/home/ada', workingFolder: '/home/ada/lab' };

const folders: [why: string, asked: string | undefined, surroundings: Surroundings, wanted: string][] = [
  ['Linux', undefined, linux, '/home/ada/.local/share/rollcall'],
  ['Linux with XDG', undefined, { ...linux, env: { XDG_DATA_HOME: '/data' } }, '/data/rollcall'],
  ['macOS', undefined, { ...linux, platform: 'darwin' }, '/home/ada/Library/Application Support/Rollcall'],
  ['the environment', undefined, { ...linux, env: { ROLLCALL_DATA: '/var/lab' } }, '/var/lab'],
  [
    'the command line, before the environment',
    'here',
    { ...linux, env: { ROLLCALL_DATA: '/x' } },
    '/home/ada/lab/here',
  ],
];

test.each(folders)('the data folder by %s', (_why, asked, surroundings, wanted) => {
  expect(dataFolder(asked, surroundings)).toBe(wanted);
});

test('the project is found from any of its modules', () => {
  expect(projectPaths().version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(projectPaths(import.meta.url)).toEqual(projectPaths());
});
