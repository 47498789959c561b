import { release } from 'node:os';
import { describePhrase } from '../../contract/describe.ts';
import { describeCause } from '../../contract/describe-cause.ts';
import type { Computer } from '../../contract/model.ts';
import { withoutTokens } from '../packet-notes.ts';
import { logLine } from '../recorder.ts';
import type { CommandContext } from './context.ts';
import { explain } from './diagnosis.ts';

/** Boots of the machine that are told, and lines of each. */
const boots = 3;
const lines = 200;

/**
 * What who helps from afar asks for first, as one text. It holds no script, no answer file, no parameter of an action, no
 * variable and no token: nothing that a person keeps to themselves gets into it.
 */
export function supportReport(context: CommandContext, computer: Computer | null): string {
  const parts = [
    ['Rollcall', general(context)],
    ['Serving', serving(context)],
    ['Boot loaders', loaders(context)],
    ...(computer === null ? [] : ([['Computer', facts(context, computer)], ...bootsOf(context, computer)] as const)),
  ] as const;
  const text = parts.map(([head, told]) => [head, ...told.map((line) => `  ${line}`)].join('\n')).join('\n\n');
  return `${withoutTokens(text)}\n`;
}

const time = (at: number | null): string => (at === null ? 'never' : new Date(at).toISOString());

function general({ version, clock, store }: CommandContext): readonly string[] {
  const system = `${process.platform} ${release()} ${process.arch}, Node ${process.versions.node}`;
  return [`version ${version} on ${system}`, `made ${time(clock.now())}`, `${store.computers.count()} computers`];
}

function serving({ service: { state } }: CommandContext): readonly string[] {
  if (state.state === 'stopped') return ['stopped'];
  const { card, mode, range, httpPort, leaseSeconds, router, dns, unknown } = state.settings;
  const settings = {
    mode,
    range: range && `${range.first}-${range.last}`,
    httpPort,
    leaseSeconds,
    router,
    dns: dns.join(' '),
    unknown,
  };
  const told = Object.entries(settings).map(([name, value]) => `${name}: ${value ?? '-'}`);
  if (state.state === 'failed') return [`failed on ${card}: ${describePhrase(state.why)}`, ...told];
  const other = state.otherServer === null ? [] : [`another DHCP server gives addresses: ${state.otherServer}`];
  const warnings = state.warnings.map((warning) => `warning: ${describePhrase(warning)}`);
  return [`on ${card} ${state.address}/${state.prefix} since ${time(state.since)}`, ...told, ...other, ...warnings];
}

function loaders({ firmware }: CommandContext): readonly string[] {
  return firmware.list().map(({ name, version, present }) => {
    const hash = firmware.find(name)?.sha256 ?? '';
    return `${name} ${present ? `${version} ${hash}` : 'missing'}`;
  });
}

function facts({ machines }: CommandContext, computer: Computer): readonly string[] {
  const { mac, name, firmware, hardware, lastSeenAt } = computer;
  const { loader, loaderBy, style, styleBy } = machines.remedyOf(computer);
  return [
    `${name ?? '-'} ${mac}, ${firmware}, last seen ${time(lastSeenAt)}`,
    `hardware: ${[hardware?.manufacturer, hardware?.product].filter(Boolean).join(' ') || '-'}`,
    `loader ${loader} (${loaderBy}), beside another server ${style} (${styleBy})`,
  ];
}

function bootsOf(context: CommandContext, computer: Computer): readonly (readonly [string, readonly string[]])[] {
  const { store, recorder } = context;
  recorder.flush();
  const why = explain(context, { computer: computer.id }).findings.map((finding) => {
    const { why: sentence, remedy } = describeCause(finding.cause, 'en', (at) => time(at));
    return `${sentence} (${finding.certainty}) ${remedy}`;
  });
  const told = store.boots.list(computer.id, { limit: boots }).map((boot) => {
    const events = store.boots.events({ bootId: boot.id, limit: lines });
    const head = `Boot ${boot.id}, ${time(boot.startedAt)}, ${boot.firmware}, ${boot.stage}`;
    return [head, events.map((event) => `${time(event.at)} ${logLine(event, computer).text}`)] as const;
  });
  return [['Why it did not boot', why.length === 0 ? ['nothing is known'] : why], ...told];
}
