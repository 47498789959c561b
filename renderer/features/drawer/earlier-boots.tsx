import type { Boot } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { stageLooks } from '../../theme/stage.ts';
import classes from './drawer.module.css';

interface Props {
  readonly boots: readonly Boot[];
  readonly shown: number | null;
  readonly show: (id: number) => void;
}

/** All boots that are kept, newest first; a click shows one above. */
export function EarlierBoots({ boots, shown, show }: Props) {
  const t = useWords('drawer');
  const c = useWords('common');
  const format = useFormat();
  if (boots.length < 2) return null;
  return (
    <>
      <h3>
        {t('boots')} <span>{format.number(boots.length)}</span>
      </h3>
      <ul className={classes.boots}>
        {boots.map((boot) => {
          const look = stageLooks[boot.stage];
          return (
            <li key={boot.id}>
              <button type="button" aria-pressed={boot.id === shown} onClick={() => show(boot.id)}>
                <look.icon size={15} stroke={1.8} style={{ color: look.colour }} aria-hidden />
                <span>{format.moment(boot.startedAt)}</span>
                <span className={classes.file}>{boot.actionName ?? ''}</span>
                <span>{c(`stage.${boot.stage}`)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
