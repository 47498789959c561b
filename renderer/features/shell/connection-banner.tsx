import { IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useNow } from '../../state/clock.ts';
import { type ConnectionView, useConnection } from '../../state/hooks.ts';
import classes from './connection-banner.module.css';

/** How long the word that the connection is back stays, in milliseconds. */
const backFor = 12_000;

/** Above the screen while the connection is lost, and for a while after it is back. */
export function ConnectionBanner() {
  const view = useConnection();
  if (view.connection !== 'connected' && view.lostAt !== null) return <Lost view={view} lostAt={view.lostAt} />;
  return view.caughtUp === null ? null : <Back key={view.caughtUp} lines={view.caughtUp} />;
}

function Lost({ view, lostAt }: { readonly view: ConnectionView; readonly lostAt: number }) {
  const t = useWords('shell');
  const format = useFormat();
  const now = useNow(1_000);
  const seconds = view.nextTryAt === null ? 0 : Math.ceil((view.nextTryAt - now) / 1_000);
  return (
    <div className={classes.lost} role="alert">
      <IconPlugConnectedX size={16} aria-hidden />
      <span>{t('lost', { time: format.clock(lostAt) })}</span>
      <span className={classes.quiet} aria-live="off">
        {seconds > 0 ? t('tryIn', { count: seconds }) : t('lostNow')}
      </span>
    </div>
  );
}

function Back({ lines }: { readonly lines: number }) {
  const t = useWords('shell');
  const [gone, setGone] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setGone(true), backFor);
    return () => window.clearTimeout(timer);
  }, []);
  if (gone) return null;
  return (
    <div className={classes.back} role="status">
      <IconPlugConnected size={16} aria-hidden />
      <span>{t('back')}</span>
      {lines === 0 ? <span>{t('happened_zero')}</span> : <a href="#/log">{t('happened', { count: lines })}</a>}
    </div>
  );
}
