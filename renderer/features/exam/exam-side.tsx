import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import type { Exam } from '../../../electron/contract/exam.ts';
import { lastEnd } from '../../../electron/contract/exam-seat.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import { sameItems, useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { saveText } from '../shell/save-file.ts';
import { heldTasks, lateComputers } from './board-seats.ts';
import classes from './exam.module.css';

/** Beside the board: the rules, who may still come, the record. */
export function ExamSide({ exam, open }: { readonly exam: Exam; readonly open: boolean }) {
  return (
    <aside className={classes.side}>
      <Rules exam={exam} />
      {open && <Late exam={exam} />}
      <Record exam={exam} />
    </aside>
  );
}

function Rules({ exam }: { readonly exam: Exam }) {
  const t = useWords('exam');
  const format = useFormat();
  const waiting = useSnapshotPart((snapshot) => heldTasks(snapshot, exam));
  return (
    <section>
      <h3>{t('rules')}</h3>
      <p>{t('ruleBack', { time: format.hour(lastEnd(exam)) })}</p>
      {exam.closedNetwork && <p>{t('ruleClosed')}</p>}
      {exam.portal !== null && <p className={classes.word}>{t('rulePortal', { portal: exam.portal })}</p>}
      {exam.allow.length > 0 && <p className={classes.word}>{t('ruleAllow', { list: format.list(exam.allow) })}</p>}
      {waiting > 0 && <p>{t('waits', { count: waiting })}</p>}
    </section>
  );
}

function Late({ exam }: { readonly exam: Exam }) {
  const t = useWords('exam');
  const join = useCommand('exam.join');
  const late = useSnapshotPart((snapshot) => lateComputers(snapshot, exam), sameItems);
  return (
    <section>
      <h3>{t('late')}</h3>
      {late.length === 0 && <p className={classes.dim}>{t('lateNone')}</p>}
      <div className={classes.acts}>
        {late.map(({ id, name, mac }) => (
          <Button
            key={id}
            size="compact-sm"
            variant="default"
            leftSection={<IconUserPlus size={14} aria-hidden />}
            disabled={join.pending}
            onClick={() => void join.run({ exam: exam.id, computers: [id] })}
          >
            {name ?? mac}
          </Button>
        ))}
      </div>
      {join.refusal !== null && <p role="alert">{join.refusal}</p>}
    </section>
  );
}

function Record({ exam }: { readonly exam: Exam }) {
  const t = useWords('exam');
  const report = useCommand('exam.report');
  const language = useLanguage();
  const save = async (form: 'csv' | 'html') => {
    const made = await report.run({ exam: exam.id, language });
    if (made) saveText(`rollcall-exam-${exam.id}.${form}`, `text/${form}`, made[form]);
  };
  return (
    <section>
      <h3>{t('record')}</h3>
      <div className={classes.acts}>
        <Button size="compact-sm" variant="default" disabled={report.pending} onClick={() => void save('csv')}>
          {t('csv')}
        </Button>
        <Button size="compact-sm" variant="default" disabled={report.pending} onClick={() => void save('html')}>
          {t('print')}
        </Button>
      </div>
      {report.refusal !== null && <p role="alert">{report.refusal}</p>}
    </section>
  );
}
