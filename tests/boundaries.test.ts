import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * What each part may import, as ARCHITECTURE.md says it. A part is a folder of `electron/` (or a single file of it),
 * or the renderer. Inside a part everything may import everything, but for the pure files of the wire folders.
 */

const root = new URL('..', import.meta.url).pathname;

interface Rule {
  /** Other parts; `contract/model.ts` and the like name single files. */
  readonly parts: readonly string[];
  /** Packages; `node:*` stands for all of Node. */
  readonly packages: readonly string[];
}

/** Ports are types alone: the way for a part to say what it needs without knowing who gives it. */
const words = ['contract/model.ts', 'contract/describe.ts'];

/** What the policy reads a packet with. */
const codec = ['packet', 'options', 'pxe-options', 'ipxe-options', 'pxe-client', 'address'].map(
  (name) => `dhcp/${name}.ts`,
);

const rules: Readonly<Record<string, Rule>> = {
  contract: { parts: [], packages: ['zod'] },
  boot: { parts: [...words, 'actions', ...codec], packages: [] },
  ipxe: { parts: [], packages: [] },
  actions: { parts: [...words, 'contract/api.ts', 'boot', 'ipxe'], packages: ['zod'] },
  dhcp: { parts: [...words, 'boot/client.ts', 'network'], packages: ['node:*'] },
  tftp: { parts: [...words, 'network'], packages: ['node:*', 'koffi'] },
  http: { parts: [...words, 'network'], packages: ['node:*', 'koffi'] },
  media: { parts: words, packages: ['node:*'] },
  syslog: { parts: [...words, 'network'], packages: ['node:*'] },
  network: { parts: [...words, 'contract/mac.ts'], packages: ['node:*', 'koffi', 'oui-data', 'zod'] },
  store: {
    parts: [
      'contract/model.ts',
      'contract/media.ts',
      'contract/exam.ts',
      'contract/describe.ts',
      'contract/action-look.ts',
      'boot/stored-boot.ts',
    ],
    packages: ['node:*', 'better-sqlite3', 'zod'],
  },
  engine: {
    parts: [
      'contract',
      'boot',
      'actions',
      'dhcp',
      'tftp',
      'http',
      'media',
      'syslog',
      'network',
      'store',
      'exam',
      'secret',
      'stick',
      'diagnosis',
      'packets',
    ],
    packages: ['node:*', 'zod', 'csv-parse'],
  },
  packets: {
    parts: [
      'contract/model.ts',
      'contract/console.ts',
      ...codec.filter((file) => !file.startsWith('dhcp/pxe-client')),
      'dhcp/option-kinds.ts',
      'dhcp/option-area.ts',
      'dhcp/sub-options.ts',
    ],
    packages: [],
  },
  secret: { parts: [], packages: ['node:*', 'zod'] },
  stick: { parts: [], packages: [] },
  exam: { parts: [...words, 'contract/exam.ts'], packages: [] },
  diagnosis: {
    parts: ['contract/model.ts', 'contract/diagnosis.ts', 'contract/describe-numbers.ts'],
    packages: [],
  },
  transport: { parts: ['contract', 'secret'], packages: ['node:*', 'ws', 'zod'] },
  cli: {
    parts: ['contract', 'transport', 'boot', 'stick', 'engine/engine.ts', 'engine/recover.ts'],
    packages: ['node:*', 'commander', 'zod'],
  },
  'headless.ts': { parts: ['contract', 'transport', 'cli', 'engine/engine.ts'], packages: ['node:*'] },
  'preload.ts': { parts: ['contract'], packages: ['electron'] },
  shell: { parts: ['contract', 'transport'], packages: ['node:*', 'electron', 'zod'] },
  'main.ts': {
    parts: ['contract', 'transport', 'shell', 'cli', 'engine/engine.ts', 'engine/recover.ts'],
    packages: ['node:*', 'electron'],
  },
  renderer: {
    parts: ['contract', 'ipxe'],
    packages: [
      'react',
      'react-dom',
      '@mantine/core',
      '@mantine/hooks',
      '@mantine/notifications',
      '@mantine/spotlight',
      '@tabler/icons-react',
      '@tanstack/react-virtual',
      'i18next',
      'react-i18next',
      '@codemirror/autocomplete',
      '@codemirror/commands',
      '@codemirror/language',
      '@codemirror/lint',
      '@codemirror/search',
      '@codemirror/state',
      '@codemirror/view',
      '@lezer/highlight',
      '@fontsource-variable/inter',
      '@fontsource-variable/jetbrains-mono',
      'vite',
    ],
  },
};

