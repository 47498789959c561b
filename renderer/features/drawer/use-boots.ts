import { useEffect, useMemo, useState } from 'react';
import type { LogLine } from '../../../electron/contract/api.ts';
import type { Boot } from '../../../electron/contract/model.ts';
import { sameItems, useCall, useSnapshotPart } from '../../state/hooks.ts';
import { bootOf } from '../../state/select/lookup.ts';

/** So many boots are listed, so many lines of one are read. */
const mostBoots = 30;
const mostLines = 2_000;

/** The boots of a computer, newest first; the newest as it goes on. */
export function useBoots(computerId: number): readonly Boot[] {
  const call = useCall();
  const newest = useSnapshotPart((snapshot) => bootOf(snapshot, computerId));
  const newestId = newest?.id ?? null;
  const [earlier, setEarlier] = useState<readonly Boot[]>([]);
  useEffect(() => {
    let left = false;
    const read = async () => {
      const result = await call('boot.list', { computer: computerId, limit: mostBoots });
      if (!left && result.ok) setEarlier(result.value.filter(({ id }) => id !== newestId));
    };
    void read();
    return () => {
      left = true;
    };
  }, [call, computerId, newestId]);
  return useMemo(() => (newest ? [newest, ...earlier] : earlier), [newest, earlier]);
}

/** All lines of a boot: those that are kept, then those that come while it is looked at. */
export function useBootLines(bootId: number | null): readonly LogLine[] {
  const call = useCall();
  const live = useSnapshotPart(({ log }) => log.filter((line) => line.bootId === bootId), sameItems);
  const [kept, setKept] = useState<readonly LogLine[]>([]);
  useEffect(() => {
    let left = false;
    setKept([]);
    const read = async (boot: number) => {
      const result = await call('log.list', { boot, limit: mostLines });
      if (!left && result.ok) setKept(result.value);
    };
    if (bootId !== null) void read(bootId);
    return () => {
      left = true;
    };
  }, [call, bootId]);
  return useMemo(() => {
    const last = kept.at(-1)?.id ?? 0;
    return [...kept, ...live.filter(({ id }) => id > last)];
  }, [kept, live]);
}
