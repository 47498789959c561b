import { type Icon, IconAlertTriangle, IconBulb, IconCircleX } from '@tabler/icons-react';
import { type Fault, type Fix, faultText, type Severity } from '../../../electron/ipxe/fault.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import classes from './editor.module.css';

/** More than this nobody reads at once. */
const most = 50;

const icons: Readonly<Record<Severity, Icon>> = { refused: IconCircleX, warning: IconAlertTriangle, hint: IconBulb };
const order: readonly Severity[] = ['refused', 'warning', 'hint'];

interface ProblemsProps {
  readonly faults: readonly Fault[];
  readonly mend: (fault: Fault) => string | null;
  readonly goTo: (line: number) => void;
  readonly apply: (fix: Fix) => void;
}

/** Each thing that is to be said as a sentence, the gravest first, with the button that mends it. */
export function Problems({ faults, mend, goTo, apply }: ProblemsProps) {
  const t = useWords('editor');
  const sorted = order.flatMap((severity) => faults.filter((fault) => fault.severity === severity));
  return (
    <section className={classes.part} aria-label={t('problems')}>
      <div className={classes.partHead}>
        <h3>{t('problems')}</h3>
        <span className={classes.count}>{faults.length}</span>
      </div>
      {faults.length === 0 && <p className={classes.note}>{t('noProblems')}</p>}
      <ul className={classes.problems}>
        {sorted.slice(0, most).map((fault) => (
          <Problem
            key={`${fault.line}-${fault.from}-${fault.rule}`}
            fault={fault}
            mend={mend(fault)}
            goTo={goTo}
            apply={apply}
          />
        ))}
      </ul>
      {faults.length > most && <p className={classes.note}>{t('more', { count: faults.length - most })}</p>}
    </section>
  );
}

interface ProblemProps {
  readonly fault: Fault;
  readonly mend: string | null;
  readonly goTo: (line: number) => void;
  readonly apply: (fix: Fix) => void;
}

function Problem({ fault, mend, goTo, apply }: ProblemProps) {
  const t = useWords('editor');
  const language = useLanguage();
  const { line, severity, rule, fix } = fault;
  const Glyph = icons[severity];
  return (
    <li className={classes.problem}>
      <Glyph
        size={16}
        className={classes.glyph}
        data-severity={severity}
        aria-label={t(`severity.${severity}`)}
        role="img"
      />
      <div>
        <button type="button" className={classes.lineLink} onClick={() => goTo(line)} aria-label={t('goTo', { line })}>
          {t('line', { line })}
        </button>{' '}
        {sentence(faultText(fault, language))}
        {rule === 'not-in-bios' && <BiosMachines />}
        {fix && mend && (
          <button type="button" className={classes.mend} onClick={() => apply(fix)}>
            {mend}
          </button>
        )}
      </div>
    </li>
  );
}

/** How many it would hit, where the firmware is known. */
function BiosMachines() {
  const t = useWords('editor');
  const count = useSnapshotPart(({ computers }) => computers.filter(({ firmware }) => firmware === 'bios').length);
  return count === 0 ? null : <> {t('biosMachines', { count })}</>;
}

/** It goes on behind “Line 3:”, so that a command at its beginning keeps its small letter. */
const sentence = (text: string): string => (/[.?]$/.test(text) ? text : `${text}.`);
