import { Button } from '@mantine/core';
import { IconRadar } from '@tabler/icons-react';
import type { Preflight } from '../../../electron/contract/api.ts';
import type { Mode } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import classes from './first-run.module.css';

interface LookProps {
  readonly card: string;
  readonly found: Preflight | null;
  readonly pending: boolean;
  readonly refusal: string | null;
  readonly look: () => void;
}

/** Asks the network who else answers, only when somebody presses the button: questions are packets, too. */
export function Look({ card, found, pending, refusal, look }: LookProps) {
  const t = useWords('first-run');
  return (
    <div className={classes.look}>
      <Button variant="default" size="sm" leftSection={<IconRadar size={17} />} loading={pending} onClick={look}>
        {t(found === null ? 'look' : 'lookAgain', { card })}
      </Button>
      <span className={classes.note} role="status">
        {refusal ?? (found === null ? t('lookHelp') : t(`looked.${found.level}`))}
      </span>
    </div>
  );
}

/** Addresses beside another server take a building off its network: who wants them all the same types the card's name. */
export function needsGuard(found: Preflight | null, mode: Mode): boolean {
  return mode === 'full' && (found?.findings.some(({ what }) => dangerous.has(what.code)) ?? false);
}

const dangerous: ReadonlySet<string> = new Set(['probe-addresses', 'probe-both', 'probe-router']);
