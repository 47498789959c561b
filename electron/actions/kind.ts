import type { z } from 'zod';
import type { Ipv4, Mac, PlainPhrase } from '../contract/model.ts';
import { grubKernelScript } from './grub-script.ts';
import { kernelScript } from './kernel-script.ts';

/** Where the bytes of a file come from. */
export type FileSource =
  /** A file of this computer: its absolute path. */
  | { readonly kind: 'path'; readonly path: string }
  /** A file inside an image (an ISO): the image's absolute path, and the place inside, with `/` and without one in front. */
  | { readonly kind: 'image'; readonly image: string; readonly inner: string }
  /** A text that is made for each machine. A secret one is served once to a boot: it holds passwords. */
  | { readonly kind: 'text'; readonly secret: boolean; text(context: ScriptContext): string };

/** A file that a machine fetches while it boots. */
export interface ActionFile {
  /** Its part in the action, bare and safe in a URL: `kernel`, `initrd`, `initrd2`. */
  readonly slot: string;
  /** The name that the machine sees: letters, digits, `.`, `_`, `-`; no two of an action are the same. */
  readonly name: string;
  readonly source: FileSource;
  /** What it means when the image has no such file, where that means something. */
  readonly absent?: PlainPhrase;
}

/** The addresses by which a running script asks for more. */
export interface Again {
  /** A script of one line that sets `rollcall-news` when something else than this action is to be booted. */
  readonly news: string;
  /** The script of what comes after this action. */
  readonly onward: string;
  /** The script of the action with this name, for a menu that lists it; null: there is none. */
  choose(action: string): string | null;
}

/** What a script may know of the machine that it is for. */
export interface ScriptContext {
  readonly actionId: number;
  /** Without a slash at its end. */
  readonly httpUrl: string;
  readonly server: Ipv4;
  readonly mac: Mac;
  /** The machine's name, or its MAC address while it has none. */
  readonly name: string;
  readonly room: string | null;
  /** `row,column`. */
  readonly seat: string | null;
  readonly actionName: string;
  fileUrl(slot: string): string;
  /** Where GRUB finds what it asks for by TFTP: `(tftp,10.77.0.1)/grub/started`. */
  grubUrl(name: string): string;
  /** The root of the files inside the action's image, with a slash at its end: for kinds with a `tree`. */
  readonly treeUrl: string;
  beacon(kind: 'started' | 'failed' | 'inventory'): string;
  /** Where a script that is running asks the server again. */
  readonly again: Again;
  /** What the booted system asks for, to say that it is running. */
  readonly runningUrl: string;
  /** The computer's own variables. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The lines after `#!ipxe`, or one sentence that says why there can be none. */
export type ScriptLines = { readonly lines: readonly string[] } | { readonly problem: string };

/**
 * Whether it starts under Secure Boot: `debian`, by Debian's signed loaders with a kernel that Debian signed; `ipxe`, by
 * iPXE's own signed loader, since it starts nothing that is not signed (Windows by the signed wimboot, its own disk);
 * `no`, since nobody that machines trust signed what it starts.
 */
export type SecureBoot = 'debian' | 'ipxe' | 'no';

/** One kind of action: what it must be told, which files it needs and how it boots. */
export interface ActionKind {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  /** A strict object. */
  readonly parameters: z.ZodType;
  /** The parameters that are paths of files on this computer. */
  readonly fileParameters: readonly string[];
  /** The parameters that are secrets of one line: no window is ever shown them. */
  readonly secretParameters: readonly string[];
  readonly secureBoot: SecureBoot;
  /** Of checked parameters; throws a ZodError for others. */
  files(parameters: unknown): readonly ActionFile[];
  /** The path of the image, or of the folder, any file of which the booted system may fetch; null without one. */
  tree(parameters: unknown): string | null;
  /** Of checked parameters; throws a ZodError for others. */
  script(parameters: unknown, context: ScriptContext): ScriptLines;
  /** Of checked parameters: the files of the firmware folder that it cannot do without. */
  loaders(parameters: unknown): readonly string[];
  /** Checks the parameters once for a script and its files: a machine's question is answered thousands of times a second. */
  prepare(parameters: unknown): PreparedAction | { readonly problem: string };
}

/** An action whose parameters are known to be good. */
export interface PreparedAction {
  readonly files: readonly ActionFile[];
  script(context: ScriptContext): ScriptLines;
  /** In the words of GRUB, for a machine that starts by Debian's signed loaders; null: this kind cannot. */
  grub(context: ScriptContext): ScriptLines | null;
}

/** A kind as its own file writes it, with the type of its parameters. */
export interface KindDefinition<P> {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: z.ZodType<P>;
  readonly fileParameters?: readonly string[];
  readonly secretParameters?: readonly string[];
  /** Left out: `debian` with `words` or `grub`, else `ipxe`. */
  readonly secureBoot?: SecureBoot;
  files?(parameters: P): readonly ActionFile[];
  loaders?(parameters: P): readonly string[];
  tree?(parameters: P): string | null;
  /** The lines for iPXE; left out, those of a Linux kernel with `words`. */
  script?(parameters: P, context: ScriptContext, files: readonly ActionFile[]): ScriptLines;
  /** Where the shim is that the distribution of its kernel has signed; null: nowhere. */
  shim?(parameters: P, context: ScriptContext): string | null;
  /** The command line of a Linux kernel, for a kind that boots one which may be signed by Debian. */
  words?(parameters: P, context: ScriptContext): readonly string[];
  /** The lines for GRUB of a kind without `words`. */
  grub?(parameters: P, context: ScriptContext): ScriptLines;
}

/** Forgets the type of the parameters, so that all kinds fit into one list; they are checked at every use instead. */
export function defineKind<P>(definition: KindDefinition<P>): ActionKind {
  const { kind, title, description, parameters, fileParameters = [], secretParameters = [] } = definition;
  const filesOf = (checked: P): readonly ActionFile[] => definition.files?.(checked) ?? [];
  const prepared = (checked: P): PreparedAction => {
    const files = filesOf(checked);
    return {
      files,
      script: (context) => {
        if (definition.script) return definition.script(checked, context, files);
        const words = definition.words?.(checked, context) ?? [];
        return kernelScript(context, files, words, definition.shim?.(checked, context) ?? null);
      },
      grub: (context) => {
        if (definition.words) return grubKernelScript(context, files, definition.words(checked, context));
        return definition.grub?.(checked, context) ?? null;
      },
    };
  };
  return {
    kind,
    title,
    description,
    parameters,
    fileParameters,
    secretParameters,
    secureBoot: definition.secureBoot ?? (definition.words || definition.grub ? 'debian' : 'ipxe'),
    files: (value) => filesOf(parameters.parse(value)),
    tree: (value) => definition.tree?.(parameters.parse(value)) ?? null,
    loaders: (value) => definition.loaders?.(parameters.parse(value)) ?? [],
    script: (value, context) => prepared(parameters.parse(value)).script(context),
    prepare: (value) => {
      const checked = parameters.safeParse(value);
      return checked.success ? prepared(checked.data) : { problem: firstIssue(checked.error) };
    },
  };
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'its parameters are wrong';
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}
