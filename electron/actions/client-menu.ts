import { z } from 'zod';
import { Label } from '../contract/model.ts';
import { defineKind, type ScriptContext, type ScriptLines } from './kind.ts';
import { failureTail, retryHead } from './phrases.ts';
import { plainWords } from './template.ts';

const ClientMenu = z.strictObject({
  /** Names of actions, in the order of the menu; the first one is taken when the time is over. */
  items: z.array(Label).min(1).max(24).meta({ actions: true }),
  /** 0: it waits for ever. */
  seconds: z.int().min(0).max(3_600).default(30),
});
type ClientMenu = z.output<typeof ClientMenu>;

const kind = 'client-menu';

/** A menu on the machine's own screen, for whoever sits in front of it. */
export const clientMenu = defineKind<ClientMenu>({
  kind,
  title: 'Menu on the machine',
  description: 'Shows a menu of actions on the screen of the machine; the first is taken when the time is over.',
  parameters: ClientMenu,
  script,
});

/** The names that a menu offers; empty for an action that is no menu. */
export function menuItems(action: { readonly kind: string; readonly parameters: unknown }): readonly string[] {
  return action.kind === kind ? (ClientMenu.safeParse(action.parameters).data?.items ?? []) : [];
}

/** `choose` fails on Escape as it does for a missing screen: the first entry is taken then, too. */
function script({ items, seconds }: ClientMenu, context: ScriptContext): ScriptLines {
  const entries = items.map((name) => ({ name, url: context.again.choose(name) }));
  const lost = entries.find(({ url }) => url === null);
  if (lost !== undefined) return { problem: `Its menu names the action “${lost.name}”, which is not there` };
  const timeout = seconds === 0 ? [] : [`--timeout ${seconds * 1_000}`];
  return {
    lines: [
      ...retryHead,
      `menu Rollcall: ${plainWords(context.name)}`,
      ...entries.map(({ name }, index) => `item${keyOf(index)} item${index + 1} ${plainWords(name)}`),
      `set rollcall-choice item1 ||`,
      ['choose --default item1', ...timeout, 'rollcall-choice ||'].join(' '),
      `goto \${rollcall-choice} || goto item1`,
      ...entries.flatMap(({ url }, index) => [
        `:item${index + 1}`,
        `chain --replace --autofree --timeout 10000 ${url} || goto failed`,
      ]),
      ...failureTail(context),
    ],
  };
}

/** Digits choose the first nine. */
function keyOf(index: number): string {
  return index < 9 ? ` --key ${index + 1}` : '';
}
