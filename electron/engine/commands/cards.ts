import { setTimeout as wait } from 'node:timers/promises';
import { type CardPlan, type CommandHandlers, Refusal } from '../../contract/api.ts';
import type { Card, Ipv4 } from '../../contract/model.ts';
import { sameSubnet } from '../../dhcp/address.ts';
import { addressCommands, type GivenAddress } from '../../network/card-address.ts';
import { findCard, isSwitchedOn, listCards } from '../../network/cards.ts';
import { commandLine, commandText } from '../../network/run-command.ts';
import type { CommandContext } from './context.ts';

/** Networks that classrooms seldom have. */
const candidates: readonly Ipv4[] = ['10.77.0.1', '10.177.0.1', '172.27.77.1', '192.168.177.1'];

/** The first address whose network none of this computer's cards is in. */
export function freeAddress(taken: readonly { readonly address: Ipv4; readonly prefix: number }[]): Ipv4 {
  const free = candidates.find((each) => taken.every(({ address, prefix }) => !sameSubnet(each, address, prefix)));
  return free ?? '10.77.0.1';
}

/** How long a system may take to show an address that it was given, in milliseconds. */
const shownWithin = 5_000;

export function cardCommands(context: CommandContext): Pick<CommandHandlers, 'cards.list' | 'card.plan' | 'card.give'> {
  return {
    'cards.list': () => listCards(),
    'card.plan': ({ card, wished }) => {
      bareCard(card);
      const taken = listCards().flatMap(({ addresses }) => addresses);
      const { address, prefix } = wished ?? { address: freeAddress(taken), prefix: 24 };
      return planOf({ card, address, prefix, switchOn: !isSwitchedOn(card) });
    },
    'card.give': ({ card, address, prefix }) => give(context, { card, address, prefix, switchOn: !isSwitchedOn(card) }),
  };
}

function planOf(given: GivenAddress): CardPlan {
  const { card, address, prefix } = given;
  const { give: commands, takeBack } = addressCommands(process.platform, given);
  return { card, address, prefix, commands: commands.map(commandText), takeBack: takeBack.map(commandText) };
}

async function give({ changes }: CommandContext, given: GivenAddress): Promise<Card> {
  const { card, address, prefix } = given;
  bareCard(card);
  const other = listCards().find(({ addresses }) =>
    addresses.some((own) => sameSubnet(own.address, address, Math.min(own.prefix, prefix))),
  );
  if (other) throw new Refusal('conflict', { code: 'address-taken-here', address, card: other.name });
  const { give: commands, takeBack } = addressCommands(process.platform, given);
  const why = await changes.make({ kind: 'address', card, address, takeBack }, commands);
  if (why !== null)
    throw new Refusal('failed', { code: 'card-command-failed', card, commands: commandLine(commands), detail: why });
  return shown(card, address);
}

/** Refused when there is no such card, or when it has an address. */
function bareCard(name: string): Card {
  const card = findCard(name);
  if (card === null) throw new Refusal('not-found', { code: 'card-missing', card: name });
  const [own] = card.addresses;
  if (own) throw new Refusal('conflict', { code: 'card-has-address', card: name, address: own.address });
  return card;
}

/** Windows looks for a second whether somebody else has the address. */
async function shown(name: string, address: string): Promise<Card> {
  for (const end = Date.now() + shownWithin; ; await wait(100)) {
    const card = findCard(name);
    if (card === null) throw new Refusal('not-found', { code: 'card-missing', card: name });
    if (Date.now() > end || card.addresses.some((own) => own.address === address)) return card;
  }
}
