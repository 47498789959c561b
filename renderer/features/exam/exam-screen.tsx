import { Button, NativeSelect } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useNow } from '../../state/clock.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { firstExam } from './board-seats.ts';
import classes from './exam.module.css';
import { ExamBoard } from './exam-board.tsx';
import { ExamStart } from './exam-start.tsx';

/** The exam that runs, with its board; the ones that are over; how one is started. */
export function ExamScreen() {
  const t = useWords('exam');
  const format = useFormat();
  const now = useNow(10_000);
  const exams = useSnapshotPart((snapshot) => snapshot.exams);
  const [chosen, choose] = useState<number | null>(null);
  const [starting, setStarting] = useState(false);
  const shown = exams.find(({ id }) => id === chosen) ?? firstExam(exams, now);
  return (
    <section className={classes.screen} aria-label={t('title')}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('title')}</h1>
        {shown && (
          <NativeSelect
            size="xs"
            aria-label={t('which')}
            value={String(shown.id)}
            onChange={({ currentTarget }) => choose(Number(currentTarget.value))}
            data={[...exams]
              .sort((one, other) => other.id - one.id)
              .map(({ id, name, notBefore }) => ({
                value: String(id),
                label: t('choice', { name, time: format.moment(notBefore) }),
              }))}
          />
        )}
        <Button size="xs" className={classes.start ?? ''} onClick={() => setStarting(true)}>
          {t('start')}
        </Button>
      </header>
      {shown ? <ExamBoard key={shown.id} exam={shown} /> : <Nothing />}
      {starting && (
        <ExamStart
          room={null}
          close={() => setStarting(false)}
          started={(id) => {
            choose(id);
            setStarting(false);
          }}
        />
      )}
    </section>
  );
}

function Nothing() {
  const t = useWords('exam');
  return (
    <div className={classes.nothing}>
      <IconSchool size={30} stroke={1.5} aria-hidden />
      <h2>{t('emptyTitle')}</h2>
      <p>{t('emptyText')}</p>
    </div>
  );
}
