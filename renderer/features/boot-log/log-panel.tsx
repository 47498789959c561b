import { useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { useSelection } from '../room/selection-context.tsx';
import classes from './log.module.css';
import { LogView } from './log-view.tsx';

/** The log beside the map: of all seats, or of those that are selected. */
export function LogPanel() {
  const t = useWords('log');
  const { ids } = useSelection();
  const [only, setOnly] = useState(false);
  const chooser = ids.size > 0 && (
    <div className={classes.below}>
      <button type="button" className={classes.tab} aria-pressed={only} onClick={() => setOnly(!only)}>
        {t('onlySelected', { count: ids.size })}
      </button>
    </div>
  );
  return <LogView computers={only && ids.size > 0 ? ids : null} chooser={chooser} wide={false} />;
}
