import { z } from 'zod';

/** A packet that begins something new, as a firewall sees it come in. */
export interface Arriving {
  readonly card: string;
  readonly protocol: 'udp' | 'tcp';
  readonly port: number;
}

/** A base chain that would not let a packet in: where a rule has to stand that does. */
export interface ClosedChain {
  readonly family: string;
  readonly table: string;
  readonly chain: string;
}

const Rule = z.object({ family: z.string(), table: z.string(), chain: z.string(), expr: z.array(z.unknown()) });
const Chain = z.object({
  family: z.string(),
  table: z.string(),
  name: z.string(),
  hook: z.string().optional(),
  policy: z.string().optional(),
});
const Entry = z.object({ rule: Rule.optional().catch(undefined), chain: Chain.optional().catch(undefined) });
const Ruleset = z.object({ nftables: z.array(z.unknown()) });

type Rule = z.infer<typeof Rule>;
type Chain = z.infer<typeof Chain>;
type Verdict = 'accept' | 'drop' | 'return' | 'none';

/** Chains that call each other deeper than this are no ruleset of nft, which refuses them. */
const deepest = 16;

/**
 * The input chains of `nft -j list ruleset` that keep the packet out; empty when it comes in, or when the text is none.
 * A match that is not understood counts as one that does not fit, so a rule that opens the port by other means than its
 * card, protocol, port or state is not seen. Every input chain has to accept (nftables wiki, “Configuring chains”).
 */
export function closedChains(text: string, packet: Arriving): readonly ClosedChain[] {
  const { chains, rules } = readRuleset(text);
  const closed = chains.filter(
    (chain) =>
      chain.hook === 'input' &&
      ['inet', 'ip'].includes(chain.family) &&
      walk(rules, chain, chain.name, packet, 0, chain.policy === 'drop' ? 'drop' : 'accept') === 'drop',
  );
  return closed.map(({ family, table, name }) => ({ family, table, chain: name }));
}

function readRuleset(text: string): { readonly chains: readonly Chain[]; readonly rules: readonly Rule[] } {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    return { chains: [], rules: [] };
  }
  const list = Ruleset.safeParse(told);
  const entries = (list.success ? list.data.nftables : []).map((each) => Entry.safeParse(each).data ?? {});
  return {
    chains: entries.flatMap(({ chain }) => chain ?? []),
    rules: entries.flatMap(({ rule }) => rule ?? []),
  };
}

/** What becomes of the packet in a chain; `end`: when no rule decides. */
function walk(
  rules: readonly Rule[],
  { family, table }: Pick<Chain, 'family' | 'table'>,
  name: string,
  packet: Arriving,
  depth: number,
  end: Verdict,
): Verdict {
  if (depth > deepest) return 'none';
  for (const rule of rules) {
    if (rule.family !== family || rule.table !== table || rule.chain !== name) continue;
    const verdict = verdictOf(rule, packet, (target) =>
      walk(rules, { family, table }, target, packet, depth + 1, 'return'),
    );
    if (verdict === 'return') return end;
    if (verdict !== 'none') return verdict;
  }
  return end;
}

/** What one rule says of the packet; `none` when it does not fit or says nothing. */
function verdictOf({ expr }: Rule, packet: Arriving, follow: (chain: string) => Verdict): Verdict {
  for (const statement of expr.filter(isObject)) {
    if ('match' in statement && !fits(statement.match, packet)) return 'none';
    if ('accept' in statement) return 'accept';
    if ('drop' in statement || 'reject' in statement) return 'drop';
    if ('return' in statement) return 'return';
    const target = Target.safeParse(statement.jump ?? statement.goto);
    if (target.success) {
      const verdict = follow(target.data.target);
      return verdict === 'return' ? ('goto' in statement ? 'return' : 'none') : verdict;
    }
    if ('vmap' in statement) return 'none';
  }
  return 'none';
}

const Target = z.object({ target: z.string() });
const Match = z.object({
  op: z.string(),
  left: z.object({
    meta: z.object({ key: z.string() }).optional(),
    payload: z.object({ protocol: z.string().optional(), field: z.string().optional() }).optional(),
    ct: z.object({ key: z.string() }).optional(),
  }),
  right: z.unknown(),
});

function fits(told: unknown, { card, protocol, port }: Arriving): boolean {
  const match = Match.safeParse(told);
  if (!match.success) return false;
  const { op, left, right } = match.data;
  const has = (value: string | number): boolean => (op === '!=' ? !includes(right, value) : includes(right, value));
  switch (left.meta?.key) {
    case 'iifname':
    case 'iif':
      return has(card);
    case 'l4proto':
      return has(protocol);
    case 'nfproto':
      return has('ipv4');
    default:
  }
  if (left.ct?.key === 'state') return has('new');
  if (left.payload?.protocol === 'ip' && left.payload.field === 'protocol') return has(protocol);
  const ofPort = left.payload?.field === 'dport';
  return ofPort && (left.payload?.protocol === protocol || left.payload?.protocol === 'th') && has(port);
}

const Range = z.object({ range: z.tuple([z.number(), z.number()]) });
const Several = z.union([z.object({ set: z.array(z.unknown()) }).transform(({ set }) => set), z.array(z.unknown())]);

function includes(right: unknown, value: string | number): boolean {
  const several = Several.safeParse(right);
  if (several.success) return several.data.some((each) => includes(each, value));
  const range = Range.safeParse(right);
  if (range.success) return typeof value === 'number' && value >= range.data.range[0] && value <= range.data.range[1];
  if (typeof right === 'string' && right.endsWith('*')) return String(value).startsWith(right.slice(0, -1));
  return right === value;
}

function isObject(
  value: unknown,
): value is Record<string, unknown> & { match?: unknown; jump?: unknown; goto?: unknown } {
  return typeof value === 'object' && value !== null;
}
