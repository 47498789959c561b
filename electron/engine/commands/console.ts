import { type CommandHandlers, Refusal } from '../../contract/api.ts';
import type { ConsolePort } from '../console-port.ts';
import type { CommandContext } from './context.ts';

type ConsoleCommands = Pick<CommandHandlers, 'console.open' | 'console.close' | 'console.password' | 'console.logout'>;

/** The console on the network; every window hears of each change. */
export function consoleCommands({ console, bus }: CommandContext): ConsoleCommands {
  console.onChange(() => bus.publish({ kind: 'console', console: console.view }));
  return {
    'console.open': async (place) => {
      if ((await console.open(place)) === 'no-password')
        throw new Refusal('refused', { code: 'console-password-first' });
      return console.view;
    },
    'console.close': async () => {
      await console.close();
      return console.view;
    },
    'console.password': async ({ password }) => {
      await console.setPassword(password);
      return console.view;
    },
    'console.logout': () => {
      console.logout();
      return console.view;
    },
  };
}

/** An engine whose console nobody serves. */
export const noConsole: ConsolePort = {
  view: { state: 'closed', hasPassword: false, place: null },
  onChange: () => undefined,
  open: refuse,
  close: refuse,
  setPassword: refuse,
  logout: refuse,
};

function refuse(): never {
  throw new Refusal('refused', { code: 'console-none' });
}
