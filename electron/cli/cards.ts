import type { Command } from 'commander';
import type { Card } from '../contract/model.ts';
import type { Cli } from './cli.ts';
import { table } from './table.ts';

export function addCardsCommand(program: Command, cli: Cli): void {
  program
    .command('cards')
    .description('list the network cards of this computer')
    .action(() =>
      cli.inSession(async (session) => {
        const cards = await session.call('cards.list', {});
        cli.show(cards, () =>
          table(['CARD', 'ADDRESS', 'LINK', 'MAC'], cards.map(cardRow), 'This computer has no network card.'),
        );
      }),
    );
}

function cardRow(card: Card): string[] {
  const addresses = card.addresses.map(({ address, prefix }) => `${address}/${prefix}`).join(' ');
  return [card.name, addresses || '-', linkText(card), card.mac ?? '-'];
}

function linkText(card: Card): string {
  if (!card.up) return 'no link';
  const speed = card.speed === null ? '' : ` ${card.speed} Mbit/s`;
  return `${card.wireless ? 'wireless' : 'up'}${speed}`;
}
