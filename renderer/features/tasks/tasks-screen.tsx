import { useWords } from '../../i18n/index.ts';

export function TasksScreen() {
  const t = useWords('tasks');
  return <section aria-label={t('title')} />;
}
