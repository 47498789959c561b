import type { Action } from '../../../electron/contract/model.ts';
import { actionLook } from '../../theme/action-look.ts';
import classes from './actions.module.css';

/** The rounded square with a white glyph by which an action is known at a glance. */
export function ActionSquare({
  look,
  size = 36,
}: {
  readonly look: Pick<Action, 'icon' | 'colour'>;
  readonly size?: number;
}) {
  const { icon: Glyph, colour } = actionLook(look);
  return (
    <span className={classes.square} style={{ background: colour, width: size, height: size }} aria-hidden>
      <Glyph size={Math.round(size * 0.56)} stroke={1.8} />
    </span>
  );
}
