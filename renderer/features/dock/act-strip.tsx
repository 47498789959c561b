import { useNow } from '../../state/clock.ts';
import { usePlace } from '../../state/place.ts';
import classes from './last-act.module.css';
import { LastAct, useLastWord, wordStays } from './last-act.tsx';

/** The word about the last act on the screens that have no dock, so that Undo is one click away on each of them. */
export function ActStrip() {
  const { screen } = usePlace();
  return screen === 'room' ? null : <FloatingWord />;
}

function FloatingWord() {
  const word = useLastWord();
  const now = useNow(1_000);
  if (!word || (word.kind === 'done' && now - word.done.at > wordStays)) return null;
  return (
    <div className={classes.strip}>
      <LastAct word={word} />
    </div>
  );
}
