import { useWords } from '../../i18n/index.ts';
import { useNow } from '../../state/clock.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { usePlace } from '../../state/place.ts';
import { missedTasks, troubledSeats } from '../../state/select/trouble.ts';
import classes from './rail.module.css';
import { type RailScreen, railIcons, railScreens } from './rail-screens.ts';

const upper = railScreens.filter((screen) => screen !== 'settings');

/** The way between the screens; the room carries how many seats need somebody. */
export function Rail() {
  const t = useWords('shell');
  const { screen } = usePlace();
  const now = useNow(10_000);
  const trouble = useSnapshotPart((snapshot) => troubledSeats(snapshot, now));
  const missed = useSnapshotPart((snapshot) => missedTasks(snapshot, now));
  const counts: Partial<Record<RailScreen, Count>> = {
    room: { count: trouble, label: t('trouble', { count: trouble }) },
    tasks: { count: missed, label: t('missedTasks', { count: missed }) },
  };
  return (
    <nav className={classes.rail} aria-label={t('screens')}>
      {upper.map((name) => (
        <Way key={name} to={name} here={screen === name} count={counts[name]} />
      ))}
      <span className={classes.space} />
      <Way to="settings" here={screen === 'settings'} />
    </nav>
  );
}

interface Count {
  readonly count: number;
  readonly label: string;
}

function Way({
  to,
  here,
  count,
}: {
  readonly to: RailScreen;
  readonly here: boolean;
  readonly count?: Count | undefined;
}) {
  const t = useWords('shell');
  const WayIcon = railIcons[to];
  return (
    <a className={classes.way} href={`#/${to}`} aria-current={here ? 'page' : undefined}>
      <WayIcon size={20} stroke={1.6} aria-hidden />
      <span>{t(`screen.${to}`)}</span>
      {count !== undefined && count.count > 0 && (
        <span className={to === 'room' ? classes.trouble : classes.missed}>
          <span aria-hidden>{count.count}</span>
          <span className="heard">{count.label}</span>
        </span>
      )}
    </a>
  );
}
