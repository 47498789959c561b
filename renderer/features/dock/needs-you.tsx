import { Button } from '@mantine/core';
import { useWords } from '../../i18n/index.ts';
import { useNow } from '../../state/clock.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { useSentence } from '../boot-log/sentence.ts';
import { useSelection } from '../room/selection-context.tsx';
import { useShownRoom } from '../room/shown-room.ts';
import { NeedCard } from './need-card.tsx';
import classes from './needs.module.css';
import { type Need, needsOf, onAndOff, sameNeeds } from './needs.ts';
import { useDeskPart } from './proposal.ts';

/** How many cards there are before the rest becomes one button that selects them. */
const mostCards = 24;

/** With nothing selected: what somebody has to look at, each with its remedy; or that all is well. */
export function NeedsYou({ editRoom }: { readonly editRoom: () => void }) {
  const t = useWords('dock');
  const room = useShownRoom();
  const now = useNow(10_000);
  const hidden = useDeskPart((state) => state.hidden);
  const needs = useSnapshotPart((snapshot) => needsOf(snapshot, room?.id ?? null, now, hidden), sameNeeds);
  if (needs.length === 0) return <Calm roomId={room?.id ?? null} now={now} />;
  return (
    <div className={classes.needs}>
      <h2 className={classes.head}>
        {t('title')} <span className={classes.count}>{needs.length}</span>
      </h2>
      <ul className={classes.cards}>
        {needs.slice(0, mostCards).map((need) => (
          <li key={need.key} className={classes.item}>
            <NeedCard need={need} room={room} editRoom={editRoom} />
          </li>
        ))}
        {needs.length > mostCards && <Others needs={needs.slice(mostCards)} />}
      </ul>
    </div>
  );
}

function Others({ needs }: { readonly needs: readonly Need[] }) {
  const t = useWords('dock');
  const { select } = useSelection();
  const ids = needs.flatMap((need) => (need.kind === 'missed' ? need.computers : [need.computer])).map(({ id }) => id);
  return (
    <li className={classes.others}>
      <Button variant="default" onClick={() => select(ids)}>
        {t('moreNeeds', { count: needs.length })}
      </Button>
    </li>
  );
}

function Calm({ roomId, now }: { readonly roomId: number | null; readonly now: number }) {
  const t = useWords('dock');
  const sentence = useSentence();
  const on = useSnapshotPart((snapshot) => onAndOff(snapshot, roomId, now).on);
  const off = useSnapshotPart((snapshot) => onAndOff(snapshot, roomId, now).off);
  const last = useSnapshotPart((snapshot) => {
    return snapshot.log.findLast(({ fact }) => fact.kind === 'running' || fact.kind === 'started') ?? null;
  });
  const silenced = useSnapshotPart(
    ({ status: { service } }) => service.state === 'serving' && service.otherServer !== null,
  );
  if (on + off === 0) return <p className={classes.calm}>{t('nobody')}</p>;
  return (
    <div className={classes.calm}>
      {!silenced && <h2 className={classes.well}>{t('calm')}</h2>}
      <p>{t('onOff', { on, off })}</p>
      {last && <p className={classes.last}>{t('lastTask', { text: `${last.computerName} ${sentence(last)}` })}</p>}
    </div>
  );
}
