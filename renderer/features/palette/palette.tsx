import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import classes from './palette.module.css';
import { best, type Findable } from './rank.ts';
import { useActionFinds } from './use-action-finds.tsx';
import { useCommandFinds } from './use-command-finds.tsx';
import { useScreenFinds } from './use-screen-finds.tsx';
import { useSeatFinds } from './use-seat-finds.tsx';

export const palette = { open: spotlight.open };

/** One thing of the palette, and what happens when it is chosen. */
export interface Find extends Findable {
  readonly id: string;
  readonly icon: ReactNode;
  readonly run: () => void;
}

/** The way to everything by its name: Ctrl K from any screen. */
export function Palette({ showKeys }: { readonly showKeys: () => void }) {
  const t = useWords('palette');
  const [query, setQuery] = useState('');
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      scrollable
      maxHeight={420}
      radius="lg"
      size={560}
      centered={false}
      yOffset={44}
      transitionProps={{ duration: 0 }}
      lockScroll={false}
      attributes={{ content: { 'aria-label': t('title') } }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
    >
      <Spotlight.Search
        classNames={{ input: classes.search }}
        placeholder={t('placeholder')}
        aria-label={t('title')}
        autoFocus
        leftSection={<IconSearch size={17} aria-hidden />}
      />
      <Spotlight.ActionsList>
        <Finds query={query} showKeys={showKeys} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Drawn only while the palette is open. */
function Finds({ query, showKeys }: { readonly query: string; readonly showKeys: () => void }) {
  const t = useWords('palette');
  const typed = query.trim() !== '';
  const groups = [
    { label: t('groups.seats'), finds: best(useSeatFinds(), query, typed ? 8 : 5) },
    { label: t('groups.actions'), finds: best(useActionFinds(), query, typed ? 6 : 4) },
    { label: t('groups.screens'), finds: best(useScreenFinds(), query, 8) },
    { label: t('groups.commands'), finds: best(useCommandFinds(showKeys), query, 8) },
  ].filter(({ finds }) => finds.length > 0);
  if (groups.length === 0) return <Spotlight.Empty>{t('nothing')}</Spotlight.Empty>;
  return groups.map(({ label, finds }) => (
    <Spotlight.ActionsGroup key={label} label={label} className={classes.group}>
      {finds.map(({ id, label: name, hint, icon, run }) => (
        <Spotlight.Action
          key={id}
          label={name}
          description={hint ?? ''}
          leftSection={icon}
          className={classes.action}
          onClick={run}
        />
      ))}
    </Spotlight.ActionsGroup>
  ));
}
