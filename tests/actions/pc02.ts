import type { ScriptContext } from '../../electron/actions/kind.ts';
import { actionKind } from '../../electron/actions/kinds.ts';
import { renderScript, type ScriptView, scriptContext } from '../../electron/boot/script.ts';

/** PC-02 on seat 1,2 of room B12, with an action of this kind. */
export function pc02(
  kind: string,
  name: string,
  parameters: Record<string, unknown>,
  variables: Record<string, string> = {},
): ScriptView {
  return {
    action: { id: 7, name, kind, parameters },
    computer: { mac: '52:54:00:00:00:02', name: 'PC-02', seat: { row: 1, column: 2 }, variables },
    roomName: 'B12',
    token: 'k3J9',
    httpUrl: 'http://10.77.0.1:8080',
    server: '10.77.0.1',
  };
}

/** The script of a machine, or the sentence that says why there is none. */
export function scriptOf(view: ScriptView): string {
  const rendered = renderScript(view);
  return 'text' in rendered ? rendered.text : rendered.problem;
}

/** The texts that are made for the machine, by their names, with the line ends of Unix. */
export function textsOf(view: ScriptView): Record<string, string> {
  const files = actionKind(view.action.kind)!.files(view.action.parameters);
  const context: ScriptContext = scriptContext(view, files);
  const texts = files.flatMap(({ name, source }) => (source.kind === 'text' ? [[name, source.text(context)]] : []));
  return Object.fromEntries(texts) as Record<string, string>;
}

/** The texts one below the other, as a golden file holds them. */
export function printed(texts: Record<string, string>): string {
  return Object.entries(texts)
    .map(([name, text]) => `=== ${name}\n${text.replaceAll('\r\n', '\n')}`)
    .join('\n');
}
