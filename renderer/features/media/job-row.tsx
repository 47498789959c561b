import { Button, Progress } from '@mantine/core';
import type { MediaJob } from '../../../electron/contract/media.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { usePhrase } from '../../i18n/phrase.ts';
import { useCommand } from '../../state/hooks.ts';
import classes from './media.module.css';

/** A medium on its way: how far it is, and the way to stop it; one that failed says why. */
export function JobRow({ job }: { readonly job: MediaJob }) {
  const t = useWords('media');
  const common = useWords('common');
  const say = usePhrase();
  const cancel = useCommand('media.cancel');
  const failed = job.state === 'failed';
  return (
    <li className={classes.row}>
      <div className={classes.grow}>
        <span className={classes.name}>{job.name}</span>
        {failed && job.why !== null ? (
          <p role="alert" className={classes.refusal}>
            {t('failed', { name: job.name })} {say(job.why)}
          </p>
        ) : (
          <Going job={job} />
        )}
      </div>
      <Button
        size="xs"
        variant="default"
        loading={cancel.pending}
        aria-label={failed ? `${t('putAway')} ${job.name}` : t('cancel', { name: job.name })}
        onClick={() => void cancel.run({ job: job.id })}
      >
        {failed ? t('putAway') : common('cancel')}
      </Button>
    </li>
  );
}

function Going({ job }: { readonly job: MediaJob }) {
  const t = useWords('media');
  const format = useFormat();
  const percent = Math.floor((job.done / Math.max(1, job.bytes)) * 100);
  return (
    <>
      <Progress
        value={percent}
        aria-label={t('percentOf', { name: job.name, percent: format.percent(percent) })}
        className={classes.progress}
      />
      <span className={classes.facts} role="status">
        {job.done === 0 ? t('looking') : t('progress', { done: format.size(job.done), total: format.size(job.bytes) })}
      </span>
    </>
  );
}
