import { actionKind } from '../actions/kinds.ts';
import type { Action } from '../contract/model.ts';
import { keptSecret } from '../contract/secret-mark.ts';

/** An action as windows and the command line may see it: each secret that is set shows as `keptSecret`. */
export function publicAction(action: Action): Action {
  const secrets = secretsOf(action.kind).filter((name) => isSet(action.parameters[name]));
  if (secrets.length === 0) return action;
  const hidden = Object.fromEntries(secrets.map((name) => [name, keptSecret]));
  return { ...action, parameters: { ...action.parameters, ...hidden } };
}

/** What was given, with each secret that came back as it was shown replaced by the one of `before`. */
export function withKeptSecrets(
  kind: string,
  before: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const kept = secretsOf(kind).filter((name) => given[name] === keptSecret);
  return { ...given, ...Object.fromEntries(kept.map((name) => [name, before[name] ?? null])) };
}

/** The secret that a new action cannot have, since it was never told it; null: there is none. */
export function untoldSecret(kind: string, given: Readonly<Record<string, unknown>>): string | null {
  return secretsOf(kind).find((name) => given[name] === keptSecret) ?? null;
}

const secretsOf = (kind: string): readonly string[] => actionKind(kind)?.secretParameters ?? [];

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