/** Files of the wire folders that hold sockets, threads, files or clocks; every other file there is pure. */
const edges: Readonly<Record<string, RegExp>> = {
  dhcp: /^dhcp\/(socket|server|watch|.*-sockets?)\.ts$/,
  tftp: /^tftp\/(server|files|worker|threads|plane|.*-sockets?|.*-(edge|io))\.ts$/,
  media: /^media\/(file-access|folder)\.ts$/,
  http: /^http\/(server|files|sendfile|connections|outlet|answer|body|source|carrier|carrier-worker|meter|script|text)\.ts$/,
};

/** Bytes to values and back: these files know nothing of what is decided, only each other. */
const codecFiles =
  /^dhcp\/(address|packet|layout|overload|options|option-.*|sub-options|pxe-options|pxe-client|ipxe-options|domain-list|static-routes)\.ts$|^tftp\/(packet|options)\.ts$/;

/** `electron/dhcp/packet.ts` is `dhcp/packet.ts`; `renderer/app.tsx` stays what it is. */
function placeOf(file: string): string {
  return relative(root, file)
    .split(sep)
    .join('/')
    .replace(/^electron\//, '');
}

const partOf = (place: string): string => place.split('/')[0] ?? place;

const sources = ['electron/**/*.{ts,tsx}', 'renderer/**/*.{ts,tsx}']
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .filter((file) => file !== join('electron', 'electron.vite.config.ts'))
  .map((file) => join(root, file));

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every specifier of a file: static, type-only, re-export, dynamic and `require`. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  const forms = [
    /\bfrom\s+'([^']+)'/g,
    /\bimport\s+'([^']+)'/g,
    /\bimport\(\s*'([^']+)'/g,
    /\brequire\)?\(\s*'([^']+)'/g,
  ];
  const specifiers = forms.flatMap((form) => [...text.matchAll(form)].map((match) => match[1] ?? ''));
  return [...new Set(specifiers)].map((specifier) => ({ from: placeOf(file), to: targetOf(file, specifier) }));
}

function targetOf(file: string, specifier: string): string {
  return specifier.startsWith('.') ? placeOf(join(dirname(file), specifier)) : specifier;
}

const isOwnFile = (target: string): boolean => /\.(ts|tsx|css|json|js|svg)$/.test(target) && !target.startsWith('@');

const packageOf = (specifier: string): string => {
  const [scope = '', name = ''] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
};

function allows(rule: Rule, { from, to }: Import): boolean {
  if (isOwnFile(to)) {
    if (partOf(to) === partOf(from)) return true;
    return rule.parts.some((part) => to === part || to.startsWith(`${part}/`));
  }
  if (to.startsWith('node:')) return rule.packages.includes('node:*');
  return rule.packages.includes(packageOf(to));
}

const imports = sources.flatMap(importsOf);

function isEdge(place: string): boolean {
  return edges[partOf(place)]?.test(place) ?? true;
}

describe('imports stay inside the boundaries', () => {
  test('every part has a rule', () => {
    const parts = new Set(sources.map((file) => partOf(placeOf(file))));
    expect([...parts].filter((part) => !(part in rules))).toEqual([]);
  });

  test.each(Object.keys(rules))('%s imports only what it may', (part) => {
    const rule = rules[part] ?? { parts: [], packages: [] };
    const wrong = imports.filter((entry) => partOf(entry.from) === part && !allows(rule, entry));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test('the pure files of the wire folders import no Node, no addon and no file with a socket', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (isEdge(from)) return false;
      return (
        to.startsWith('node:') ||
        to === 'koffi' ||
        (isOwnFile(to) && partOf(to) !== 'contract' && partOf(to) !== 'boot' && isEdge(to))
      );
    });
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test('the codecs import nothing but codecs', () => {
    const wrong = imports.filter(({ from, to }) => codecFiles.test(from) && !codecFiles.test(to));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test('only the entry, the bridge and the shell know Electron', () => {
    const knowing = imports.filter(({ to }) => to === 'electron' || to.startsWith('electron/'));
    expect(knowing.filter(({ from }) => !/^(main\.ts|preload\.ts|shell\/)/.test(from)).map(({ from }) => from)).toEqual(
      [],
    );
  });

  test('policy reads no clock and throws no dice', () => {
    const policy = sources.filter(
      (file) => ['boot', 'actions', 'diagnosis'].includes(partOf(placeOf(file))) || !isEdge(placeOf(file)),
    );
    const wrong = policy.filter((file) =>
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/.test(readFileSync(file, 'utf8')),
    );
    expect(wrong.map(placeOf)).toEqual([]);
  });

  test('the channels of the bridge are named in one place', () => {
    const naming = sources.filter((file) => /'rollcall:(call|event)'/.test(readFileSync(file, 'utf8')));
    expect(naming.map(placeOf)).toEqual(['contract/channels.ts']);
  });
});
