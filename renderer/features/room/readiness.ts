import { useEffect, useState } from 'react';
import type { CommandOutput } from '../../../electron/contract/api.ts';
import type { Readiness } from '../../../electron/contract/model.ts';
import { useCall } from '../../state/hooks.ts';

export type SeatReadiness = CommandOutput<'computer.readiness'>[number];

/** What the engine knows of these seats and Secure Boot; `action` null: of what each boots now. Empty until it is told. */
export function useReadiness(computers: readonly number[], action: number | null): readonly SeatReadiness[] {
  const call = useCall();
  const [told, setTold] = useState<readonly SeatReadiness[]>([]);
  const seats = computers.join();
  useEffect(() => {
    let wanted = seats !== '';
    if (!wanted) return;
    const input = { computers: seats.split(',').map(Number), ...(action === null ? {} : { action }) };
    void call('computer.readiness', input).then((result) => {
      if (wanted) setTold(result.ok ? result.value : []);
    });
    return () => {
      wanted = false;
    };
  }, [call, seats, action]);
  return told;
}

/** What cannot start comes first, then what is not known. */
export const readinessOrder: readonly Readiness['state'][] = [
  'action-unsigned',
  'loader-missing',
  'untried',
  'unseen',
  'starts-signed',
  'starts-unsigned',
  'no-secure-boot',
];

/** Secure Boot keeps it from starting. */
export const cannotStart = ({ state }: Pick<Readiness, 'state'>): boolean =>
  state === 'action-unsigned' || state === 'loader-missing';
