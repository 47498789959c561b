import { Button } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconDoorExit,
  IconDownload,
  IconPower,
} from '@tabler/icons-react';
import type { Exam, ExamSeat } from '../../../electron/contract/exam.ts';
import type { ExamSeatState } from '../../../electron/contract/exam-seat.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand } from '../../state/hooks.ts';
import type { BoardSeat } from './board-seats.ts';
import classes from './exam.module.css';

const icons = {
  in: IconCircleCheckFilled,
  booting: IconDownload,
  outside: IconAlertTriangleFilled,
  left: IconDoorExit,
  off: IconPower,
  released: IconDoorExit,
} as const;

interface TileProps extends BoardSeat {
  readonly exam: Exam;
  readonly open: boolean;
  /** Its cell of the grid; null: the next free one. */
  readonly place: { readonly row: number; readonly column: number } | null;
  readonly extra: (seat: ExamSeat) => void;
  readonly release: (seat: ExamSeat) => void;
}

/** One seat: who, where it stands, and what can be done about it. */
export function ExamTile({ exam, seat, state, open, place, extra, release }: TileProps) {
  const t = useWords('exam');
  const says = useStateWords();
  const format = useFormat();
  const wake = useCommand('computer.wake');
  const Glyph = icons[state.kind];
  const more = Math.round((seat.notAfter - exam.notAfter) / 60_000);
  const { candidate } = seat.variables;
  const { computerId } = seat;
  return (
    <li
      className={classes.tile}
      data-state={state.kind}
      style={place ? { gridRow: place.row, gridColumn: place.column } : undefined}
    >
      <p className={classes.who}>
        <strong>{seat.name}</strong>
        {more > 0 && <span className={classes.more}>{t('more', { count: more })}</span>}
        <Glyph size={16} aria-hidden />
      </p>
      {candidate !== undefined && <p className={classes.candidate}>{candidate}</p>}
      <p className={classes.state}>{says(state)}</p>
      {state.kind === 'outside' && (
        <p className={classes.why}>{t(`why.${state.why}`, { time: format.hour(state.since) })}</p>
      )}
      {wake.refusal !== null && <p role="alert">{wake.refusal}</p>}
      {open && state.kind !== 'released' && (
        <div className={classes.acts}>
          {computerId !== null && (state.kind === 'off' || state.kind === 'left') && (
            <Button size="compact-xs" variant="default" onClick={() => void wake.run({ computers: [computerId] })}>
              {t('wake')}
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('extraFor', { name: seat.name })}
            onClick={() => extra(seat)}
          >
            {t('extra')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('releaseOf', { name: seat.name })}
            onClick={() => release(seat)}
          >
            {t('release')}
          </Button>
        </div>
      )}
    </li>
  );
}

function useStateWords() {
  const t = useWords('exam');
  const format = useFormat();
  return (state: ExamSeatState): string => {
    switch (state.kind) {
      case 'booting':
        return t(state.again ? 'state.again' : 'state.booting');
      case 'left':
      case 'released':
        return t(`state.${state.kind}`, { time: format.hour(state.at) });
      default:
        return t(`state.${state.kind}`);
    }
  };
}
