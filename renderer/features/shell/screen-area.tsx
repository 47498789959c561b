import { useEffect } from 'react';
import { useSnapshotPart } from '../../state/hooks.ts';
import { go, usePlace } from '../../state/place.ts';
import { ActionsScreen } from '../actions/actions-screen.tsx';
import { ExamScreen } from '../exam/exam-screen.tsx';
import { FirstRun } from '../first-run/first-run.tsx';
import { HistoryScreen } from '../history/history-screen.tsx';
import { LogScreen } from '../log/log-screen.tsx';
import { RoomScreen } from '../room/room-screen.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { TasksScreen } from '../tasks/tasks-screen.tsx';

/** The screen that the page's address names; who opens the page before anything was ever served chooses a card first. */
export function ScreenArea() {
  const { screen } = usePlace();
  const fresh = useSnapshotPart(
    ({ preferences, status }) => preferences.service === null && status.service.state === 'stopped',
  );
  useEffect(() => {
    if (fresh && window.location.hash === '') go({ screen: 'start' });
  }, [fresh]);
  switch (screen) {
    case 'room':
      return <RoomScreen />;
    case 'exam':
      return <ExamScreen />;
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
