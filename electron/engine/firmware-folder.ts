import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const ManifestFile = z.object({
  name: z.string(),
  architecture: z.string(),
  version: z.string(),
  /** Null: its hash is not known, and the user has to vouch for the file. */
  sha256: z.string().length(64).nullable(),
});
type ManifestFile = z.infer<typeof ManifestFile>;

/** Loaders start every machine; others those with Secure Boot, or a picky driver; tools belong to some actions. Only the first are missed. */
const Manifest = z.object({
  files: z.array(ManifestFile),
  others: z.array(ManifestFile).default([]),
  tools: z.array(ManifestFile).default([]),
});

/** Hashes of files that the manifest does not know and that the user vouched for, by name. */
const Accepted = z.record(z.string(), z.string().length(64));

/** One boot loader of the manifest, and whether a file with one of its hashes is there. */
export interface FirmwareEntry {
  readonly name: string;
  readonly architecture: string;
  readonly version: string;
  readonly present: boolean;
}

export interface FirmwareFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Hex, lower case. */
  readonly sha256: string;
}

/** The boot loaders and tools that may be handed out: held in memory, found by their exact name. */
export interface FirmwareFolder {
  /** The boot loaders alone. */
  list(): readonly FirmwareEntry[];
  find(name: string): FirmwareFile | null;
}

/**
 * Reads the boot loaders of a folder once. The manifest lies in the folder above it. A file counts as present only
 * when its SHA-256 is that of the manifest or one that the user accepted when it was fetched; anything else in the
 * folder is never served.
 */
export function loadFirmware(folder: string): FirmwareFolder {
  const { files, others, tools } = Manifest.parse(readJson(join(dirname(folder), 'manifest.json')) ?? { files: [] });
  const accepted = Accepted.parse(readJson(join(folder, 'accepted.json')) ?? {});
  const load = (listed: readonly ManifestFile[]): Loaded[] => {
    const names = [...new Set(listed.map((file) => file.name))];
    return names.map((name) => loadFile(folder, name, listed, accepted[name]));
  };
  const loaders = load(files);
  const all = [...loaders, ...load([...others, ...tools])];
  const found = new Map(all.flatMap(({ entry, file }) => (file ? [[entry.name, file] as const] : [])));
  const entries = loaders.map(({ entry }) => entry);
  return { list: () => entries, find: (name) => found.get(name) ?? null };
}

interface Loaded {
  readonly entry: FirmwareEntry;
  readonly file: FirmwareFile | null;
}

function loadFile(folder: string, name: string, files: readonly ManifestFile[], accepted: string | undefined): Loaded {
  const known = files.filter((file) => file.name === name);
  const path = join(folder, name);
  const bytes = readOrNull(path);
  const hash = bytes && createHash('sha256').update(bytes).digest('hex');
  const match = known.find((file) => file.sha256 === hash);
  const present = hash !== null && (match !== undefined || hash === accepted);
  const version = match?.version ?? (present ? 'accepted by hand' : (known[0]?.version ?? ''));
  return {
    entry: { name, architecture: known[0]?.architecture ?? 'unknown', version, present },
    file: present && bytes && hash ? { path, bytes, sha256: hash } : null,
  };
}

function readJson(path: string): unknown {
  const bytes = readOrNull(path);
  return bytes && JSON.parse(bytes.toString('utf8'));
}

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return null;
    throw fault;
  }
}
