import { IconDeviceDesktopQuestion } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Room } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { go, usePlace } from '../../state/place.ts';
import { useRemembered } from '../../state/remembered.ts';
import { LogPanel } from '../boot-log/log-panel.tsx';
import { Dock } from '../dock/dock.tsx';
import { Drawer } from '../drawer/drawer.tsx';
import { ExamStart } from '../exam/exam-start.tsx';
import { RollCall } from '../roll-call/roll-call.tsx';
import { ArrangingProvider } from './arranging.tsx';
import { EmptyRoom } from './empty-room.tsx';
import { useRoomEscape } from './escape.ts';
import { NewRoom, RoomEditor } from './room-editor.tsx';
import { RoomHead } from './room-head.tsx';
import { RoomMap } from './room-map.tsx';
import classes from './room-screen.module.css';
import { useRoomSeats, useUnseated } from './room-seats.ts';
import { SelectionProvider } from './selection-context.tsx';
import { useRememberRoom, useShownRoom } from './shown-room.ts';
import { useSize } from './size.ts';
import { StageChips } from './stage-chips.tsx';

/** Below this width, and in a room that needs it, the log begins as a button. Pixels, columns. */
const narrow = 1_036;
const manyColumns = 8;

/** The room that is looked at: its map, the log or the drawer of a seat beside it, the dock below. */
export function RoomScreen() {
  const room = useShownRoom();
  useRememberRoom(room);
  const [adding, setAdding] = useState(false);
  if (room === null || adding) return <NewRoom first={room === null} close={() => setAdding(false)} />;
  return (
    <SelectionProvider>
      <ArrangingProvider room={room}>
        <ShownRoom room={room} add={() => setAdding(true)} />
      </ArrangingProvider>
    </SelectionProvider>
  );
}

function ShownRoom({ room, add }: { readonly room: Room; readonly add: () => void }) {
  const [editing, setEditing] = useState<number | null>(null);
  const seats = useRoomSeats(room.id);
  const calling = useSnapshotPart(({ enrolment }) => (enrolment?.roomId === room.id ? enrolment : null));
  const start = useCommand('enrolment.start');
  const rollCall = () => void start.run({ room: room.id });
  if (calling) return <RollCall room={room} enrolment={calling} seats={seats} />;
  if (editing === room.id) return <RoomEditor key={room.id} room={room} seats={seats} close={() => setEditing(null)} />;
  return (
    <Regions
      room={room}
      seats={seats}
      add={add}
      edit={() => setEditing(room.id)}
      rollCall={rollCall}
      refusal={start.refusal}
    />
  );
}

interface RegionsProps {
  readonly room: Room;
  readonly seats: ReturnType<typeof useRoomSeats>;
  readonly add: () => void;
  readonly edit: () => void;
  readonly rollCall: () => void;
  readonly refusal: string | null;
}

/** Nothing jumps: every region has its place, whatever is in it. */
function Regions({ room, seats, add, edit, rollCall, refusal }: RegionsProps) {
  useRoomEscape();
  const place = usePlace();
  const open = place.screen === 'room' && place.computer !== null;
  const ref = useRef<HTMLDivElement>(null);
  const { width } = useSize(ref);
  const { folded, toggle } = useLogFold(room, width);
  const unseated = useUnseated(room.id);
  const [listed, setListed] = useState(false);
  const [examining, setExamining] = useState(false);
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const beside = open ? 'drawer' : listed ? 'unseated' : folded ? null : 'log';
  const empty = seats.list.length === 0;
  return (
    <div ref={ref} className={classes.room} data-drawer={open || undefined} data-folded={beside === null || undefined}>
      <div className={classes.head}>
        <RoomHead
          room={room}
          seats={seats}
          logFolded={folded}
          toggleLog={toggle}
          edit={edit}
          add={add}
          rollCall={rollCall}
          exam={() => setExamining(true)}
        />
      </div>
      {examining && (
        <ExamStart room={room.id} close={() => setExamining(false)} started={() => go({ screen: 'exam' })} />
      )}
      <div className={classes.map}>
        <StageChips seats={seats}>
          <UnseatedButton count={unseated.length} open={listed} toggle={() => setListed(!listed)} />
        </StageChips>
        {refusal !== null && (
          <p role="alert" className={classes.refusal}>
            {refusal}
          </p>
        )}
        <RoomMap room={room} seats={seats} listedIn={beside === 'unseated' ? slot : null} toggleLog={toggle} />
        {empty && !listed && <EmptyRoom rollCall={rollCall} unseated={unseated.length} list={() => setListed(true)} />}
      </div>
      {beside !== null && (
        <div className={classes.side} ref={beside === 'unseated' ? setSlot : undefined} key={beside}>
          {beside === 'drawer' && <Drawer />}
          {beside === 'log' && <LogPanel />}
        </div>
      )}
      <div className={classes.dock}>
        <Dock editRoom={edit} />
      </div>
    </div>
  );
}

/** What was last chosen in a window of usual width is kept; a narrow one begins folded each time. */
function useLogFold(room: Room, width: number) {
  const [kept, keep] = useRemembered('logFolded');
  const [asked, setAsked] = useState<boolean | null>(null);
  const isNarrow = width > 0 && width < narrow;
  const folded = asked ?? (isNarrow || (kept ?? room.columns > manyColumns));
  const toggle = () => {
    setAsked(!folded);
    if (!isNarrow) keep(!folded);
  };
  return { folded, toggle };
}

function UnseatedButton({
  count,
  open,
  toggle,
}: {
  readonly count: number;
  readonly open: boolean;
  readonly toggle: () => void;
}) {
  const t = useWords('room');
  if (count === 0 && !open) return null;
  return (
    <button type="button" className={classes.unseated} aria-expanded={open} onClick={toggle}>
      <IconDeviceDesktopQuestion size={15} stroke={1.7} aria-hidden />
      {t('unseated', { count })}
    </button>
  );
}
