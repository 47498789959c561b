import { usePlace } from '../../state/place.ts';
import { LogPanel } from '../boot-log/log-panel.tsx';
import { Dock } from '../dock/dock.tsx';
import { Drawer } from '../drawer/drawer.tsx';
import { RoomHead } from './room-head.tsx';
import { RoomMap } from './room-map.tsx';
import classes from './room-screen.module.css';

/** The regions of the room: head, map, the log or the drawer of a seat beside it, the dock below. */
export function RoomScreen() {
  const place = usePlace();
  const open = place.screen === 'room' && place.computer !== null;
  return (
    <div className={open ? `${classes.room} ${classes.withDrawer}` : classes.room}>
      <div className={classes.head}>
        <RoomHead />
      </div>
      <div className={classes.map}>
        <RoomMap />
      </div>
      <div className={classes.side}>{open ? <Drawer /> : <LogPanel />}</div>
      <div className={classes.dock}>
        <Dock />
      </div>
    </div>
  );
}
