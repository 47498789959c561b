import { resolve } from 'node:path';
import type { Command } from 'commander';
import { describeBytes, describePhrase } from '../contract/describe.ts';
import type { LibraryMedium } from '../contract/media.ts';
import type { Cli } from './cli.ts';
import { refuse } from './failure.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';

export function addMediaCommands(program: Command, cli: Cli): void {
  const media = program.command('media').description('the media library: disc images and WIM files to boot from');
  addList(media, cli);
  addAdd(media, cli);
  addRemove(media, cli);
}

function addList(media: Command, cli: Cli): void {
  media
    .command('list')
    .description('list the media')
    .action(() =>
      cli.inSession(async (session) => {
        const found = await session.call('media.list', {});
        const rows = found.map((each) => [
          String(each.id),
          each.name,
          systemOf(each),
          describeBytes(each.bytes),
          each.kept,
          each.path,
        ]);
        cli.show(found, () =>
          table(['ID', 'NAME', 'SYSTEM', 'SIZE', 'KEPT', 'PATH'], rows, 'There is nothing in the library.'),
        );
      }),
    );
}

const systemOf = ({ system, version }: LibraryMedium): string => (version === null ? system : `${system} ${version}`);

interface AddOptions {
  readonly link?: boolean;
  readonly action?: string | true;
}

function addAdd(media: Command, cli: Cli): void {
  media
    .command('add')
    .description('look inside a file and copy it into the library')
    .argument('<file>')
    .option('--link', 'leave the file where it is instead')
    .option('--action [name]', 'make the action that it is good for')
    .action((file: string, options: AddOptions) =>
      cli.inSession(async (session) => {
        const path = resolve(cli.terminal.workingFolder, file);
        const job = await session.call(options.link ? 'media.link' : 'media.add', { path });
        const { medium, why } = await session.call('media.wait', { job: job.id });
        if (why !== null) await putAway(session, job.id);
        if (medium === null) return refuse(why === null ? `${job.name} was cancelled.` : describePhrase(why));
        const added = `Added ${medium.name} (${systemOf(medium)}, ${describeBytes(medium.bytes)}).`;
        if (options.action === undefined) return cli.show(medium, () => [added]);
        const made = await makeAction(session, medium, options.action === true ? undefined : options.action);
        cli.show({ medium, action: made }, () => [added, `Added action ${made.name}.`]);
      }),
    );
}

/** What failed has been said here; no window needs to show it. */
async function putAway(session: Session, job: number): Promise<void> {
  await session.call('media.cancel', { job });
}

async function makeAction(session: Session, medium: LibraryMedium, name: string | undefined) {
  const { action, why } = await session.call('media.offer', { medium: medium.id });
  if (action === null) return refuse(why === null ? 'There is no action for it.' : describePhrase(why));
  return session.call('action.add', { ...action, ...(name === undefined ? {} : { name }) });
}

function addRemove(media: Command, cli: Cli): void {
  media
    .command('remove')
    .description('take a medium out: by its name or number; a copy is deleted, a linked file stays')
    .argument('<medium>')
    .action((which: string) =>
      cli.inSession(async (session) => {
        const found = await session.call('media.list', {});
        const there = found.find(({ name }) => name === which) ?? found.find(({ id }) => String(id) === which);
        if (!there) return refuse(`There is no medium ${which}.`);
        const removed = await session.call('media.remove', { medium: there.id });
        cli.show(removed, () => [`Removed ${removed.name}.`]);
      }),
    );
}
