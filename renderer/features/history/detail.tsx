import type { ReactNode } from 'react';
import { explainFailure } from '../../../electron/contract/describe.ts';
import type { Boot, HistoryEntry } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import { useWindowWords } from '../dock/deed-words.ts';
import { ExactScript } from '../drawer/exact-script.tsx';
import classes from './history.module.css';

/** What is looked at: an execution of a task, or a boot that somebody asked about. */
export type Shown =
  | { readonly kind: 'entry'; readonly entry: HistoryEntry }
  | { readonly kind: 'boot'; readonly name: string; readonly boot: Boot }
  | { readonly kind: 'none'; readonly text: string };

/** The facts of one boot and the exact script that it got. */
export function Detail({ shown }: { readonly shown: Shown | null }) {
  const t = useWords('history');
  return (
    <aside className={classes.detail} aria-label={t('detail')} aria-live="polite">
      <Content shown={shown} />
    </aside>
  );
}

function Content({ shown }: { readonly shown: Shown | null }) {
  const t = useWords('history');
  switch (shown?.kind) {
    case 'entry':
      return <EntryDetail entry={shown.entry} />;
    case 'boot':
      return <BootDetail name={shown.name} boot={shown.boot} />;
    case 'none':
      return <p className={classes.hint}>{shown.text}</p>;
    case undefined:
      return <p className={classes.hint}>{t('choose')}</p>;
  }
}

function EntryDetail({ entry }: { readonly entry: HistoryEntry }) {
  const t = useWords('history');
  const format = useFormat();
  const windowWords = useWindowWords();
  const after = (at: number) => `${format.clock(at)}, +${format.duration(at - entry.servedAt)}`;
  return (
    <>
      <Title who={entry.computerName ?? t('gone')} mac={entry.mac} what={entry.actionName} />
      <dl className={classes.facts}>
        <Fact term={t('served')}>{`${format.longDay(entry.servedAt)}, ${format.clock(entry.servedAt)}`}</Fact>
        {entry.startedAt !== null && <Fact term={t('started')}>{after(entry.startedAt)}</Fact>}
        {entry.runningAt !== null && <Fact term={t('running')}>{after(entry.runningAt)}</Fact>}
        <Fact term={t('outcome')}>{t(`outcomes.${entry.outcome}`)}</Fact>
        <Fact term={t('window')}>{windowWords(entry.notBefore, entry.notAfter, entry.servedAt)}</Fact>
        <Fact term={t('reason')}>{t(`reasons.${entry.reason}`)}</Fact>
      </dl>
      <Script text={entry.script} />
    </>
  );
}

function BootDetail({ name, boot }: { readonly name: string; readonly boot: Boot }) {
  const t = useWords('history');
  const common = useWords('common');
  const language = useLanguage();
  const format = useFormat();
  return (
    <>
      <Title who={name} mac={boot.address ?? ''} what={boot.actionName ?? common(`stage.${boot.stage}`)} />
      <dl className={classes.facts}>
        <Fact term={t('began')}>{`${format.longDay(boot.startedAt)}, ${format.clock(boot.startedAt)}`}</Fact>
        <Fact term={t('stage')}>{common(`stage.${boot.stage}`)}</Fact>
        {boot.reason && <Fact term={t('reason')}>{t(`reasons.${boot.reason}`)}</Fact>}
        {boot.failure !== null && <Fact term={t('failure')}>{explainFailure(boot.failure, language)}</Fact>}
      </dl>
      {boot.script === null ? <p className={classes.hint}>{t('noScript')}</p> : <Script text={boot.script} />}
    </>
  );
}

const Title = ({ who, mac, what }: { readonly who: string; readonly mac: string; readonly what: string }) => (
  <h2 className={classes.detailTitle}>
    {who} <span className={classes.what}>{what}</span>
    <code className={classes.mac}>{mac}</code>
  </h2>
);

const Fact = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => (
  <div className={classes.fact}>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

function Script({ text }: { readonly text: string }) {
  const t = useWords('history');
  const words = { copy: t('copy'), copied: t('copied') };
  return <ExactScript text={text} heading={t('script')} name={t('script')} words={words} classes={classes} />;
}
