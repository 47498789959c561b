import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { type RefObject, useEffect, useRef } from 'react';
import type { Fault } from '../../../electron/ipxe/fault.ts';
import { useLanguage } from '../../i18n/index.ts';
import { editorTheme } from './editor-theme.ts';
import { faultMarks } from './fault-marks.ts';
import { ipxeHighlight, ipxeLanguage } from './ipxe-language.ts';
import { type ProposalWords, proposalSource } from './proposal-source.ts';
import { panelWords } from './words/panel.ts';

interface ScriptTextProps {
  readonly text: string;
  readonly write: (text: string) => void;
  readonly save: () => void;
  readonly label: string;
  readonly faults: readonly Fault[];
  readonly mend: (fault: Fault) => string | null;
  readonly proposals: ProposalWords;
  /** The editor for the parts around it, which send the cursor to a line. */
  readonly view: RefObject<EditorView | null>;
}

/** The text of a boot script: coloured, with proposals and with marks where something is to be said. */
export function ScriptText(props: ScriptTextProps) {
  const { text, label, faults, mend, view } = props;
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const language = useLanguage();
  useEffect(() => {
    const made = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          ...behaviour(() => latest.current),
          EditorState.phrases.of(panelWords[language]),
          EditorView.contentAttributes.of({ 'aria-label': label }),
        ],
      }),
    });
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [label, language, view]);
  useEffect(() => {
    const made = view.current;
    const before = made?.state.doc.toString();
    if (made && before !== text) made.dispatch({ changes: { from: 0, to: made.state.doc.length, insert: text } });
  }, [text, view]);
  useEffect(() => {
    const made = view.current;
    if (made?.state.doc.toString() !== text) return;
    made.dispatch(setDiagnostics(made.state, faultMarks(made.state.doc, faults, language, mend)));
  }, [faults, language, mend, text, view]);
  return <div ref={place} style={{ height: '100%', minHeight: 0 }} />;
}

/** Tab is left to the page: whoever uses the keyboard gets out of the text again. */
function behaviour(current: () => ScriptTextProps) {
  const save = (): boolean => {
    current().save();
    return true;
  };
  return [
    lineNumbers(),
    lintGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    history(),
    ipxeLanguage,
    syntaxHighlighting(ipxeHighlight),
    bracketMatching(),
    closeBrackets(),
    search({ top: true }),
    highlightSelectionMatches(),
    autocompletion({ override: [proposalSource(() => current().proposals)], icons: false }),
    keymap.of([
      { key: 'Mod-s', run: save, preventDefault: true },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...searchKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
    EditorView.lineWrapping,
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) current().write(state.doc.toString());
    }),
    editorTheme,
  ];
}
