import { IconArrowDown } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { LogLine } from '../../../electron/contract/api.ts';
import { useWords } from '../../i18n/index.ts';
import classes from './log.module.css';
import { LogRow } from './log-row.tsx';
import { type Row, rowsOf } from './rows.ts';
import { useStick } from './use-stick.ts';

/** The height of a line of one row of text, in pixels. */
const usualHeight = 25;

interface Props {
  readonly lines: readonly LogLine[];
  /** What stands where no line is. */
  readonly empty: ReactNode;
  /** Asked for when the reader comes near to the oldest line; null when there are no older ones to be had. */
  readonly loadOlder: (() => void) | null;
}

/** The lines, newest last. Only those in sight are drawn. Stays at its end until somebody scrolls up to read. */
export function LogList({ lines, empty, loadOlder }: Props) {
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
  const scrolled = () => {
    watch();
    if (loadOlder && area.current && area.current.scrollTop < 400) loadOlder();
  };
  return (
    <div className={classes.frame}>
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
