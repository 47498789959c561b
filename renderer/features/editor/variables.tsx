import { useWords } from '../../i18n/index.ts';
import { setNames } from './completion.ts';
import classes from './editor.module.css';
import { expressionsIn } from './expressions.ts';

interface VariablesProps {
  readonly text: string;
  readonly values: ReadonlyMap<string, string>;
}

/** Every `${…}` of the script with what it is on the machine, as far as that is known before the machine is asked. */
export function Variables({ text, values }: VariablesProps) {
  const t = useWords('editor');
  const names = expressionsIn(text);
  const own = new Set(setNames(text));
  if (names.length === 0) return null;
  return (
    <section className={classes.part} aria-label={t('variables')}>
      <div className={classes.partHead}>
        <h3>{t('variables')}</h3>
      </div>
      <dl className={classes.variables}>
        {names.map((name) => {
          const value = values.get(name) ?? values.get(name.replace(/:uristring$/, ''));
          return (
            <div key={name}>
              <dt>{`\${${name}}`}</dt>
              <dd data-unknown={value ? undefined : true}>
                {value === undefined ? t(own.has(name) ? 'ownName' : 'asked') : value || t('empty')}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
