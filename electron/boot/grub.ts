import { grubQuoted } from '../actions/grub-script.ts';
import { actionKind } from '../actions/kinds.ts';
import { toAscii } from '../actions/template.ts';
import type { Ipv4, Mac } from '../contract/model.ts';
import { type RenderedScript, type ScriptView, scriptContext, whom } from './script.ts';

/** How every text for GRUB begins. */
export const grubHead = '# Rollcall';

/**
 * `grub.cfg` of one machine that starts by Debian's signed loaders: the same action as by iPXE, or one sentence that
 * says why it cannot start so; then serve `grubProblem` of it.
 */
export function renderGrub(view: ScriptView): RenderedScript {
  const { action } = view;
  const prepared = actionKind(action.kind)?.prepare(action.parameters) ?? { problem: 'its kind is not known' };
  if ('problem' in prepared) return { problem: `The action “${action.name}” is not complete: ${prepared.problem}` };
  const context = scriptContext(view, prepared.files);
  const script = prepared.grub(context);
  if (script === null) return { problem: `Secure Boot does not let the action “${action.name}” start` };
  if ('problem' in script) return { problem: `The action “${action.name}” cannot be used here. ${script.problem}` };
  return {
    text: textOf([
      say(`${action.name} for ${whom(context)}`),
      ...script.lines,
      `source ${context.grubUrl('failed')}`,
      say(`${action.name} did not start: under Secure Boot the kernel has to be one that Debian signed.`),
      ...onward,
    ]),
  };
}

/** Shows a problem and goes on to the machine's next boot entry. */
export function grubProblem(sentence: string): string {
  return textOf([say(sentence), ...onward]);
}

/** For a machine that is left alone. */
export function grubFallback(): string {
  return textOf([say('nothing is set for this machine, going on to its disk'), 'exit']);
}

/** For a machine that somebody has yet to answer for: it asks again. Each question nests in the one before. */
export function grubWaiting(server: Ipv4, mac: Mac): string {
  return textOf([
    say(`${mac} is new here. Somebody is asked whether it may start`),
    'sleep 15',
    `configfile (tftp,${server})/grub/grub.cfg`,
    'exit',
  ]);
}

const onward = [say('Going on to the next boot device in 10 seconds'), 'sleep 10', 'exit'];

/** GRUB's screen without a font shows ASCII alone. */
function say(text: string): string {
  return `echo ${grubQuoted(`Rollcall: ${toAscii(text)}`)}`;
}

function textOf(lines: readonly string[]): string {
  return `${[grubHead, ...lines].join('\n')}\n`;
}
