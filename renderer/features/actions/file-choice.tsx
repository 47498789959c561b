import { type ReactNode, useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { useCall } from '../../state/hooks.ts';
import { BrowseDialog } from './browse-dialog.tsx';

export interface FileChoice {
  /** Begins beside the file that is chosen now. */
  readonly choose: (from: string) => void;
  readonly dialog: ReactNode;
}

/**
 * Choosing a file of the computer that serves: by the system's own window where there is one, else by a list of its
 * folders, since the browser's picker would show the files of another computer.
 */
export function useFileChoice(chosen: (path: string) => void, { folders = false } = {}): FileChoice {
  const t = useWords('actions');
  const call = useCall();
  const [from, setFrom] = useState<string | null>(null);
  const choose = async (path: string): Promise<void> => {
    const native = window.rollcall ? await call('files.choose', { title: t('files.title') }) : null;
    if (native?.ok !== true) setFrom(path);
    else if (native.value.path !== null) chosen(native.value.path);
  };
  const take = (path: string): void => {
    setFrom(null);
    chosen(path);
  };
  return {
    choose: (path) => void choose(path),
    dialog: from !== null && <BrowseDialog from={from} take={take} folders={folders} close={() => setFrom(null)} />,
  };
}
