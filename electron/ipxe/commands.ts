/**
 * The commands of iPXE (ipxe: src/hci/commands) and where the builds that are handed out lack them (src/config/general.h,
 * console.h, settings.h of 2.0.0, checked against the files of the release).
 *
 * - `every`: in the builds for BIOS and for UEFI
 * - `uefi`: in the build for UEFI alone
 * - `none`: in no stock build, as measured; what was not measured is counted as `every`
 * - `newer`: only after release 2.0.0
 */
export type Availability = 'every' | 'uefi' | 'none' | 'newer';

export interface CommandWord {
  readonly availability: Availability;
  /** What follows, as one line for a person. */
  readonly form: string;
  /** Long options; each with its single letter where it has one and whether a value follows. */
  readonly options: Readonly<Record<string, OptionWord>>;
}

export interface OptionWord {
  readonly letter?: string;
  readonly value: boolean;
  readonly availability?: Availability;
}

const flag = (letter?: string): OptionWord => (letter === undefined ? { value: false } : { letter, value: false });
const value = (letter?: string): OptionWord => (letter === undefined ? { value: true } : { letter, value: true });

const fetching = {
  name: value('n'),
  timeout: value('t'),
  autofree: flag('a'),
  quiet: { letter: 'q', value: false, availability: 'newer' },
} as const;
const entering = { ...fetching, replace: flag('r') };
const drive = { drive: value('d'), 'no-describe': flag('n'), keep: flag('k') };
const disk = { ...drive, filename: value('f'), extra: value('e'), label: value('l'), uuid: value('u') };

function words<const Name extends string>(
  availability: Availability,
  forms: Readonly<Record<Name, string | readonly [string, CommandWord['options']]>>,
): Readonly<Record<Name, CommandWord>> {
  const entries = Object.entries<string | readonly [string, CommandWord['options']]>(forms);
  const table = entries.map(([name, form]) => {
    const [text, options] = typeof form === 'string' ? [form, {}] : form;
    return [name, { availability, form: text, options }] as const;
  });
  return Object.fromEntries(table) as Readonly<Record<Name, CommandWord>>;
}

