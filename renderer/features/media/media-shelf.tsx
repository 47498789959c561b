import { Button, Tooltip } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { useFileChoice } from '../actions/file-choice.tsx';
import { JobRow } from './job-row.tsx';
import classes from './media.module.css';
import { MediumRow } from './medium-row.tsx';

/** The media that actions boot from, what is on its way in, and the place where new ones are dropped. */
export function MediaShelf() {
  const t = useWords('media');
  const media = useSnapshotPart((snapshot) => snapshot.media);
  const jobs = useSnapshotPart((snapshot) => snapshot.mediaJobs);
  return (
    <section className={classes.shelf} aria-label={t('title')}>
      <h2 className={classes.title}>{t('title')}</h2>
      <p className={classes.help}>{t('help')}</p>
      <DropZone />
      {jobs.length > 0 && (
        <ul className={classes.rows} aria-label={t('jobs')}>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
      {media.length === 0 ? (
        <p className={classes.help}>{t('empty')}</p>
      ) : (
        <ul className={classes.rows} aria-label={t('title')}>
          {media.map((medium) => (
            <MediumRow key={medium.id} medium={medium} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Only the app's own window knows where a dropped file lies; everywhere else a file is chosen by its folder. */
function DropZone() {
  const t = useWords('media');
  const add = useCommand('media.add');
  const link = useCommand('media.link');
  const [over, setOver] = useState(false);
  const [pathless, setPathless] = useState(false);
  const take = (command: typeof add | typeof link, paths: readonly string[]): void => {
    add.forget();
    link.forget();
    setPathless(paths.includes(''));
    for (const path of paths) if (path !== '') void command.run({ path });
  };
  const copying = useFileChoice((path) => take(add, [path]));
  const linking = useFileChoice((path) => take(link, [path]), { folders: true });
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const paths = [...event.dataTransfer.files].map((file) => window.rollcall?.pathOf(file) ?? '');
    take(add, paths);
  };
  const refusal = add.refusal ?? link.refusal ?? (pathless ? t('noPath') : null);
  return (
    <fieldset
      aria-label={t('drop')}
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className={classes.grow}>{t('drop')}</span>
      <Button size="xs" loading={add.pending} onClick={() => copying.choose('')}>
        {t('copy')}
      </Button>
      <Tooltip label={t('linkHint')}>
        <Button size="xs" variant="default" loading={link.pending} onClick={() => linking.choose('')}>
          {t('link')}
        </Button>
      </Tooltip>
      {refusal && (
        <p role="alert" className={classes.refusal}>
          {refusal}
        </p>
      )}
      {copying.dialog}
      {linking.dialog}
    </fieldset>
  );
}
