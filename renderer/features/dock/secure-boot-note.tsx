import { IconShieldLock } from '@tabler/icons-react';
import { useWords } from '../../i18n/index.ts';
import { cannotStart, useReadiness } from '../room/readiness.ts';
import type { Proposal } from './deed.ts';
import classes from './proposal.module.css';
import { useSeatWords } from './seat-words.ts';

/** Says before anything is sent which of the seats are known to refuse what is proposed. */
export function SecureBootNote({ proposal: { computers, deed } }: { readonly proposal: Proposal }) {
  const t = useWords('dock');
  const names = useSeatWords();
  const action = deed.kind === 'boot' || deed.kind === 'default' ? deed.actionId : null;
  const told = useReadiness(action === null ? [] : computers, action);
  const stuck = told.filter(cannotStart);
  if (action === null || stuck.length === 0) return null;
  const seats = names(
    stuck.map(({ computerId }) => computerId),
    4,
  );
  const missing = stuck.every(({ state }) => state === 'loader-missing');
  return (
    <p className={classes.secureBoot} role="status">
      <IconShieldLock size={16} aria-hidden />
      {t(missing ? 'secureBoot.loaderMissing' : 'secureBoot.unsigned', { count: stuck.length, seats })}
    </p>
  );
}