const commandWords = {
  ...words('every', {
    autoboot: '[interface…]',
    boot: ['[image] [arguments…]', entering],
    chain: ['address [arguments…]', entering],
    choose: [
      'variable',
      { menu: value('m'), default: value('d'), timeout: value('t'), retimeout: value(), keep: flag('k') },
    ],
    clear: 'variable',
    config: '[group]',
    colour: ['[--basic n] [--rgb 0xRRGGBB] number', { basic: value('b'), rgb: value('r') }],
    cpair: ['[--foreground n] [--background n] pair', { foreground: value('f'), background: value('b') }],
    cpuid: ['[--ext] bit', { ext: flag('e'), ecx: flag('c') }],
    dhcp: ['[interface…]', { configurator: value('c'), timeout: value('t') }],
    echo: ['text…', { '': flag('n') }],
    exit: '[status]',
    goto: 'label',
    help: '',
    ifclose: '[interface…]',
    ifconf: ['[interface…]', { configurator: value('c'), timeout: value('t') }],
    iflinkwait: ['[interface…]', { timeout: value('t') }],
    ifopen: '[interface…]',
    ifstat: '[interface…]',
    imgargs: 'image arguments…',
    imgexec: ['[image] [arguments…]', entering],
    imgextract: ['image', { name: value('n'), keep: flag('k'), timeout: value('t') }],
    imgfetch: ['address [arguments…]', fetching],
    imgfree: '[image…]',
    imgload: ['image', fetching],
    imgselect: ['image', fetching],
    imgstat: '[image…]',
    inc: 'variable [number]',
    initrd: ['address [arguments…]', fetching],
    iseq: 'text text',
    isset: 'value',
    item: ['label text…', { menu: value('m'), key: value('k'), default: flag('d'), gap: flag('g') }],
    kernel: ['address [arguments…]', fetching],
    login: '',
    menu: ['[title…]', { name: value('n'), delete: flag('d') }],
    module: ['address [arguments…]', fetching],
    nstat: '',
    prompt: ['text…', { key: value('k'), timeout: value('t') }],
    read: ['variable', { timeout: value('t') }],
    reboot: ['', { warm: flag('w'), setup: flag('s') }],
    route: '',
    sanboot: ['[address…]', disk],
    sanhook: ['address…', disk],
    sanunhook: ['', drive],
    set: 'variable [value…]',
    shell: '',
    shim: [
      '[address]',
      { timeout: value('t'), 'require-loader': flag('l'), 'allow-pxe': flag('p'), 'allow-sbat': flag('s') },
    ],
    show: ['setting', { short: flag('s') }],
    sleep: 'seconds',
    sync: ['', { timeout: value('t') }],
  }),
  ...words('uefi', {
    certfree: '[certificate…]',
    certstat: '[certificate…]',
    certstore: 'address',
    console: [
      '[--picture address]',
      {
        x: value('x'),
        y: value('y'),
        depth: value('d'),
        picture: value('p'),
        left: value('l'),
        right: value('r'),
        top: value('t'),
        bottom: value('b'),
        keep: flag('k'),
      },
    ],
    md4sum: 'image…',
    md5sum: 'image…',
    ntp: 'server',
    param: ['name value', { params: value('p'), header: flag('H') }],
    params: ['', { name: value('n'), delete: flag('d') }],
    sha1sum: 'image…',
    sha224sum: 'image…',
    sha256sum: 'image…',
    sha384sum: 'image…',
    sha512sum: 'image…',
    usbscan: 'variable',
    vcreate: ['interface', { tag: value('t'), priority: value('p') }],
    vdestroy: 'interface',
  }),
  ...words('every', {
    poweroff: '',
    fcels: '',
    fcstat: '',
    fdt: 'address',
    form: '',
    gdbstub: '',
    ibstat: '',
    iwlist: '',
    iwstat: '',
    lotest: ['interface interface', { mtu: value('m'), broadcast: flag('b') }],
    pciscan: 'variable',
    present: '',
    profstat: '',
    pxebs: 'interface server-type',
  }),
  ...words('none', {
    imgdecrypt: 'image envelope',
    imgmem: 'address length',
    imgtrust: ['', { allow: flag('a'), permanent: flag('p') }],
    imgverify: ['image signature', { signer: value('s'), keep: flag('k'), timeout: value('t') }],
    ipstat: '',
    nslookup: 'variable name',
    ping: ['address', { size: value('s'), timeout: value('t'), count: value('c'), quiet: flag('q') }],
    startpxe: '[interface]',
    stoppxe: '',
    time: 'command…',
  }),
  ...words('newer', { imgset: 'image setting' }),
} as const;

export type CommandName = keyof typeof commandWords;

export const commandNames = Object.keys(commandWords) as readonly CommandName[];

/** What is known of a command, or null. */
export function commandWord(name: string): CommandWord | null {
  return Object.hasOwn(commandWords, name) ? commandWords[name as CommandName] : null;
}

/** The long or the single-letter option of that spelling (`--name`, `-n`), or null. */
export function optionWord(command: CommandWord, spelled: string): OptionWord | null {
  if (spelled.startsWith('--')) {
    const name = spelled.slice(2).replace(/=.*$/s, '');
    return name !== '' && Object.hasOwn(command.options, name) ? command.options[name]! : null;
  }
  const letter = spelled.slice(1, 2);
  return Object.values(command.options).find((option) => option.letter === letter) ?? null;
}

/** Commands whose words are only shown, so that letters outside ASCII can be spelled differently. */
export const shownWords: ReadonlySet<string> = new Set(['echo', 'prompt', 'menu', 'item']);

/** Commands that pass their words on to a system, which has its own rules for them. */
export const passingWords: ReadonlySet<string> = new Set([
  'kernel',
  'initrd',
  'module',
  'imgfetch',
  'imgargs',
  'imgexec',
  'boot',
  'chain',
]);
