import type { Command } from 'commander';
import type { CommandOutput, LogLine } from '../contract/api.ts';
import { describeCause } from '../contract/describe-cause.ts';
import type { Explanation, Finding } from '../contract/diagnosis.ts';
import { oneLine } from '../transport/one-line.ts';
import { numberArgument } from './arguments.ts';
import type { Cli } from './cli.ts';
import type { Session } from './session.ts';
import { dateAndTime, timeOfDay } from './words.ts';

/** Lines of a boot that are looked through for those that show a cause. */
const mostLines = 10_000;

export function addExplainCommand(program: Command, cli: Cli): void {
  program
    .command('explain')
    .description('why a computer did not boot: one sentence, what shows it, and what to do')
    .argument('<computer>', 'its name, MAC address or number')
    .option('--boot <id>', 'one of its boots, else the newest', numberArgument(1, Number.MAX_SAFE_INTEGER))
    .action((computer: string, { boot }: { boot?: number }) =>
      cli.inSession(async (session) => {
        const explanation = await session.call('boot.explain', boot === undefined ? { computer } : { computer, boot });
        const told = toldFindings(explanation, await linesOf(session, explanation));
        cli.show({ ...explanation, findings: told }, () => explainText(explanation, told));
      }),
    );
}

/** A cause with its sentences and with the lines of the log that show it. */
type ToldFinding = Finding & { readonly why: string; readonly remedy: string; readonly lines: readonly LogLine[] };

/** The lines of this boot and of the one before it, which a cause may be shown by. */
async function linesOf(session: Session, { computerId, findings }: Explanation): Promise<CommandOutput<'log.list'>> {
  const wanted = findings.flatMap(({ evidence }) => evidence);
  if (wanted.length === 0) return [];
  const [from, before] = [Math.min(...wanted), Math.max(...wanted) + 1];
  return session.call('log.list', { computer: computerId, from, before, limit: mostLines });
}

function toldFindings({ findings }: Explanation, lines: readonly LogLine[]): ToldFinding[] {
  const known = new Map(lines.map((line) => [line.id, line]));
  return findings.map((finding) => ({
    ...finding,
    ...describeCause(finding.cause, 'en', dateAndTime),
    lines: finding.evidence.flatMap((id) => known.get(id) ?? []),
  }));
}

const standings: Readonly<Record<Explanation['standing'], string>> = {
  well: 'is well.',
  'under way': 'is on its way; it is too soon to say more.',
  stopped: 'goes no further, and the log does not say why.',
};

function explainText({ computerName, standing }: Explanation, told: readonly ToldFinding[]): string[] {
  const name = oneLine(computerName, 64);
  const [first, ...others] = told;
  if (!first) return [`${name} ${standings[standing]}`];
  return [
    ...(standing === 'well' ? [`${name} ${standings.well}`] : []),
    ...findingText(`${name}: `, first),
    ...others.flatMap((other) => findingText('Also possible: ', other)),
  ];
}

function findingText(head: string, { why, remedy, certainty, lines }: ToldFinding): string[] {
  const sure = certainty === 'certain' ? '' : ` (${certainty})`;
  return [
    `${head}${oneLine(why, 1_000)}${sure}`,
    `  What to do: ${oneLine(remedy, 1_000)}`,
    ...lines.map(({ at, text }) => `  ${timeOfDay(at)}  ${oneLine(text, 1_000)}`),
  ];
}
