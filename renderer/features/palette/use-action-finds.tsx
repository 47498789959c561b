import { useMemo } from 'react';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { go } from '../../state/place.ts';
import { actionLook } from '../../theme/action-look.ts';
import classes from './palette.module.css';
import type { Find } from './palette.tsx';

/** Every action of the library; chosen, it opens there. Nothing is assigned from here. */
export function useActionFinds(): readonly Find[] {
  const t = useWords('palette');
  const actions = useSnapshotPart((snapshot) => snapshot.actions);
  return useMemo(
    () =>
      actions.map((action): Find => {
        const { icon: ActionGlyph, colour } = actionLook(action);
        return {
          id: `action ${action.id}`,
          label: action.name,
          hint: t('openAction'),
          icon: (
            <span className={classes.glyph} style={{ background: colour }}>
              <ActionGlyph size={15} aria-hidden />
            </span>
          ),
          run: () => go({ screen: 'actions', action: action.id }),
        };
      }),
    [actions, t],
  );
}
