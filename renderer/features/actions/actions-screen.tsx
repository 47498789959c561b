import { Center, Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { usePlace } from '../../state/place.ts';
import { Library } from './library.tsx';

/** Loaded when a script is opened: it is larger than the rest of the screen. */
const EditorScreen = lazy(() => import('../editor/editor-screen.tsx'));

/** The library; an own script has the whole screen for its text. */
export function ActionsScreen() {
  const place = usePlace();
  const id = place.screen === 'actions' ? place.action : null;
  const actions = useSnapshotPart((snapshot) => snapshot.actions);
  const open = actions.find((action) => action.id === id) ?? null;
  if (open?.kind !== 'script') return <Library open={open} />;
  return (
    <Suspense fallback={<Opening />}>
      <EditorScreen key={open.id} action={open} />
    </Suspense>
  );
}

function Opening() {
  const t = useWords('editor');
  return (
    <Center h="100%" role="status">
      <Loader size="sm" aria-hidden />
      <span className="heard">{t('reading')}</span>
    </Center>
  );
}
