import type { EditorView } from '@codemirror/view';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Action } from '../../../electron/contract/model.ts';
import type { Fault } from '../../../electron/ipxe/fault.ts';
import { lintScript } from '../../../electron/ipxe/lint.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import { languages } from '../../i18n/words.ts';
import { sameItems, useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { ActionForm } from '../actions/action-form.tsx';
import { AttemptDialog } from '../actions/attempt-dialog.tsx';
import classes from './editor.module.css';
import { EditorHead } from './editor-head.tsx';
import { applyFix, goToLine, isMendable } from './fault-marks.ts';
import { Preview } from './preview.tsx';
import { Problems } from './problems.tsx';
import { ScriptText } from './script-text.tsx';
import { useDraft } from './use-draft.ts';
import { useSubject } from './use-subject.ts';
import { Variables } from './variables.tsx';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';

const scriptWords = { en, fr };

/** An own script on the whole screen: its text, and beside it what a machine would get and what is to be said. */
export default function EditorScreen({ action }: { readonly action: Action }) {
  const t = useWords('editor');
  const language = useLanguage();
  const view = useRef<EditorView | null>(null);
  const saved = typeof action.parameters.text === 'string' ? action.parameters.text : '';
  const draft = useDraft(action.id, saved);
  const [dialog, setDialog] = useState<'attempt' | 'details' | null>(null);
  const { run, pending, refusal } = useCommand('action.set');
  const subject = useSubject(action);
  const kind = useSnapshotPart(({ actionKinds }) => actionKinds.find((each) => each.kind === action.kind));
  const variables = useSnapshotPart(
    ({ computers }) => [...new Set(computers.flatMap((computer) => Object.keys(computer.variables)))].sort(),
    sameItems,
  );
  const settled = useDeferredValue(draft.text);
  const faults = useMemo(() => lintScript(settled, variables), [settled, variables]);
  const refused = faults.some(({ severity }) => severity === 'refused');
  const mend = useCallback(
    ({ rule, words, fix }: Fault): string | null =>
      fix === null || !isMendable(rule) ? null : t(`mend.${rule}`, { word: words[1] ?? '' }),
    [t],
  );
  const save = (): void => {
    if (draft.dirty && !refused) void run({ action: action.id, parameters: { text: draft.text } });
  };
  const proposals = {
    words: scriptWords[language],
    kinds: languages[language].editor.kinds,
    values: subject.values,
    variables,
  };
  return (
    <section className={classes.screen} aria-label={t('title')}>
      <EditorHead
        action={action}
        draft={draft}
        refused={faults.filter(({ severity }) => severity === 'refused').length}
        refusal={refusal}
        pending={pending}
        save={save}
        open={setDialog}
      />
      <div className={classes.body}>
        <div className={classes.text}>
          <div className={classes.code}>
            <ScriptText
              text={draft.text}
              write={draft.write}
              save={save}
              label={t('script', { name: action.name })}
              faults={faults}
              mend={mend}
              proposals={proposals}
              view={view}
            />
          </div>
          <p className={classes.keys}>{t('keys')}</p>
        </div>
        <aside className={classes.side}>
          <Preview action={action} text={settled} refused={refused} faults={faults} subject={subject} />
          <Problems
            faults={faults}
            mend={mend}
            goTo={(line) => view.current && goToLine(view.current, line)}
            apply={(fix) => view.current && applyFix(view.current, fix)}
          />
          <Variables text={settled} values={subject.values} />
        </aside>
      </div>
      {dialog === 'attempt' && <AttemptDialog action={action} close={() => setDialog(null)} />}
      {dialog === 'details' && kind && <ActionForm action={action} kind={kind} close={() => setDialog(null)} />}
    </section>
  );
}
