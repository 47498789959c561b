import { type CommandHandlers, Refusal } from '../../contract/api.ts';

type Pending = Pick<
  CommandHandlers,
  'service.preview' | 'database.backup' | 'database.list' | 'database.restore' | 'files.choose'
>;

function refuse(): never {
  throw new Refusal('failed', 'This engine does not do that.');
}

export const pendingCommands: Pending = {
  'service.preview': refuse,
  'database.backup': refuse,
  'database.list': refuse,
  'database.restore': refuse,
  'files.choose': refuse,
};
