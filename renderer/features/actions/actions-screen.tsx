import { useWords } from '../../i18n/index.ts';

export function ActionsScreen() {
  const t = useWords('actions');
  return <section aria-label={t('title')} />;
}
