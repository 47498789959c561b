import { useEffect, useRef, useState } from 'react';
import { keepDraft, keptDraft } from './kept-draft.ts';

export interface ScriptDraft {
  readonly text: string;
  readonly dirty: boolean;
  readonly write: (text: string) => void;
  readonly discard: () => void;
}

/** The text that is written here. While nothing is changed it follows what others save. */
export function useDraft(actionId: number, saved: string): ScriptDraft {
  const [text, setText] = useState(() => keptDraft(actionId) ?? saved);
  const before = useRef(saved);
  useEffect(() => {
    if (text === before.current) setText(saved);
    before.current = saved;
  }, [saved, text]);
  const dirty = text !== saved;
  useEffect(() => keepDraft(actionId, dirty ? text : null), [actionId, dirty, text]);
  return { text, dirty, write: setText, discard: () => setText(saved) };
}
