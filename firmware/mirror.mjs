/**
 * An archive that apt already uses, as a stanza of a sources file needs it.
 *
 * @typedef {object} Mirror
 * @property {string} uri
 * @property {string | null} signedBy key file, or the lines of an inline key
 */

/** Suites that name a release of Debian itself, as opposed to another vendor's archive. */
const debianSuites = ['stable', 'testing', 'unstable', 'sid', 'bullseye', 'bookworm', 'trixie', 'forky'];

const isDebianSuite = (suite) => debianSuites.includes(suite.replace(/-(updates|backports|proposed-updates)$/, ''));

/** The Debian archives among apt's sources, each once. @param {{ name: string, text: string }[]} files @returns {Mirror[]} */
export function readMirrors(files) {
  const mirrors = files.flatMap(({ name, text }) => (name.endsWith('.sources') ? fromStanzas(text) : fromLines(text)));
  const seen = new Map();
  for (const mirror of mirrors) if (!seen.has(mirror.uri)) seen.set(mirror.uri, mirror);
  return [...seen.values()];
}

/** The one-line form: `deb [signed-by=/key] http://host/debian bookworm main`. */
function fromLines(text) {
  return text.split('\n').flatMap((line) => {
    const parts = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s+(.*)$/.exec(line.replace(/#.*/, ''));
    if (!parts) return [];
    const [, options = '', uri, suite, components] = parts;
    if (!isDebianSuite(suite) || !components.split(/\s+/).includes('main')) return [];
    return [{ uri, signedBy: /(?:^|\s)signed-by=(\S+)/i.exec(options)?.[1] ?? null }];
  });
}

/** The deb822 form: stanzas of fields, a field goes on in lines that begin with a space. */
function fromStanzas(text) {
  const plain = text.split('\n').filter((line) => !line.startsWith('#'));
  return plain
    .join('\n')
    .split(/\n\s*\n/)
    .flatMap((stanza) => {
      const field = fieldsOf(stanza);
      const words = (name) => (field.get(name) ?? '').split(/\s+/).filter(Boolean);
      if (!words('types').includes('deb') || field.get('enabled')?.trim() === 'no') return [];
      if (!words('suites').some(isDebianSuite) || !words('components').includes('main')) return [];
      return words('uris').map((uri) => ({ uri, signedBy: field.get('signed-by')?.trim() || null }));
    });
}

function fieldsOf(stanza) {
  const fields = new Map();
  for (const found of stanza.matchAll(/^([A-Za-z-]+):[ \t]*((?:.*)(?:\n[ \t].*)*)/gm))
    fields.set(found[1].toLowerCase(), found[2]);
  return fields;
}

/**
 * The addresses at which an archive may hold another date's packages: itself, and, where its path names a date as
 * snapshot archives do, the same path with the given dates.
 *
 * @param {string} uri
 * @param {readonly string[]} dates such as 20260601T000000Z
 */
export function datedUris(uri, dates) {
  const dated = /\/(\d{8})(T\d{6}Z)?(?=\/|$)/;
  const found = dated.exec(uri);
  if (!found) return [uri];
  return [...dates.map((date) => uri.replace(dated, `/${found[2] ? date : date.slice(0, 8)}`)), uri];
}

/** A sources file for one archive and one suite. @param {Mirror} mirror @param {string} suite */
export function sourcesText({ uri, signedBy }, suite) {
  const lines = [
    'Types: deb',
    `URIs: ${uri}`,
    `Suites: ${suite}`,
    'Components: main',
    'Targets: Packages',
    'Check-Valid-Until: no',
  ];
  if (signedBy !== null) lines.push(`Signed-By: ${signedBy}`);
  return `${lines.join('\n')}\n`;
}
