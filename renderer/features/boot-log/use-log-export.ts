import { useCallback, useState } from 'react';
import type { LogLine } from '../../../electron/contract/api.ts';
import type { Phrase } from '../../../electron/contract/model.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useRefusalWords } from '../../i18n/phrase.ts';
import { useCall } from '../../state/hooks.ts';
import { saveText } from '../shell/save-file.ts';
import type { LogFilter } from './filter.ts';
import { listInput } from './list-input.ts';
import { useSentence } from './sentence.ts';
import { lineAsText } from './technical.ts';

export type LogFormat = 'text' | 'json lines';

/** Lines that are asked for at once: as many as the engine gives. */
const pageSize = 10_000;

/** Saves all lines that fit the filter, not only those that were scrolled to, as a file of the browser. */
export function useLogExport(filter: LogFilter) {
  const call = useCall();
  const say = useRefusalWords();
  const language = useLanguage();
  const sentence = useSentence();
  const [working, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<Phrase | null>(null);
  const save = useCallback(
    async (format: LogFormat) => {
      setWorking(true);
      setRefusal(null);
      const pages: LogLine[][] = [];
      let before: number | undefined;
      for (;;) {
        const input = { ...listInput(filter, language), limit: pageSize, ...(before === undefined ? {} : { before }) };
        const result = await call('log.list', input);
        if (!result.ok) {
          setRefusal(result.phrase);
          break;
        }
        pages.unshift(result.value);
        before = result.value[0]?.id;
        if (result.value.length < pageSize) {
          const lines = pages.flat().map((line) => written(line, format, sentence(line)));
          saveText(format === 'text' ? 'rollcall-log.txt' : 'rollcall-log.jsonl', 'text/plain', lines.join(''));
          break;
        }
      }
      setWorking(false);
    },
    [call, filter, language, sentence],
  );
  return { save, working, refusal: refusal && say(refusal) };
}

const written = (line: LogLine, format: LogFormat, sentence: string): string =>
  format === 'text' ? `${lineAsText(line, sentence)}\n` : `${JSON.stringify({ ...line, text: sentence })}\n`;
