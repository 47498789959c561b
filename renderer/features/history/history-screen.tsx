import { useWords } from '../../i18n/index.ts';

export function HistoryScreen() {
  const t = useWords('history');
  return <section aria-label={t('title')} />;
}
