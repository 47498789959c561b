import { describeDuration } from '../../../electron/contract/describe.ts';
import type { Boot, Computer } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import { stageLooks } from '../../theme/stage.ts';
import classes from './drawer.module.css';
import { ExactScript } from './exact-script.tsx';
import { type FetchedFile, filesOf, type Step, stepsOf } from './timeline.ts';
import { useBootLines } from './use-boots.ts';
import { Why } from './why.tsx';

interface Props {
  readonly computer: Computer;
  readonly boot: Boot;
  readonly latest: boolean;
}

/** One boot: why it did not get on, its stages with their durations, its files with their rates, its exact script. */
export function BootView({ computer, boot, latest }: Props) {
  const t = useWords('drawer');
  const format = useFormat();
  const lines = useBootLines(boot.id);
  const steps = stepsOf(boot, lines);
  const files = filesOf(lines);
  const longest = Math.max(1, ...steps.map(({ lasted }) => lasted ?? 0));
  return (
    <>
      <Why computer={computer} boot={boot} lines={lines} />
      <h3>
        {latest ? t('thisBoot') : t('thatBoot')} <span>{format.moment(boot.startedAt)}</span>
        {boot.actionName !== null && <span>{boot.actionName}</span>}
      </h3>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <StepRow key={step.stage} step={step} longest={longest} />
        ))}
      </ol>
      {files.length > 0 && <h3>{t('files')}</h3>}
      {files.length > 0 && (
        <ul className={classes.files}>
          {files.map((file) => (
            <FileRow key={file.key} file={file} />
          ))}
        </ul>
      )}
      {boot.script === null ? <p className={classes.hint}>{t('noScript')}</p> : <Script text={boot.script} />}
    </>
  );
}

function StepRow({ step, longest }: { readonly step: Step; readonly longest: number }) {
  const t = useWords('drawer');
  const c = useWords('common');
  const format = useFormat();
  const language = useLanguage();
  const look = stageLooks[step.state === 'failed' ? 'failed' : step.stage];
  return (
    <li className={classes.step} data-state={step.state}>
      <look.icon size={15} stroke={1.8} style={step.at === null ? {} : { color: look.colour }} aria-hidden />
      <b>{c(`stage.${step.stage}`)}</b>
      <span className={classes.when}>{step.at === null ? t('notReached') : format.clock(step.at)}</span>
      <span className={classes.bar} aria-hidden>
        {step.lasted !== null && <i style={{ width: `${Math.max(3, (100 * step.lasted) / longest)}%` }} />}
      </span>
      <span className={classes.lasted}>
        {step.state === 'failed' && <span className="heard">{c('stage.failed')} </span>}
        {step.lasted === null ? '' : describeDuration(step.lasted, language)}
      </span>
    </li>
  );
}

function FileRow({ file }: { readonly file: FetchedFile }) {
  const t = useWords('drawer');
  const format = useFormat();
  const amount =
    file.state === 'got' || file.bytes === null
      ? format.size(file.sent)
      : t('partOf', { sent: format.size(file.sent), bytes: format.size(file.bytes) });
  return (
    <li data-state={file.state}>
      <span className={classes.file}>{file.file}</span>
      <span>{amount}</span>
      <span className={classes.lasted}>
        {file.state === 'stopped' && `${t('stopped')} `}
        {file.rate !== null && file.sent > 0 ? format.rate(file.rate) : ''}
      </span>
    </li>
  );
}

function Script({ text }: { readonly text: string }) {
  const t = useWords('drawer');
  const c = useWords('common');
  const heading = (
    <>
      {t('script')} <span>{t('exact')}</span>
    </>
  );
  const words = { copy: c('copy'), copied: c('copied') };
  return <ExactScript text={text} heading={heading} name={t('script')} words={words} classes={classes} compact />;
}
