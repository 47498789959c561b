import type { ActionFile, ScriptContext } from '../actions/kind.ts';
import { actionKind } from '../actions/kinds.ts';
import { leaveToDisk } from '../actions/phrases.ts';
import { plainWords } from '../actions/template.ts';
import type { Action, Computer, Ipv4, Mac } from '../contract/model.ts';
import { scriptUrl } from './firmware.ts';

/** All that a script depends on; the same view gives the same text. */
export interface ScriptView {
  readonly action: Pick<Action, 'id' | 'name' | 'kind' | 'parameters'>;
  readonly computer: Pick<Computer, 'mac' | 'name' | 'seat' | 'variables'>;
  readonly roomName: string | null;
  /** The boot's token: letters and digits, part of the URLs by which its files and beacons find it. */
  readonly token: string;
  /** Without a slash at its end. */
  readonly httpUrl: string;
  readonly server: Ipv4;
  /** The number of the action with this name, for menus; left out, there is none. */
  actionNamed?(name: string): number | null;
}

/** The text to serve, or one sentence that says why there is none; then serve `problemScript` of it. */
export type RenderedScript = { readonly text: string } | { readonly problem: string };

/** The boot script of one machine: `#!ipxe`, a line that says what it boots, the lines of the action's kind. */
export function renderScript(view: ScriptView): RenderedScript {
  const { action } = view;
  const kind = actionKind(action.kind);
  if (kind === null)
    return { problem: `The action “${action.name}” is of a kind that this version does not know: ${action.kind}` };
  const prepared = kind.prepare(action.parameters);
  if ('problem' in prepared) return { problem: `The action “${action.name}” is not complete: ${prepared.problem}` };
  const context = scriptContext(view, prepared.files);
  const script = prepared.script(context);
  if ('problem' in script) return { problem: `The action “${action.name}” cannot be used here. ${script.problem}` };
  return {
    text: textOf([
      'echo',
      `echo Rollcall: ${plainWords(action.name)} for ${plainWords(whom(context))}`,
      ...script.lines,
    ]),
  };
}

/** A valid script that shows a problem and goes on to the machine's disk. */
export function problemScript(sentence: string): string {
  return textOf([
    'echo',
    ...wrapped(sentence).map((line) => `echo Rollcall: ${plainWords(line)}`),
    'echo Going on to the next boot device in 10 seconds',
    'sleep 10 ||',
    ...leaveToDisk,
  ]);
}

/** For a machine that is left alone: on to its disk, with one line on the screen. */
export function fallbackScript(): string {
  return textOf(['echo', 'echo Rollcall: nothing is set for this machine, going on to its disk', ...leaveToDisk]);
}

/**
 * For a machine that somebody has yet to answer for: it asks for its script again every few seconds, since the answer is
 * then another one. A key, or a server that is gone, lets it go on to its disk.
 */
export function waitingScript(httpUrl: string, mac: Mac): string {
  return textOf([
    'echo',
    `echo Rollcall: ${mac} is new here. Somebody is asked whether it may start`,
    'prompt --timeout 5000 Press a key to go on to its disk && goto disk ||',
    `chain --replace --autofree --timeout 10000 ${scriptUrl(httpUrl, mac)} ||`,
    ':disk',
    ...leaveToDisk,
  ]);
}

/** The answer to a script that asks whether something else is to be booted: it sets `rollcall-news`, or nothing. */
export function newsScript(news: boolean): string {
  return textOf([news ? 'set rollcall-news 1' : 'set rollcall-news ||']);
}

/** What the action's kind learns of the machine, for its script and for the texts that it makes. */
export function scriptContext(view: ScriptView, files: readonly ActionFile[]): ScriptContext {
  const { action, computer, httpUrl, token } = view;
  const names = new Map(files.map((file) => [file.slot, file.name]));
  const beacons = `${httpUrl}/beacon/${token}`;
  const script = scriptUrl(httpUrl, computer.mac);
  return {
    actionId: action.id,
    httpUrl,
    grubUrl: (name) => `(tftp,${view.server})/grub/${name}`,
    server: view.server,
    mac: computer.mac,
    name: computer.name ?? computer.mac,
    room: view.roomName,
    seat: computer.seat === null ? null : `${computer.seat.row},${computer.seat.column}`,
    actionName: action.name,
    fileUrl: (slot) => `${httpUrl}/files/${action.id}/${slot}/${names.get(slot) ?? slot}?boot=${token}`,
    treeUrl: `${httpUrl}/tree/${action.id}/${token}/`,
    beacon: (kind) => `${beacons}/${kind}`,
    again: {
      news: `${script}?boot=${token}&ask=news`,
      onward: `${script}?boot=${token}&ask=onward`,
      choose: (name) => {
        const chosen = view.actionNamed?.(name) ?? null;
        return chosen === null || chosen === action.id ? null : `${script}?boot=${token}&choose=${chosen}`;
      },
    },
    runningUrl: `${beacons}/running`,
    variables: computer.variables,
  };
}

/** The machine by its name and place. */
export function whom(context: ScriptContext): string {
  const room = context.room === null ? '' : `, room ${context.room}`;
  return `${context.name}${room}${context.seat === null ? '' : `, seat ${context.seat}`}`;
}

function textOf(lines: readonly string[]): string {
  return `${['#!ipxe', ...lines].join('\n')}\n`;
}

/** Lines of at most 68 characters: a BIOS screen has 80 columns. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.slice(0, 600).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 68) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
