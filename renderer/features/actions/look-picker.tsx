import { useId } from 'react';
import { ActionColour, ActionIcon } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { actionLook } from '../../theme/action-look.ts';
import { ActionSquare } from './action-square.tsx';
import classes from './actions.module.css';

interface Look {
  readonly icon: ActionIcon;
  readonly colour: ActionColour;
}

interface LookPickerProps {
  readonly look: Look;
  readonly choose: (look: Look) => void;
}

/** Two rows of radio buttons, with the square that comes out of them. */
export function LookPicker({ look, choose }: LookPickerProps) {
  const t = useWords('actions');
  const name = useId();
  return (
    <fieldset className={classes.look}>
      <legend>{t('form.look')}</legend>
      <ActionSquare look={look} size={64} />
      <div className={classes.looks}>
        <div className={classes.options} role="radiogroup" aria-label={t('form.icon')}>
          {ActionIcon.options.map((icon) => {
            const { icon: Glyph } = actionLook({ icon, colour: look.colour });
            return (
              <label key={icon} className={classes.option} title={t(`icons.${icon}`)}>
                <input
                  type="radio"
                  name={`${name}-icon`}
                  aria-label={t(`icons.${icon}`)}
                  checked={look.icon === icon}
                  onChange={() => choose({ ...look, icon })}
                />
                <Glyph size={18} stroke={1.8} aria-hidden />
              </label>
            );
          })}
        </div>
        <div className={classes.options} role="radiogroup" aria-label={t('form.colour')}>
          {ActionColour.options.map((colour) => (
            <label key={colour} className={classes.option} title={t(`colours.${colour}`)}>
              <input
                type="radio"
                name={`${name}-colour`}
                aria-label={t(`colours.${colour}`)}
                checked={look.colour === colour}
                onChange={() => choose({ ...look, colour })}
              />
              <span className={classes.swatch} style={{ background: actionLook({ icon: look.icon, colour }).colour }} />
            </label>
          ))}
        </div>
      </div>
    </fieldset>
  );
}
