import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Card } from '../contract/model.ts';
import type { Cli } from './cli.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';

export function addCardsCommand(program: Command, cli: Cli): void {
  program
    .command('cards')
    .description('list the network cards of this computer')
    .option('--wait', 'until the cable of one is plugged in, and name it')
    .action(({ wait }: { wait?: true }) =>
      cli.inSession(async (session) => {
        if (wait) return cli.show(...(await plugged(cli, session)));
        const cards = await session.call('cards.list', {});
        cli.show(cards, () =>
          table(['CARD', 'KIND', 'ADDRESS', 'LINK', 'MAC'], cards.map(cardRow), 'This computer has no network card.'),
        );
      }),
    );
}

/** How often the cards are looked at, in milliseconds. */
const lookEvery = 300;

/** The first card whose link comes up from now on, however long it takes. */
async function plugged(cli: Cli, session: Session): Promise<[Card, () => string[]]> {
  cli.terminal.err('Plug the cable of the classroom in now (or unplug it and plug it in again).');
  const up = new Set<string>();
  for (const card of await session.call('cards.list', {})) if (card.up) up.add(card.name);
  for (;;) {
    await delay(lookEvery);
    for (const card of await session.call('cards.list', {})) {
      if (card.up && !up.has(card.name)) return [card, () => [`${card.name} is the card that was plugged in.`]];
      if (!card.up) up.delete(card.name);
    }
  }
}

function cardRow(card: Card): string[] {
  const addresses = card.addresses.map(({ address, prefix }) => `${address}/${prefix}`).join(' ');
  return [card.name, card.kind, addresses || '-', linkText(card), card.mac ?? '-'];
}

function linkText(card: Card): string {
  if (!card.up) return 'no link';
  const speed = card.speed === null ? '' : ` ${card.speed} Mbit/s`;
  return `up${speed}`;
}
