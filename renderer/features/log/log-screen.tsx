import { MultiSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { nameOf } from '../../state/select/seat.ts';
import { LogView } from '../boot-log/log-view.tsx';

/** Names that are offered at once; typing finds the others. */
const offered = 50;

const byNumber = new Intl.Collator(undefined, { numeric: true });

/** The log of all rooms, as far back as it is kept. */
export function LogScreen() {
  const t = useWords('log');
  const computers = useSnapshotPart((snapshot) => snapshot.computers);
  const [chosen, setChosen] = useState<string[]>([]);
  const ids = useMemo(() => (chosen.length === 0 ? null : new Set(chosen.map(Number))), [chosen]);
  const names = useMemo(
    () =>
      computers
        .map((computer) => ({ value: String(computer.id), label: nameOf(computer) }))
        .sort((one, other) => byNumber.compare(one.label, other.label)),
    [computers],
  );
  const chooser = (
    <MultiSelect
      style={{ flex: 1, minWidth: 160 }}
      aria-label={t('seats')}
      {...(chosen.length === 0 ? { placeholder: t('seats') } : {})}
      data={names}
      value={chosen}
      onChange={setChosen}
      limit={offered}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
    />
  );
  return <LogView computers={ids} chooser={chooser} wide />;
}
