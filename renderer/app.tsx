import { useDisclosure } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import classes from './app.module.css';
import { ActsProvider } from './features/dock/acts-provider.tsx';
import { Palette } from './features/palette/palette.tsx';
import { ConnectionBanner } from './features/shell/connection-banner.tsx';
import { Fence } from './features/shell/fence.tsx';
import { KeyTable } from './features/shell/key-table.tsx';
import { OtherServerBanner } from './features/shell/other-server-banner.tsx';
import { Rail } from './features/shell/rail.tsx';
import { ScreenArea } from './features/shell/screen-area.tsx';
import { StatusBar } from './features/shell/status-bar.tsx';
import { TitleBar } from './features/shell/title-bar.tsx';
import { Waiting } from './features/shell/waiting.tsx';
import { useWords } from './i18n/index.ts';
import { useConnection } from './state/hooks.ts';
import { usePlace } from './state/place.ts';

/** The frame of every screen: title bar, rail, the screen, status bar. */
export function App() {
  const t = useWords('shell');
  const { screen } = usePlace();
  const [keysShown, keys] = useDisclosure(false);
  const { connection, loaded, refusal } = useConnection();
  if (!loaded) return <Waiting refusal={refusal} />;
  return (
    <ActsProvider>
      <div className={classes.frame} data-connection={connection}>
        <button type="button" className={classes.skip} onClick={toScreen}>
          {t('skip')}
        </button>
        <TitleBar />
        <Rail />
        <main id="screen" className={classes.main} tabIndex={-1}>
          <ConnectionBanner />
          <OtherServerBanner />
          <div className={classes.screen}>
            <Fence key={screen}>
              <ScreenArea />
            </Fence>
          </div>
        </main>
        <StatusBar showKeys={keys.open} />
        <Palette showKeys={keys.open} />
        <KeyTable opened={keysShown} open={keys.open} close={keys.close} />
        <Notifications position="bottom-right" />
      </div>
    </ActsProvider>
  );
}

const toScreen = (): void => document.getElementById('screen')?.focus();
