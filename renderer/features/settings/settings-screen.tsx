import { useWords } from '../../i18n/index.ts';
import type { English } from '../../i18n/words.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { ComputerList } from './computer-list.tsx';
import { ConsoleSection } from './console-section.tsx';
import { DataSection } from './data-section.tsx';
import { DefaultAction } from './default-action.tsx';
import { Loaders } from './loaders.tsx';
import { LookSection } from './look-section.tsx';
import { ServiceForm } from './service-form.tsx';
import classes from './settings.module.css';
import { StickSection } from './stick-section.tsx';

type SectionName = keyof English['settings']['section'];

const sections: readonly (readonly [SectionName, () => React.ReactNode])[] = [
  ['service', ServiceForm],
  ['defaults', DefaultAction],
  ['computers', ComputerList],
  ['look', LookSection],
  ['console', ConsoleSection],
  ['data', DataSection],
  ['loaders', Loaders],
  ['stick', StickSection],
];

/** All settings on one page, with the way to each part at its left. */
export function SettingsScreen() {
  const t = useWords('settings');
  const version = useSnapshotPart(({ status }) => status.version);
  return (
    <div className={classes.screen}>
      <nav className={classes.ways} aria-label={t('sections')}>
        <h2 className={classes.title}>{t('title')}</h2>
        {sections.map(([name]) => (
          <button key={name} type="button" onClick={() => show(name)}>
            {t(`section.${name}`)}
          </button>
        ))}
        <p className={classes.version}>{t('version', { version })}</p>
      </nav>
      <div className={classes.parts}>
        {sections.map(([name, Part]) => (
          <section
            key={name}
            id={`settings-${name}`}
            className={classes.part}
            aria-labelledby={`settings-${name}-head`}
          >
            <h3 id={`settings-${name}-head`} tabIndex={-1}>
              {t(`section.${name}`)}
            </h3>
            <Part />
          </section>
        ))}
      </div>
    </div>
  );
}

function show(name: SectionName): void {
  const head = document.getElementById(`settings-${name}-head`);
  head?.scrollIntoView({ block: 'start' });
  head?.focus({ preventScroll: true });
}
