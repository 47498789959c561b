import { usePlace } from '../../state/place.ts';
import { ActionsScreen } from '../actions/actions-screen.tsx';
import { FirstRun } from '../first-run/first-run.tsx';
import { HistoryScreen } from '../history/history-screen.tsx';
import { LogScreen } from '../log/log-screen.tsx';
import { RoomScreen } from '../room/room-screen.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { TasksScreen } from '../tasks/tasks-screen.tsx';

/** The screen that the page's address names. */
export function ScreenArea() {
  const { screen } = usePlace();
  switch (screen) {
    case 'room':
      return <RoomScreen />;
    case 'tasks':
      return <TasksScreen />;
    case 'history':
      return <HistoryScreen />;
    case 'actions':
      return <ActionsScreen />;
    case 'log':
      return <LogScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'start':
      return <FirstRun />;
  }
}
