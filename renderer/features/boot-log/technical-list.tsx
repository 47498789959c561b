import type { LogLine } from '../../../electron/contract/api.ts';
import classes from './technical.module.css';
import { technicalParts } from './technical.ts';

/** What is known of a line beside its sentence, below it. `className`: where it stands and on which ground. */
export function TechnicalList({ line, className }: { readonly line: LogLine; readonly className: string | undefined }) {
  return (
    <dl className={`${classes.technical} ${className ?? ''}`}>
      {technicalParts(line).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
