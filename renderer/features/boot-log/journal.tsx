import { Button } from '@mantine/core';
import { IconArrowDown, IconTimeline } from '@tabler/icons-react';
import { memo } from 'react';
import type { LogLine } from '../../../electron/contract/api.ts';
import { useSnapshot } from '../../state/hooks.ts';
import { Empty } from '../empty.tsx';
import { clockTime } from '../moment.ts';
import classes from './journal.module.css';
import { useStickToEnd } from './stick-to-end.ts';

/** The live journal: one line an event, the newest last. Stays at the end until somebody scrolls up to read. */
export function Journal() {
  const { log } = useSnapshot();
  const { area, atEnd, watch, goToEnd } = useStickToEnd(log);
  if (log.length === 0) {
    return (
      <Empty icon={<IconTimeline size={36} stroke={1.4} />} title="Nothing has happened yet">
        Every machine that asks appears here, line by line, from its first question to its running system.
      </Empty>
    );
  }
  return (
    <div className={classes.frame}>
      <div ref={area} className={classes.lines} role="log" aria-label="Journal" onScroll={watch} tabIndex={-1}>
        {log.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </div>
      {!atEnd && (
        <Button
          className={classes.toEnd}
          size="xs"
          radius="xl"
          leftSection={<IconArrowDown size={14} />}
          onClick={goToEnd}
        >
          Newest line
        </Button>
      )}
    </div>
  );
}

const Line = memo(function Line({ line }: { readonly line: LogLine }) {
  return (
    <div className={line.trouble ? `${classes.line} ${classes.trouble}` : classes.line}>
      <time className={classes.time} dateTime={new Date(line.at).toISOString()}>
        {clockTime(line.at)}
      </time>
      <span className={classes.machine} title={line.mac}>
        {line.computerName}
      </span>
      <span className={classes.text}>{line.text}</span>
    </div>
  );
});
