import { Anchor, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { hashOf } from '../../state/place.ts';
import { DayBoard } from './day-board.tsx';
import { TaskList } from './task-list.tsx';
import classes from './tasks.module.css';

type TaskLook = 'list' | 'day';

/** All tasks: what wants a decision first, or a room's day on an axis of time. */
export function TasksScreen() {
  const t = useWords('tasks');
  const [look, setLook] = useState<TaskLook>('list');
  return (
    <section className={classes.screen} aria-label={t('title')}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('title')}</h1>
        <SegmentedControl
          size="xs"
          aria-label={t('view')}
          value={look}
          onChange={(value) => setLook(value as TaskLook)}
          data={[
            { value: 'list', label: t('list') },
            { value: 'day', label: t('day') },
          ]}
        />
        <Anchor className={classes.link} underline="always" href={hashOf({ screen: 'history' })}>
          {t('history')}
        </Anchor>
      </header>
      {look === 'list' ? <TaskList /> : <DayBoard />}
    </section>
  );
}
