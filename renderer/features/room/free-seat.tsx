import { IconPlus } from '@tabler/icons-react';
import { memo } from 'react';
import type { Seat } from '../../../electron/contract/model.ts';
import { seatLabel } from '../../state/select/seat.ts';
import classes from './free-seat.module.css';
import type { Density } from './grid.ts';
import { cellProps } from './grid-roles.ts';
import { seatKey } from './seat.ts';
import type { Tongue } from './tile-words.ts';

interface Props {
  readonly row: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly density: Density;
  readonly cursor: boolean;
  readonly room: Tongue['room'];
}

/** A seat on which nobody sits: the place for a machine that is dragged or in hand. */
export const FreeSeat = memo(function FreeSeat({ row, column, x, y, width, height, density, cursor, room: t }: Props) {
  const seat: Seat = { row, column };
  return (
    <td
      {...cellProps(false)}
      aria-colindex={column + 1}
      tabIndex={cursor ? 0 : -1}
      data-seat={seatKey(seat)}
      data-density={density}
      className={classes.free}
      style={{ left: x, top: y, width, height }}
    >
      <span className="heard">{t('freeLabel', { seat: seatLabel(seat) })}</span>
      {density !== 'small' && <IconPlus size={14} aria-hidden />}
      {density === 'large' && <span aria-hidden>{t('freeSeat')}</span>}
    </td>
  );
});
