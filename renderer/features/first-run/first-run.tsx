import { useWords } from '../../i18n/index.ts';

export function FirstRun() {
  const t = useWords('first-run');
  return <section aria-label={t('title')} />;
}
