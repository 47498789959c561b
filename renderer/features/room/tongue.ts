import { useMemo } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import type { Tongue } from './tile-words.ts';

/** The words of all tiles: the map asks for them once and hands them on, since hooks a tile cost as much as the tile. */
export function useTongue(): Tongue {
  const room = useWords('room');
  const common = useWords('common');
  const format = useFormat();
  const language = useLanguage();
  return useMemo(() => ({ room, common, format, language }), [room, common, format, language]);
}
