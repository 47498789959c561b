import { useMemo, useState } from 'react';
import type { Action, Boot, Computer } from '../../../electron/contract/model.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { knownValues } from './known-values.ts';

/** The machine that the script is looked at for. */
export interface SubjectChoice {
  readonly computer: Computer | null;
  readonly choose: (id: number) => void;
  readonly values: ReadonlyMap<string, string>;
}

/** The one that was chosen, else the one that booted last. */
export function useSubject(action: Action): SubjectChoice {
  const [chosen, choose] = useState<number | null>(null);
  const computer = useSnapshotPart(({ computers, boots }) => {
    const id = chosen ?? newest(boots)?.computerId;
    return computers.find((each) => each.id === id) ?? computers[0] ?? null;
  });
  const room = useSnapshotPart(({ rooms }) => rooms.find(({ id }) => id === computer?.roomId) ?? null);
  const boot = useSnapshotPart(({ boots }) => boots.find(({ computerId }) => computerId === computer?.id) ?? null);
  const service = useSnapshotPart(({ status }) => status.service);
  const values = useMemo(
    () => (computer === null ? new Map<string, string>() : knownValues({ computer, room, boot, service, action })),
    [computer, room, boot, service, action],
  );
  return { computer, choose, values };
}

function newest(boots: readonly Boot[]): Boot | undefined {
  return boots.reduce<Boot | undefined>(
    (latest, boot) => (latest === undefined || boot.startedAt > latest.startedAt ? boot : latest),
    undefined,
  );
}
