import { useWords } from '../../i18n/index.ts';

export function Dock() {
  const t = useWords('dock');
  return <section aria-label={t('title')} />;
}
