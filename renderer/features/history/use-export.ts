import { useState } from 'react';
import type { HistoryEntry, Phrase } from '../../../electron/contract/model.ts';
import { useRefusalWords } from '../../i18n/phrase.ts';
import { useCall } from '../../state/hooks.ts';
import { saveText } from '../shell/save-file.ts';
import { historyCsv, historyJsonLines } from './export.ts';
import { type HistoryFilter, toInput } from './filter.ts';

/** How many entries are read at a time. */
const pageSize = 2_000;

export type ExportForm = 'csv' | 'jsonl';

/** Reads everything that fits the filter, page by page, and hands it over as a file. */
export function useExport(filter: HistoryFilter) {
  const call = useCall();
  const say = useRefusalWords();
  const [reading, setReading] = useState(false);
  const [refusal, setRefusal] = useState<Phrase | null>(null);
  const all = async (): Promise<HistoryEntry[] | null> => {
    const entries: HistoryEntry[] = [];
    for (;;) {
      const result = await call('history.list', toInput(filter, pageSize, entries.at(-1)?.id ?? null));
      setRefusal(result.ok ? null : result.phrase);
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
    saveText(`rollcall-history.${form}`, form === 'csv' ? 'text/csv' : 'application/jsonl', text);
  };
  return { run: (form: ExportForm) => void run(form), reading, refusal: refusal && say(refusal) };
}
