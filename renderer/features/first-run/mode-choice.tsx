import type { Mode } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { Choice } from './choice.tsx';
import classes from './first-run.module.css';

/** The mode in the words of somebody who knows the room and not DHCP. The third is shown to who set it. */
export function ModeChoice({ mode, choose }: { readonly mode: Mode; readonly choose: (mode: Mode) => void }) {
  const t = useWords('first-run');
  const modes: readonly Mode[] = mode === 'off' ? ['full', 'proxy', 'off'] : ['full', 'proxy'];
  return (
    <fieldset className={classes.modes}>
      <legend className={classes.legend}>{t('end')}</legend>
      {modes.map((name) => (
        <Choice
          key={name}
          name="mode"
          value={name}
          checked={name === mode}
          onChoose={() => choose(name)}
          title={t(name)}
          note={t(`${name}Help`)}
        />
      ))}
    </fieldset>
  );
}
