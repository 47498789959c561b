import { Spotlight, spotlight } from '@mantine/spotlight';
import { useWords } from '../../i18n/index.ts';

export const palette = { open: spotlight.open };

export function Palette() {
  const t = useWords('palette');
  return <Spotlight actions={[]} nothingFound={t('title')} />;
}
