import { useWords } from '../../i18n/index.ts';

export function RoomMap() {
  const t = useWords('room');
  return <section aria-label={t('title')} />;
}
