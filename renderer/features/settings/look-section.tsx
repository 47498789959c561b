import { SegmentedControl, Stack, Switch, useMantineColorScheme } from '@mantine/core';
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
      <div>
        <p className={classes.quiet} id="language-label" style={{ marginBottom: 4 }}>
          {t('language')}
        </p>
        <SegmentedControl
          size="xs"
          aria-labelledby="language-label"
          value={language}
          onChange={say}
          data={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
        />
      </div>
      <div>
        <p className={classes.quiet} id="theme-label" style={{ marginBottom: 4 }}>
          {t('theme')}
        </p>
        <SegmentedControl
          size="xs"
          aria-labelledby="theme-label"
          value={colorScheme}
          onChange={setColorScheme}
          data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: s(`themes.${value}`) }))}
        />
      </div>
      <Switch
        label={t('singleKeys')}
        description={t('singleKeysHelp')}
        checked={singleKeys ?? true}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
    </Stack>
  );
}
