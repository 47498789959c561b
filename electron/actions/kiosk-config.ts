import { z } from 'zod';
import { CommandWord } from './command-line.ts';
import type { ScriptContext } from './kind.ts';
import { fillText, hostName, SystemText } from './linux-text.ts';

/** An address that a kiosk opens. Our `${name}` may stand in it; `|` parts two addresses in the kiosk's settings. */
export const PageAddress = z
  .string()
  .max(1_000)
  .regex(/^https?:\/\/[^\s|"<>\\]+$/i, 'an address begins with http:// or https:// and has no blanks and no |');

/** The same, or empty: the kiosk opens the page that its image was made with. */
export const FirstPage = z
  .string()
  .max(1_000)
  .refine((text) => text === '' || PageAddress.safeParse(text).success, 'an address begins with http:// or https://')
  .default('');

/** Domains or addresses that may be opened besides the first page. */
export const AllowList = z
  .array(
    z
      .string()
      .max(300)
      .regex(/^[^\s|"<>\\]+$/, 'a domain or an address has no blanks and no |'),
  )
  .max(200);

/** What every form of a kiosk asks. */
export const kioskForm = {
  browser: z.enum(['firefox', 'chrome']).default('firefox'),
  keyboard: CommandWord.default(''),
  timezone: CommandWord.default(''),
  devices: z.boolean().default(false),
  shutdownMenu: CommandWord.default(''),
  moreSettings: SystemText.default(''),
};

/** The settings of one kiosk, in the words of a technician. */
export interface KioskSettings {
  readonly browser: 'firefox' | 'chrome';
  readonly pages: readonly string[];
  /** Empty: everything may be opened. */
  readonly allowList: readonly string[];
  readonly navigation: boolean;
  /** Minutes until the session begins anew; 0: never. */
  readonly idleMinutes: number;
  /** Seconds for each of several pages; 0: they do not change by themselves. */
  readonly pageSeconds: number;
  /** Sticks and disks may be used. */
  readonly devices: boolean;
  readonly onScreenKeyboard: boolean;
  readonly rightClick: boolean;
  /** Keyboard layout, time zone and what the shutdown menu offers; empty: as the image has it. */
  readonly keyboard: string;
  readonly timezone: string;
  readonly shutdownMenu: string;
  /** Lines `key=value` of any other setting; they win over ours. */
  readonly moreSettings: string;
}

/**
 * The `kiosk_config` of Porteus Kiosk for one machine: `key=value` lines under `[[ GLOBAL ]]`, ended by an empty line
 * (porteus-kiosk.org, remote management). A kiosk that fetches it expects to find its own address in it.
 */
export function kioskConfig(settings: KioskSettings, context: ScriptContext, address: string): string {
  const lines = new Map([...ownLines(settings, context), ...givenLines(settings, context)]);
  lines.set('kiosk_config', address);
  return `[[ GLOBAL ]]\n${[...lines].map(([key, value]) => `${key}=${value}\n`).join('')}\n`;
}

function ownLines(settings: KioskSettings, context: ScriptContext): readonly (readonly [string, string])[] {
  const lines: readonly (readonly [string, string])[] = [
    ['connection', 'wired'],
    ['dhcp', 'yes'],
    ['hostname', hostName(context)],
    ['browser', settings.browser],
    [
      'homepage',
      settings.pages
        .map((page) => pageFor(page, context))
        .filter((page) => page !== '')
        .join('|'),
    ],
    ['whitelist', settings.allowList.map((each) => pageFor(each, context)).join('|')],
    ['disable_navigation_bar', settings.navigation ? '' : 'yes'],
    ['session_idle', settings.idleMinutes === 0 ? '' : String(settings.idleMinutes)],
    ['toggle_tabs', settings.pageSeconds === 0 ? '' : String(settings.pageSeconds)],
    ['removable_devices', settings.devices ? 'yes' : 'no'],
    ['virtual_keyboard', settings.onScreenKeyboard ? 'yes' : ''],
    ['right_mouse_click', settings.rightClick ? 'yes' : 'no'],
    ['primary_keyboard_layout', settings.keyboard],
    ['timezone', settings.timezone],
    ['shutdown_menu', settings.shutdownMenu],
  ];
  return lines.filter(([, value]) => value !== '');
}

/** Values of the machine are encoded, so that a candidate's name cannot add a page. */
export function pageFor(address: string, context: ScriptContext): string {
  return fillText(address, context, (value) => encodeURIComponent(value.replace(/\p{Cs}/gu, '')));
}

function givenLines({ moreSettings }: KioskSettings, context: ScriptContext): readonly (readonly [string, string])[] {
  return fillText(moreSettings, context)
    .split(/\r?\n/)
    .map((line) => /^\s*([a-z][a-z0-9_]*)=(.*?)\s*$/i.exec(line))
    .filter((match) => match !== null)
    .map((match) => [match[1]!.toLowerCase(), match[2]!] as const);
}
