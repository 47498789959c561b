import { useWords } from '../../i18n/index.ts';

export function Drawer() {
  const t = useWords('drawer');
  return <section aria-label={t('title')} />;
}
