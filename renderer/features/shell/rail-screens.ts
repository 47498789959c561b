import {
  type Icon,
  IconApps,
  IconArmchair2,
  IconCalendarClock,
  IconHistory,
  IconListDetails,
  IconSchool,
  IconSettings,
} from '@tabler/icons-react';
import type { Screen } from '../../state/place.ts';

export type RailScreen = Exclude<Screen, 'start'>;

/** In the order of the rail; the settings are at its end. */
export const railScreens: readonly RailScreen[] = ['room', 'exam', 'tasks', 'history', 'actions', 'log', 'settings'];

export const railIcons: Readonly<Record<RailScreen, Icon>> = {
  room: IconArmchair2,
  exam: IconSchool,
  tasks: IconCalendarClock,
  history: IconHistory,
  actions: IconApps,
  log: IconListDetails,
  settings: IconSettings,
};
