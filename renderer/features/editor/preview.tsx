import { Select } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheckFilled } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Action } from '../../../electron/contract/model.ts';
import type { Fault } from '../../../electron/ipxe/fault.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { roomsInOrder } from '../../state/select/lookup.ts';
import { machineChoices } from '../actions/attempt.ts';
import classes from './editor.module.css';
import type { SubjectChoice } from './use-subject.ts';
import { verdictsOf } from './verdicts.ts';

/** How long nobody types before the engine is asked again, in milliseconds. */
const quiet = 400;

interface PreviewProps {
  readonly action: Action;
  readonly text: string;
  readonly refused: boolean;
  readonly faults: readonly Fault[];
  readonly subject: SubjectChoice;
}

/** The text as one machine gets it, and which builds of the boot loader it runs in. */
export function Preview({ action, text, refused, faults, subject }: PreviewProps) {
  const t = useWords('editor');
  const computers = useSnapshotPart((snapshot) => snapshot.computers);
  const rooms = useSnapshotPart(roomsInOrder);
  const choices = machineChoices(computers, rooms, useLanguage());
  const { computer } = subject;
  return (
    <section className={classes.part} aria-label={t('preview')}>
      <div className={classes.partHead}>
        <h3 id="served-to">{t('servedTo')}</h3>
        {choices.length > 0 && (
          <Select
            aria-labelledby="served-to"
            className={classes.machine}
            data={choices}
            searchable
            placeholder={t('choose')}
            value={computer === null ? null : String(computer.id)}
            onChange={(value) => value !== null && subject.choose(Number(value))}
          />
        )}
      </div>
      {computer === null ? (
        <p className={classes.note}>{t('noMachine')}</p>
      ) : (
        <Rendered action={action} text={text} refused={refused} computer={computer.id} />
      )}
      <Verdicts faults={faults} />
    </section>
  );
}

interface RenderedProps {
  readonly action: Action;
  readonly text: string;
  readonly refused: boolean;
  readonly computer: number;
}

/** While the text cannot be saved, what was shown before stays. */
function Rendered({ action, text, refused, computer }: RenderedProps) {
  const t = useWords('editor');
  const { run, refusal } = useCommand('script.preview');
  const serving = useSnapshotPart(({ status }) => status.service.state);
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    if (refused) return;
    const asked = { computer, action: action.id, parameters: { text } };
    const timer = setTimeout(() => void run(asked).then((found) => setShown(found?.text ?? null)), quiet);
    return () => clearTimeout(timer);
  }, [run, refused, computer, action.id, text, serving]);
  if (shown === null) return <p className={classes.note}>{refused ? t('noPreview') : refusal}</p>;
  return (
    <textarea
      readOnly
      spellCheck={false}
      className={classes.rendered}
      data-stale={refused || undefined}
      aria-label={t('preview')}
      rows={Math.min(14, shown.split('\n').length)}
      value={shown.trimEnd()}
    />
  );
}

function Verdicts({ faults }: { readonly faults: readonly Fault[] }) {
  const t = useWords('editor');
  return (
    <ul className={classes.verdicts}>
      {verdictsOf(faults).map(({ build, line }) => (
        <li key={build} data-stops={line !== null || undefined}>
          {line === null ? (
            <IconCircleCheckFilled size={15} className={classes.runs} aria-hidden />
          ) : (
            <IconAlertTriangle size={15} aria-hidden />
          )}
          {line === null
            ? t('runs', { build: t(`builds.${build}`) })
            : t('stops', { build: t(`builds.${build}`), line })}
        </li>
      ))}
    </ul>
  );
}
