import { z } from 'zod';
import type { ScriptContext } from './kind.ts';
import { toAscii } from './template.ts';

/** A text of several lines that a person writes into a form, for a Linux system to read. */
export const SystemText = z
  .string()
  .max(24_000)
  .refine((text) => !text.includes('\0'), 'a text has no zero bytes')
  .meta({ multiline: true });

/**
 * The machine's name as a host name (RFC 1123 §2.1): small letters, digits and dashes, at most 63, no dash at either
 * end. What nothing is left of is named by its MAC address.
 */
export function hostName({ name, mac }: Pick<ScriptContext, 'name' | 'mac'>): string {
  const bare = toAscii(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  return bare === '' || name === mac ? `pc-${mac.replaceAll(':', '')}` : bare;
}

/** What a text for a Linux system can name: the words of one machine, and the computer's own variables. */
function textValues(context: ScriptContext): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(context.variables),
    ['name', context.name],
    ['hostname', hostName(context)],
    ['mac', context.mac],
    ['room', context.room ?? ''],
    ['seat', context.seat ?? ''],
    ['server', context.server],
    ['http', context.httpUrl],
    ['action', context.actionName],
    ['running', context.runningUrl],
    ['failed', context.beacon('failed')],
    ['done', progressUrl(context, 100)],
  ]);
}

/**
 * Fills in our names as `write` writes them; every other `${…}` is left to the system's own shell. A value is one line
 * of text: what would begin a second one is dropped.
 */
export function fillText(text: string, context: ScriptContext, write: (value: string) => string = asItIs): string {
  const values = textValues(context);
  return text.replace(/\$\{([A-Za-z][A-Za-z0-9_-]*)\}/g, (whole, name: string) => {
    const value = values.get(name);
    return value === undefined ? whole : write(value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' '));
  });
}

const asItIs = (value: string): string => value;

/** A value inside a YAML scalar in double quotes (YAML 1.2 §5.7). */
export function insideQuotes(value: string): string {
  return value.replace(/[\\"]/g, '\\$&');
}

/** Lines that end as those of Linux do, the last one too. */
export function unixLines(text: string): string {
  return `${text.replace(/\r\n?/g, '\n').replace(/\n*$/, '')}\n`;
}

/** Where a system says how far it is, in percent. Without `&`, which a shell would act on. */
export function progressUrl({ runningUrl }: ScriptContext, percent: number): string {
  return `${runningUrl.replace(/running$/, 'progress')}?percent=${percent}`;
}

/** A script that tells the server that the system runs; it holds nothing up where the server is gone. */
export function reportScript({ runningUrl }: ScriptContext): string {
  return unixLines(`#!/bin/sh
wget -q -T 10 -O /dev/null ${runningUrl} || curl -s -m 10 -o /dev/null ${runningUrl} || true`);
}
