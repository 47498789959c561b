import { IconArmchair2 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { go } from '../../state/place.ts';
import { roomsInOrder } from '../../state/select/lookup.ts';
import { railIcons, railScreens } from '../shell/rail-screens.ts';
import type { Find } from './palette.tsx';

/** The screens, and each room. */
export function useScreenFinds(): readonly Find[] {
  const t = useWords('palette');
  const s = useWords('shell');
  const rooms = useSnapshotPart(roomsInOrder);
  return useMemo(() => {
    const ofRooms = rooms.map(
      (room): Find => ({
        id: `room ${room.id}`,
        label: room.name,
        hint: t('groups.rooms'),
        icon: <IconArmchair2 size={17} aria-hidden />,
        run: () => go({ screen: 'room', room: room.id, computer: null }),
      }),
    );
    const ofScreens = railScreens.map((screen): Find => {
      const ScreenIcon = railIcons[screen];
      return {
        id: `screen ${screen}`,
        label: s(`screen.${screen}`),
        icon: <ScreenIcon size={17} aria-hidden />,
        run: () => {
          window.location.hash = `#/${screen}`;
        },
      };
    });
    return [...ofScreens, ...ofRooms];
  }, [rooms, s, t]);
}
