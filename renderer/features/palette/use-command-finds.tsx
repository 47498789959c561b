import { useMantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconDatabaseExport,
  IconDeviceDesktop,
  IconKeyboard,
  IconLanguage,
  IconMoon,
  IconPlayerPlay,
  IconPlayerStop,
  IconSun,
} from '@tabler/icons-react';
import { speak, useWords } from '../../i18n/index.ts';
import { useRefusalWords } from '../../i18n/phrase.ts';
import { type Language, languageNames } from '../../i18n/words.ts';
import { useCall, useSnapshotPart } from '../../state/hooks.ts';
import { go } from '../../state/place.ts';
import { remember } from '../../state/remembered.ts';
import { stopAsks } from '../shell/stop-asks.ts';
import type { Find } from './palette.tsx';

/** What can be done without a seat. Stopping asks as the button of the title bar does. */
export function useCommandFinds(showKeys: () => void): readonly Find[] {
  const t = useWords('palette');
  const service = useSnapshotPart(({ status }) => status.service);
  const { setColorScheme } = useMantineColorScheme();
  const backUp = useBackUp();
  const serve: Find =
    service.state === 'serving'
      ? {
          id: 'stop',
          label: t('stopServing'),
          hint: t('stopServingOn', { card: service.settings.card }),
          icon: <IconPlayerStop size={17} aria-hidden />,
          run: stopAsks.ask,
        }
      : {
          id: 'start',
          label: t('startServing'),
          icon: <IconPlayerPlay size={17} aria-hidden />,
          run: () => go({ screen: 'start' }),
        };
  const languageFinds = (Object.keys(languageNames) as Language[]).map(
    (language): Find => ({
      id: `language ${language}`,
      label: t('language', { language: languageNames[language] }),
      icon: <IconLanguage size={17} aria-hidden />,
      run: () => {
        remember('language', language);
        void speak(language);
      },
    }),
  );
  return [
    serve,
    { id: 'keys', label: t('keys'), hint: '?', icon: <IconKeyboard size={17} aria-hidden />, run: showKeys },
    { id: 'backup', label: t('backup'), icon: <IconDatabaseExport size={17} aria-hidden />, run: backUp },
    { id: 'light', label: t('light'), icon: <IconSun size={17} aria-hidden />, run: () => setColorScheme('light') },
    { id: 'dark', label: t('dark'), icon: <IconMoon size={17} aria-hidden />, run: () => setColorScheme('dark') },
    {
      id: 'system',
      label: t('system'),
      icon: <IconDeviceDesktop size={17} aria-hidden />,
      run: () => setColorScheme('auto'),
    },
    ...languageFinds,
  ];
}

/** It finishes away from where it was asked for, so a toast says how it went. */
function useBackUp(): () => void {
  const t = useWords('palette');
  const call = useCall();
  const say = useRefusalWords();
  return () => {
    void call('database.backup', {}).then((result) => {
      if (result.ok) notifications.show({ message: t('backedUp', { file: result.value.file }) });
      else notifications.show({ title: t('refused'), message: say(result.phrase), color: 'red', autoClose: false });
    });
  };
}
