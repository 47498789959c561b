import { useEffect, useRef, useState } from 'react';
import type { LogLine } from '../../../electron/contract/api.ts';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { newsAfter } from './news.ts';
import { useSentence } from './sentence.ts';

/** How long it is silent after it said something, in milliseconds: thirty machines must not talk without end. */
const silence = 5_000;

/** So many sentences are said; the others are counted. */
const mostSentences = 3;

/** Says trouble and finished boots to who cannot see them, at most once in five seconds. */
export function Announcer() {
  const t = useWords('log');
  const sentence = useSentence();
  const newest = useSnapshotPart(({ log }) => log);
  const log = useRef(newest);
  log.current = newest;
  const [words, setWords] = useState('');
  const said = useRef(newest.at(-1)?.id ?? 0);
  useEffect(() => {
    const say = (news: readonly LogLine[]): string => {
      const spoken = news.slice(-mostSentences).map((line) => `${line.computerName} ${sentence(line)}`);
      return news.length > mostSentences
        ? `${spoken.join(' ')} ${t('andMore', { count: news.length - mostSentences })}`
        : spoken.join(' ');
    };
    const timer = window.setInterval(() => {
      const news = newsAfter(log.current, said.current);
      said.current = log.current.at(-1)?.id ?? said.current;
      if (news.length > 0) setWords(say(news));
    }, silence);
    return () => window.clearInterval(timer);
  }, [sentence, t]);
  return (
    <div className="heard" role="log" aria-live="polite" aria-label={t('announcements')}>
      {words}
    </div>
  );
}
