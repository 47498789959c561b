import type { ReactNode } from 'react';
import classes from './choice.module.css';

interface Props {
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly title: string;
  readonly note: string;
  readonly icon?: ReactNode;
  readonly end?: string;
  readonly endNote?: string | null;
  readonly quietEnd?: boolean;
}

/** A radio button as large as what it says. The chosen one has an ink ring. */
export function Choice({ name, value, checked, onChoose, title, note, icon, end, endNote, quietEnd }: Props) {
  return (
    <label className={classes.choice}>
      <input type="radio" name={name} value={value} checked={checked} onChange={onChoose} />
      {icon}
      <span className={classes.words}>
        <b>{title}</b>
        <span className={classes.note}>{note}</span>
      </span>
      {end !== undefined && (
        <span className={classes.end}>
          <b className={quietEnd ? classes.quiet : undefined}>{end}</b>
          {endNote && <span className={classes.note}>{endNote}</span>}
        </span>
      )}
    </label>
  );
}
