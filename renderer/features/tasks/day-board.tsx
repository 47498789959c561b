import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type CSSProperties, useState } from 'react';
import { actionColours } from '../../../electron/contract/action-look.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useRefusalWords } from '../../i18n/phrase.ts';
import { useNow } from '../../state/clock.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { computersOfRoom, roomsInOrder } from '../../state/select/lookup.ts';
import { useWindowWords } from '../dock/deed-words.ts';
import { useSeatWords } from '../dock/seat-words.ts';
import { useShownRoom } from '../room/shown-room.ts';
import classes from './day.module.css';
import {
  type Block,
  blocksOf,
  dayOf,
  hoursOf,
  lanesOf,
  placeIn,
  type Span,
  spanOf,
  withWords,
  wordsPlace,
} from './day-view.ts';
import { useDayHistory } from './use-day-history.ts';

/** A room's day: what is planned, missed and was done, on an axis of hours, with a line at the present. */
export function DayBoard() {
  const t = useWords('tasks');
  const shown = useShownRoom();
  const rooms = useSnapshotPart(roomsInOrder);
  const [chosen, setChosen] = useState<number | null>(null);
  const [shift, setShift] = useState(0);
  const room = rooms.find(({ id }) => id === chosen) ?? shown;
  if (!room) return <p className={classes.nothing}>{t('noRoom')}</p>;
  return (
    <div className={classes.board}>
      <div className={classes.tools}>
        <NativeSelect
          size="xs"
          aria-label={t('room')}
          value={room.id}
          onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
          data={rooms.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <DaySteps shift={shift} onChange={setShift} />
      </div>
      <DayOfRoom roomId={room.id} shift={shift} />
    </div>
  );
}

function DaySteps({ shift, onChange }: { readonly shift: number; readonly onChange: (shift: number) => void }) {
  const t = useWords('tasks');
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <>
      <ActionIcon aria-label={t('previous')} onClick={() => onChange(shift - 1)}>
        <IconChevronLeft size={18} />
      </ActionIcon>
      <h2 className={classes.date} aria-live="polite">
        {format.longDay(dayOf(now, shift).start)}
      </h2>
      <ActionIcon aria-label={t('next')} onClick={() => onChange(shift + 1)}>
        <IconChevronRight size={18} />
      </ActionIcon>
      {shift !== 0 && (
        <Button variant="default" onClick={() => onChange(0)}>
          {t('today')}
        </Button>
      )}
    </>
  );
}

function DayOfRoom({ roomId, shift }: { readonly roomId: number; readonly shift: number }) {
  const t = useWords('tasks');
  const now = useNow(60_000);
  const day = dayOf(now, shift);
  const tasks = useSnapshotPart((snapshot) => snapshot.tasks);
  const computers = useSnapshotPart((snapshot) => computersOfRoom(snapshot, roomId));
  const history = useDayHistory(day);
  const say = useRefusalWords();
  if (history.refusal !== null) return <p className={classes.nothing}>{t('refused', { why: say(history.refusal) })}</p>;
  const blocks = blocksOf(day, tasks, history.entries, new Set(computers.map(({ id }) => id)));
  const span = spanOf(day, blocks);
  const lanes = lanesOf(blocks, (block) => withWords(span, block));
  return (
    <div className={classes.day}>
      <Hours span={span} />
      <div className={classes.lanes}>
        {lanes.map((lane) => (
          <ol key={lane[0]?.key} className={classes.lane}>
            {lane.map((block) => (
              <DayBlock key={block.key} block={block} span={span} />
            ))}
          </ol>
        ))}
        {lanes.length === 0 && <p className={classes.nothing}>{t('nothing')}</p>}
      </div>
      {now >= span.from && now < span.until && <NowLine span={span} now={now} />}
    </div>
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(3)}%`;

function Hours({ span }: { readonly span: Span }) {
  const format = useFormat();
  return (
    <div className={classes.hours} aria-hidden>
      {hoursOf(span).map((hour) => (
        <span key={hour} className={classes.hour} style={{ left: percent(placeIn(span, hour)) }}>
          <span>{format.hour(hour)}</span>
        </span>
      ))}
    </div>
  );
}

function NowLine({ span, now }: { readonly span: Span; readonly now: number }) {
  const t = useWords('tasks');
  const format = useFormat();
  return (
    <div className={classes.now} style={{ left: percent(placeIn(span, now)) }}>
      <span>{t('now', { time: format.hour(now) })}</span>
    </div>
  );
}

function DayBlock({ block, span }: { readonly block: Block; readonly span: Span }) {
  const t = useWords('tasks');
  const now = useNow(60_000);
  const seatWords = useSeatWords();
  const windowWords = useWindowWords();
  const colour = useSnapshotPart(
    (snapshot) => snapshot.actions.find(({ name }) => name === block.actionName)?.colour ?? 'grey',
  );
  const left = placeIn(span, block.from);
  const width = placeIn(span, block.until) - left;
  const became = [
    block.waiting > 0 ? t('waiting', { count: block.waiting }) : null,
    block.taken > 0 ? t('took', { count: block.taken }) : null,
    block.missed > 0 ? t('missed', { count: block.missed }) : null,
  ].filter((text) => text !== null);
  const window = windowWords(block.notBefore, block.notAfter, now);
  const repeat = t(block.repeat === 'once' ? 'once' : 'everyBoot');
  const seats = seatWords(block.computers, 3);
  const text = [`${block.actionName}, ${repeat}`, window, seatWords(block.computers, 40), ...became].join('\n');
  const style = { left: percent(left), width: percent(width), '--hue': actionColours[colour] } as CSSProperties;
  return (
    <li
      className={classes.block}
      data-missed={block.missed > 0 || undefined}
      data-words={wordsPlace(span, block)}
      style={style}
      title={text}
    >
      <span className={classes.words}>
        <span className={classes.name}>{block.actionName}</span>
        <span className={classes.line}>{window}</span>
        <span className={classes.line}>{seats}</span>
        <span className={classes.became}>{became.join(', ')}</span>
      </span>
      {block.servedAt.map((at, index) => (
        <Mark key={`${at} ${block.servedAt.indexOf(at, index)}`} at={at} block={block} span={span} />
      ))}
    </li>
  );
}

/** When a seat took it, as a stroke at the lower edge of its block. */
function Mark({ at, block, span }: { readonly at: number; readonly block: Block; readonly span: Span }) {
  const whole = placeIn(span, block.until) - placeIn(span, block.from);
  const place = whole > 0 ? (placeIn(span, at) - placeIn(span, block.from)) / whole : 0;
  return <span aria-hidden className={classes.mark} style={{ left: percent(Math.min(1, Math.max(0, place))) }} />;
}
