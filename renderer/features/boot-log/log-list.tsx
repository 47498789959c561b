import { IconArrowDown } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LogLine } from '../../../electron/contract/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import classes from './log.module.css';
import { LogRow } from './log-row.tsx';
import { type Row, rowsOf } from './rows.ts';
import type { LookingBack } from './use-older.ts';
import { useStick } from './use-stick.ts';

/** The height of a line of one row of text, in pixels. */
const usualHeight = 25;
/** So many lines are fetched at most to fill the area by itself: alike lines fold, and then a thousand fill nothing. */
const mostUnasked = 5_000;

interface Props {
  readonly lines: readonly LogLine[];
  /** What stands where no line is. */
  readonly empty: ReactNode;
  /** Asked for when the reader comes near to the oldest line; null when there are no older ones to be had. */
  readonly loadOlder: (() => void) | null;
  readonly back: LookingBack;
  /** Told when somebody scrolls away from the end, and when they are back. */
  readonly onReading: (reading: boolean) => void;
}

/** The lines, newest last. Only those in sight are drawn. Stays at its end until somebody scrolls up to read. */
export function LogList({ lines, empty, loadOlder, back, onReading }: Props) {
  const t = useWords('log');
  const area = useRef<HTMLDivElement>(null);
  const { open, toggle } = useOpen();
  const rows = useMemo(() => rowsOf(lines, open), [lines, open]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => area.current,
    estimateSize: () => usualHeight,
    getItemKey: (index) => rowKey(rows[index], index),
    overscan: 12,
  });
  const { atEnd, watch, goToEnd } = useStick(area, virtual.getTotalSize(), rows[0]?.key ?? 0);
  useEffect(() => onReading(!atEnd), [atEnd, onReading]);
  useEffect(() => {
    const { current } = area;
    if (!current || back.state !== 'idle' || lines.length >= mostUnasked) return;
    if (current.scrollHeight <= current.clientHeight) loadOlder?.();
  });
  const scrolled = () => {
    watch();
    if (back.state === 'idle' && loadOlder && area.current && area.current.scrollTop < 400) loadOlder();
  };
  return (
    <div className={classes.frame}>
      <Back back={back} goOn={loadOlder} />
      <section ref={area} className={classes.area} aria-label={t('lines')} onScroll={scrolled}>
        {rows.length === 0 ? (
          empty
        ) : (
          <ul className={classes.all} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, key, start }) => {
              const row = rows[index];
              return (
                <li
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  className={classes.row}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  {row && <LogRow row={row} open={row.kind === 'line' && open.has(-row.key)} toggle={toggle} />}
                </li>
              );
            })}
          </ul>
        )}
      </section>
      <NewLines lines={lines} atEnd={atEnd} goToEnd={goToEnd} />
    </div>
  );
}

/** A fold and its first line have the same number. */
const rowKey = (row: Row | undefined, index: number): string =>
  row === undefined ? `${index}` : `${row.kind}-${row.key}`;

/** Folds that are open by their key, lines whose technical part is open by their key with a minus. */
function useOpen() {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback((row: Row) => {
    const key = row.kind === 'fold' ? row.key : -row.key;
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  return { open, toggle };
}

/** A filter that fits little makes the search long: how far it is, and a way to give it up and to go on. */
function Back({ back, goOn }: { readonly back: LookingBack; readonly goOn: (() => void) | null }) {
  const t = useWords('log');
  const format = useFormat();
  if (back.state !== 'looking' && back.state !== 'stopped') return null;
  const looking = back.state === 'looking';
  return (
    <div className={classes.back} role="status" data-state={back.state}>
      {looking && <span>{t('looking', { percent: format.percent(back.percent) })}</span>}
      <button type="button" onClick={looking ? back.stop : () => goOn?.()}>
        {t(looking ? 'stopLooking' : 'lookOn')}
      </button>
    </div>
  );
}

interface NewLinesProps {
  readonly lines: readonly LogLine[];
  readonly atEnd: boolean;
  readonly goToEnd: () => void;
}

/** How much came since the reader left the end, and the way back to it. */
function NewLines({ lines, atEnd, goToEnd }: NewLinesProps) {
  const t = useWords('log');
  const last = lines.at(-1)?.id ?? 0;
  const seen = useRef(last);
  if (atEnd) seen.current = last;
  if (atEnd) return null;
  const fresh = lines.filter(({ id }) => id > seen.current);
  const trouble = fresh.filter((line) => line.trouble).length;
  return (
    <button type="button" className={classes.toEnd} onClick={goToEnd}>
      <IconArrowDown size={14} aria-hidden />
      {fresh.length === 0 ? t('toEnd') : t('newLines', { count: fresh.length })}
      {trouble > 0 && <b>{t('newTrouble', { count: trouble })}</b>}
    </button>
  );
}
