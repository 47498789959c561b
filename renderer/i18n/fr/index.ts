import { actions } from './actions.ts';
import { common } from './common.ts';
import { dock } from './dock.ts';
import { drawer } from './drawer.ts';
import { editor } from './editor.ts';
import { exam } from './exam.ts';
import { firstRun } from './first-run.ts';
import { history } from './history.ts';
import { log } from './log.ts';
import { media } from './media.ts';
import { palette } from './palette.ts';
import { rollCall } from './roll-call.ts';
import { room } from './room.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { tasks } from './tasks.ts';

/** One namespace a feature. */
export const words = {
  common,
  shell,
  palette,
  settings,
  'first-run': firstRun,
  room,
  'roll-call': rollCall,
  dock,
  drawer,
  log,
  tasks,
  history,
  actions,
  exam,
  media,
  editor,
} as const;
