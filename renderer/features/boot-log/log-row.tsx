import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import type { LogLine } from '../../../electron/contract/api.ts';
import { factStage } from '../../../electron/contract/stage.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { hashOf } from '../../state/place.ts';
import { stageLooks } from '../../theme/stage.ts';
import classes from './log.module.css';
import type { Row } from './rows.ts';
import { useSentence } from './sentence.ts';
import { TechnicalList } from './technical-list.tsx';

interface Props {
  readonly row: Row;
  /** Its technical part is shown. */
  readonly open: boolean;
  readonly toggle: (row: Row) => void;
}

export const LogRow = memo(function LogRow({ row, open, toggle }: Props) {
  return row.kind === 'fold' ? (
    <Fold row={row} toggle={toggle} />
  ) : (
    <Line row={row} line={row.line} open={open} toggle={toggle} />
  );
});

function Line({ row, line, open, toggle }: Props & { readonly line: LogLine }) {
  const t = useWords('log');
  const format = useFormat();
  const sentence = useSentence();
  const look = stageLooks[line.trouble ? 'failed' : factStage(line.fact)];
  return (
    <div className={classes.line} data-trouble={line.trouble || undefined}>
      <button type="button" className={classes.main} aria-expanded={open} onClick={() => toggle(row)}>
        <time className={classes.time} dateTime={new Date(line.at).toISOString()}>
          {format.clock(line.at)}
        </time>
        <look.icon size={15} stroke={1.8} className={classes.icon} style={{ color: look.colour }} aria-hidden />
        <span className={classes.text}>
          {line.trouble && <span className="heard">{t('troubleMark')}</span>}
          <b>{line.computerName}</b> {sentence(line)}
        </span>
      </button>
      {line.trouble && (
        <a className={classes.why} href={hashOf({ screen: 'room', room: null, computer: line.computerId })}>
          {t('why')}
          <span className="heard"> {line.computerName}</span>
        </a>
      )}
      {open && <TechnicalList line={line} className={classes.technical} />}
    </div>
  );
}

function Fold({ row, toggle }: { readonly row: Extract<Row, { kind: 'fold' }>; readonly toggle: Props['toggle'] }) {
  const t = useWords('log');
  const format = useFormat();
  const look = stageLooks[row.stage];
  const Chevron = row.open ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.line}>
      <button type="button" className={classes.main} aria-expanded={row.open} onClick={() => toggle(row)}>
        <time className={classes.time} dateTime={new Date(row.at).toISOString()}>
          {format.clock(row.at)}
        </time>
        <look.icon size={15} stroke={1.8} className={classes.icon} style={{ color: look.colour }} aria-hidden />
        <span className={classes.text}>
          <b>{t(`folds.${row.stage}`, { count: row.computers })}</b>
          <Chevron size={13} className={classes.chevron} aria-hidden />
        </span>
      </button>
    </div>
  );
}
