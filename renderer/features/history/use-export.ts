import { useState } from 'react';
import type { HistoryEntry } from '../../../electron/contract/model.ts';
import { useCall } from '../../state/hooks.ts';
import { historyCsv, historyJsonLines } from './export.ts';
import { type HistoryFilter, toInput } from './filter.ts';

/** How many entries are read at a time. */
const pageSize = 2_000;

export type ExportForm = 'csv' | 'jsonl';

/** Reads everything that fits the filter, page by page, and hands it over as a file. */
export function useExport(filter: HistoryFilter) {
  const call = useCall();
  const [reading, setReading] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const all = async (): Promise<HistoryEntry[] | null> => {
    const entries: HistoryEntry[] = [];
    for (;;) {
      const result = await call('history.list', toInput(filter, pageSize, entries.at(-1)?.id ?? null));
      setRefusal(result.ok ? null : result.message);
      if (!result.ok) return null;
      entries.push(...result.value);
      if (result.value.length < pageSize) return entries;
    }
  };
  const run = async (form: ExportForm) => {
    setReading(true);
    const entries = await all();
    setReading(false);
    if (!entries) return;
    const text = form === 'csv' ? historyCsv(entries) : historyJsonLines(entries);
    save(`rollcall-history.${form}`, text, form === 'csv' ? 'text/csv' : 'application/jsonl');
  };
  return { run: (form: ExportForm) => void run(form), reading, refusal };
}

function save(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
