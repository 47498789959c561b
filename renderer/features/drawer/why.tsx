import { useState } from 'react';
import type { LogLine } from '../../../electron/contract/api.ts';
import { explainFailure } from '../../../electron/contract/describe.ts';
import { type Finding, stepOf } from '../../../electron/contract/diagnosis.ts';
import type { Boot, Computer } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import { hashOf } from '../../state/place.ts';
import { useSentence } from '../boot-log/sentence.ts';
import { TechnicalList } from '../boot-log/technical-list.tsx';
import { useBootAgain } from '../dock/use-boot-again.ts';
import { useCauseWords, useEvidence, useExplanation } from './use-explanation.ts';
import classes from './why.module.css';

interface Props {
  readonly computer: Computer;
  /** Null: the machine never asked. */
  readonly boot: Boot | null;
  /** Those of this boot. */
  readonly lines: readonly LogLine[];
}

/** Why it did not boot: one sentence, what to do, a button where one helps, and the lines of the log that show it. */
export function Why({ computer, boot, lines: own }: Props) {
  const t = useWords('drawer');
  const explanation = useExplanation(computer.id, boot);
  const lines = useEvidence(explanation, own);
  const [first, ...others] = explanation?.findings ?? [];
  if (!explanation || !first) return boot && <Told boot={boot} lines={own} />;
  const well = explanation.standing === 'well';
  return (
    <section className={classes.why} data-well={well || undefined} aria-label={t(well ? 'notice' : 'why')}>
      <div role="status">
        <Cause finding={first} boot={boot} lines={lines} computer={computer} />
      </div>
      {others.length > 0 && (
        <details className={classes.others}>
          <summary>{t('others', { count: others.length })}</summary>
          {others.map((finding) => (
            <Cause key={finding.cause.code} finding={finding} boot={boot} lines={lines} computer={computer} />
          ))}
        </details>
      )}
    </section>
  );
}

/** Before the engine has answered: the last trouble of the boot in one sentence, unless it got on after all. */
function Told({ boot, lines }: { readonly boot: Boot; readonly lines: readonly LogLine[] }) {
  const t = useWords('drawer');
  const sentence = useSentence();
  const language = useLanguage();
  if (boot.stage !== 'failed') return null;
  const line = lines.findLast(({ trouble }) => trouble);
  return (
    <p className={classes.why} role="status">
      {line
        ? `${line.computerName} ${sentence(line)}`
        : t('failed', { why: explainFailure(boot.failure ?? '', language) })}
    </p>
  );
}

function Cause({ finding, boot, lines, computer }: Props & { readonly finding: Finding }) {
  const t = useWords('drawer');
  const { why, remedy } = useCauseWords()(finding.cause);
  const shown = lines.filter(({ id }) => finding.evidence.includes(id));
  const sure = finding.certainty === 'certain' ? null : t(`certainty.${finding.certainty}`);
  return (
    <div className={classes.cause}>
      <p className={classes.sentence}>
        {sure !== null && <b className={classes.sure}>{sure}</b>} {why}
      </p>
      <p className={classes.remedy}>{remedy}</p>
      <StepButton finding={finding} boot={boot} computer={computer} />
      {shown.length > 0 && (
        <details className={classes.evidence}>
          <summary>{t('evidence', { count: shown.length })}</summary>
          <ul>
            {shown.map((line) => (
              <EvidenceLine key={line.id} line={line} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

type StepProps = Omit<Props, 'lines'> & { readonly finding: Finding };

function StepButton({ finding, boot, computer }: StepProps) {
  const t = useWords('drawer');
  const step = stepOf(finding.cause);
  switch (step) {
    case 'serving':
      return (
        <a className={classes.step} href={hashOf({ screen: 'start' })}>
          {t('step.serving')}
        </a>
      );
    case 'action':
      return boot?.actionId == null ? null : (
        <a className={classes.step} href={hashOf({ screen: 'actions', action: boot.actionId })}>
          {t('step.action')}
        </a>
      );
    case 'again':
      return boot && <AgainButton boot={boot} computer={computer} />;
    case null:
      return null;
  }
}

function AgainButton({ boot, computer }: { readonly boot: Boot; readonly computer: Computer }) {
  const again = useBootAgain(computer, boot);
  return (
    again && (
      <button type="button" className={classes.step} onClick={again.act}>
        {again.label}
      </button>
    )
  );
}

/** A line of the log as it stands there; its technical part opens below it. */
function EvidenceLine({ line }: { readonly line: LogLine }) {
  const format = useFormat();
  const sentence = useSentence();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <button type="button" className={classes.line} aria-expanded={open} onClick={() => setOpen(!open)}>
        <time dateTime={new Date(line.at).toISOString()}>{format.clock(line.at)}</time>
        <span>{sentence(line)}</span>
      </button>
      {open && <TechnicalList line={line} className={classes.technical} />}
    </li>
  );
}
