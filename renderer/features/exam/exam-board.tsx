import { Button } from '@mantine/core';
import { IconClockPlus, IconDoorExit, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Exam, ExamSeat } from '../../../electron/contract/exam.ts';
import { examState, lastEnd } from '../../../electron/contract/exam-seat.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useNow } from '../../state/clock.ts';
import { usePicture, useSnapshotPart } from '../../state/hooks.ts';
import { boardPlan, boardSeats, countOf, stateOrder } from './board-seats.ts';
import classes from './exam.module.css';
import { ExamChange } from './exam-change.tsx';
import { ExamSide } from './exam-side.tsx';
import { ExamTile } from './exam-tile.tsx';
import { PinDialog, type PinQuestion } from './pin-dialog.tsx';

/** One exam: how long it lasts, each seat, and what changes it. */
export function ExamBoard({ exam }: { readonly exam: Exam }) {
  const t = useWords('exam');
  const now = useNow(1_000);
  const [asked, ask] = useState<PinQuestion | null>(null);
  const [changing, setChanging] = useState(false);
  useSnapshotPart((snapshot) => snapshot.boots);
  useSnapshotPart((snapshot) => snapshot.tasks);
  const snapshot = usePicture()();
  const seats = snapshot ? boardSeats(snapshot, exam, now) : [];
  const plan = snapshot && boardPlan(snapshot, exam);
  const open = examState(exam, now) !== 'ended';
  const askFor = (kind: PinQuestion['kind']) => (seat: ExamSeat | null) => ask({ kind, seat });
  return (
    <>
      <ExamHead exam={exam} now={now} open={open} ask={ask} change={() => setChanging(true)} />
      <div className={classes.body}>
        <div className={classes.floor}>
          <ul className={classes.counts}>
            {stateOrder
              .map((kind) => ({ kind, count: countOf(seats, kind) }))
              .filter(({ count }) => count > 0)
              .map(({ kind, count }) => (
                <li key={kind} data-state={kind}>
                  {t(`counts.${kind}`, { count })}
                </li>
              ))}
          </ul>
          <ul
            className={classes.seats}
            aria-label={t('board', { name: exam.name })}
            style={plan ? { gridTemplateColumns: `repeat(${plan.columns}, minmax(150px, 1fr))` } : undefined}
          >
            {seats.map((each) => (
              <ExamTile
                key={each.seat.mac}
                exam={exam}
                {...each}
                open={open}
                place={plan?.placeOf(each.seat) ?? null}
                extra={askFor('extra')}
                release={askFor('release')}
              />
            ))}
          </ul>
        </div>
        <ExamSide exam={exam} open={open} />
      </div>
      {changing && <ExamChange exam={exam} running={now >= exam.notBefore} close={() => setChanging(false)} />}
      {asked && <PinDialog exam={exam} question={asked} close={() => ask(null)} />}
    </>
  );
}

interface HeadProps {
  readonly exam: Exam;
  readonly now: number;
  readonly open: boolean;
  readonly ask: (question: PinQuestion) => void;
  readonly change: () => void;
}

function ExamHead({ exam, now, open, ask, change }: HeadProps) {
  const t = useWords('exam');
  const format = useFormat();
  const end = lastEnd(exam);
  const words = () => {
    if (!open) return t('over', { time: format.moment(exam.endedAt ?? end) });
    return now < exam.notBefore
      ? t('begins', { duration: format.duration(exam.notBefore - now) })
      : t('left', { duration: format.duration(end - now) });
  };
  return (
    <div className={classes.examHead}>
      <div>
        <h2 className={classes.name}>{exam.name}</h2>
        <p className={classes.dim}>
          {exam.actionName} · {t('seats', { count: exam.seats.length })} ·{' '}
          {t('span', { from: format.moment(exam.notBefore), to: format.hour(exam.notAfter) })}
        </p>
      </div>
      <strong className={classes.clock}>{words()}</strong>
      {open && (
        <>
          <Button size="xs" variant="default" leftSection={<IconPencil size={15} aria-hidden />} onClick={change}>
            {t('change')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconClockPlus size={15} aria-hidden />}
            onClick={() => ask({ kind: 'extra', seat: null })}
          >
            {t('extra')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDoorExit size={15} aria-hidden />}
            onClick={() => ask({ kind: 'release', seat: null })}
          >
            {t('end')}
          </Button>
        </>
      )}
    </div>
  );
}
