import { useWords } from '../../i18n/index.ts';

export function LogPanel() {
  const t = useWords('log');
  return <section aria-label={t('title')} />;
}
