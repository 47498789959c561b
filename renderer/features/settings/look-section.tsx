import { SegmentedControl, Stack, Switch, useMantineColorScheme } from '@mantine/core';
import { useId } from 'react';
import { speak, useLanguage, useWords } from '../../i18n/index.ts';
import { isLanguage, languageNames } from '../../i18n/words.ts';
import { remember, useRemembered } from '../../state/remembered.ts';
import classes from './settings.module.css';

/** What belongs to this window alone and not to the engine. */
export function LookSection() {
  const t = useWords('settings');
  const s = useWords('shell');
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [singleKeys, setSingleKeys] = useRemembered('singleKeys');
  const say = (chosen: string) => {
    if (!isLanguage(chosen)) return;
    remember('language', chosen);
    void speak(chosen);
  };
  return (
    <Stack gap="lg" align="flex-start">
      <Choice
        label={t('language')}
        value={language}
        choose={say}
        data={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
      />
      <Choice
        label={t('theme')}
        value={colorScheme}
        choose={setColorScheme}
        data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: s(`themes.${value}`) }))}
      />
      <Switch
        label={t('singleKeys')}
        description={t('singleKeysHelp')}
        checked={singleKeys ?? true}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
    </Stack>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choose: (value: T) => void;
  readonly data: { readonly value: T; readonly label: string }[];
}

function Choice<T extends string>({ label, value, choose, data }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div>
      <p className={classes.quiet} id={id} style={{ marginBottom: 4 }}>
        {label}
      </p>
      <SegmentedControl size="xs" aria-labelledby={id} value={value} onChange={choose} data={data} />
    </div>
  );
}
