import { useWords } from '../../i18n/index.ts';

export function SettingsScreen() {
  const t = useWords('settings');
  return <section aria-label={t('title')} />;
}
