import type { CheckedInput, CommandHandlers } from '../../contract/api.ts';
import type { Explanation } from '../../contract/diagnosis.ts';
import { type Boot, type Computer, Ipv4 } from '../../contract/model.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { DiagnosisView, ToldBoot } from '../../diagnosis/view.ts';
import { publicBoot } from '../recorder.ts';
import type { CommandContext } from './context.ts';
import { computerOf } from './resolve.ts';

/** The newest events of a boot that a diagnosis looks at; the whole of it, but for one that chatters without end. */
const mostEvents = 2_000;

/** Earlier boots of the machine that are looked at: whether its loader ever ran. */
const mostBoots = 20;

/** Other DHCP servers count as there for so long after they were heard, in milliseconds. */
const heardLately = 10 * 60_000;

/** Events in which a trace of another server is looked for. */
const lateEvents = 2_000;

export function diagnosisCommands(context: CommandContext): Pick<CommandHandlers, 'boot.explain'> {
  return { 'boot.explain': (input) => explain(context, input) };
}

/** Why the newest boot of a computer, or the one that is named, did not get on, as far as the journal tells now. */
export function explain(context: CommandContext, input: CheckedInput<'boot.explain'>): Explanation {
  const { store, recorder, clock } = context;
  recorder.flush();
  const computer = computerOf(store, input.computer);
  const before = input.boot === undefined ? undefined : input.boot + 1;
  const boots = store.boots.list(computer.id, { limit: mostBoots, before }).map(publicBoot);
  const { standing, findings, lookAgainAt } = diagnose(viewOf(context, computer, boots, clock.now()));
  return {
    computerId: computer.id,
    computerName: computer.name ?? computer.mac,
    bootId: boots[0]?.id ?? null,
    standing,
    findings: [...findings],
    lookAgainAt,
  };
}

function viewOf(context: CommandContext, computer: Computer, boots: readonly Boot[], now: number): DiagnosisView {
  const { store, service, machines, recorder } = context;
  const [boot, earlier] = boots;
  const isNewest = boot?.id === recorder.newest(computer.id)?.id;
  const state = service.state;
  const mode = state.state === 'serving' ? state.settings.mode : null;
  const action = boot?.actionId == null ? null : store.actions.byId(boot.actionId);
  return {
    now,
    told: boot ? toldBoot(context, boot) : null,
    before: earlier ? toldBoot(context, earlier) : null,
    actionKind: action?.kind ?? null,
    service: mode === null ? null : { mode },
    addressesStoppedBy: state.state === 'serving' ? state.otherServer : null,
    otherServers: mode === 'full' ? otherServers(context, now) : [],
    expected: isNewest ? expectedOf(context, computer, now) : null,
    systemAsked: machines.systemOf(computer.id),
    loaderRanBefore: boots.slice(1).some(({ script, firmware }) => script !== null && firmware.startsWith('uefi')),
  };
}

const toldBoot = ({ store }: CommandContext, boot: Boot): ToldBoot => ({
  boot,
  events: store.boots.events({ bootId: boot.id, limit: mostEvents }),
});

/** The oldest task that is due for the machine and that no boot took. */
function expectedOf({ store }: CommandContext, { id }: Computer, now: number): DiagnosisView['expected'] {
  const due = store.tasks
    .forComputer(id)
    .filter(({ executions, notBefore, notAfter }) => executions === 0 && notBefore <= now && now < notAfter)
    .map(({ actionId, notBefore, createdAt }) => ({ actionId, since: Math.max(notBefore, createdAt) }))
    .sort((one, other) => one.since - other.since)[0];
  return due ? { action: store.actions.byId(due.actionId)?.name ?? '', since: due.since } : null;
}

/** Servers that machines of the room preferred to us. */
function otherServers({ store }: CommandContext, now: number): readonly string[] {
  const fromId = Math.max(1, store.boots.maxEventId() - lateEvents);
  const heard = store.boots
    .events({ kinds: ['ignored'], fromId, limit: lateEvents })
    .filter(({ at }) => now - at < heardLately)
    .flatMap(({ fact }) => (fact.kind === 'ignored' && fact.why.code === 'dhcp-other-offer' ? [fact.why.server] : []))
    .filter((server) => Ipv4.safeParse(server).success);
  return [...new Set(heard)];
}
