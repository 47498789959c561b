import { ActionIcon, Menu, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconArrowUp,
  IconDeviceDesktop,
  IconKeyboard,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import type { ServiceState } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { speak, useLanguage, useWords } from '../../i18n/index.ts';
import { usePhrase } from '../../i18n/phrase.ts';
import { type Language, languageNames } from '../../i18n/words.ts';
import { useNow } from '../../state/clock.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { remember } from '../../state/remembered.ts';
import { NetworkNotice } from './network-notice.tsx';
import classes from './status-bar.module.css';

/** What serves, where, how much flows; language, theme and time at its end. */
export function StatusBar({ showKeys }: { readonly showKeys: () => void }) {
  const t = useWords('shell');
  const service = useSnapshotPart(({ status }) => status.service);
  return (
    <footer className={classes.bar}>
      {service.state === 'serving' ? (
        <Serving service={service} />
      ) : (
        <span className={classes.part}>
          <i className={classes.off} />
          {t('quiet')}
        </span>
      )}
      <NetworkNotice />
      <span className={classes.space} />
      <Tooltip label={`${t('keys')} (?)`}>
        <ActionIcon size={20} aria-label={t('keys')} onClick={showKeys}>
          <IconKeyboard size={15} />
        </ActionIcon>
      </Tooltip>
      <LanguageSwitch />
      <ThemeSwitch />
      <Clock />
    </footer>
  );
}

function Serving({ service }: { readonly service: Extract<ServiceState, { state: 'serving' }> }) {
  const t = useWords('shell');
  const say = usePhrase();
  const format = useFormat();
  const speed = useSnapshotPart(({ cards }) => cards.find(({ name }) => name === service.settings.card)?.speed ?? null);
  const address = `${service.address}/${service.prefix}`;
  return (
    <>
      <span className={classes.part}>
        <i className={service.settings.mode === 'off' || service.otherServer !== null ? classes.off : classes.on} />
        {t(service.otherServer === null ? `dhcp.${service.settings.mode}` : 'dhcp.stopped')}
        <i className={classes.on} />
        TFTP
        <i className={classes.on} />
        HTTP
      </span>
      <span className={classes.part}>{speed === null ? address : `${address} · ${format.speed(speed)}`}</span>
      <Leases />
      <Flow />
      {service.warnings.length > 0 && (
        <Tooltip label={service.warnings.map(say).join('\n')}>
          <UnstyledButton component="a" href="#/settings" className={classes.warnings}>
            <IconAlertTriangle size={14} aria-hidden />
            {t('warnings', { count: service.warnings.length })}
          </UnstyledButton>
        </Tooltip>
      )}
    </>
  );
}

function Leases() {
  const t = useWords('shell');
  const used = useSnapshotPart(({ traffic }) => traffic.leasesInUse);
  const total = useSnapshotPart(({ traffic }) => traffic.leasesTotal);
  if (total === null) return null;
  return <span className={classes.part}>{t('leases', { used, total })}</span>;
}

function Flow() {
  const t = useWords('shell');
  const format = useFormat();
  const rate = useSnapshotPart(({ traffic }) => traffic.bytesPerSecond);
  const count = useSnapshotPart(({ traffic }) => traffic.computers.length);
  if (rate === 0) return null;
  return (
    <span className={classes.part}>
      <IconArrowUp size={13} aria-hidden />
      {count === 0 ? format.rate(rate) : t('flow', { rate: format.rate(rate), count })}
    </span>
  );
}

function LanguageSwitch() {
  const t = useWords('shell');
  const language = useLanguage();
  const choose = (next: Language) => {
    remember('language', next);
    void speak(next);
  };
  return (
    <Menu position="top-end">
      <Menu.Target>
        <UnstyledButton
          className={classes.switch}
          aria-label={t('languageTo', { code: language.toUpperCase(), language: languageNames[language] })}
        >
          {language.toUpperCase()}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(languageNames) as Language[]).map((name) => (
          <Menu.Item key={name} lang={name} fw={name === language ? 650 : 400} onClick={() => choose(name)}>
            {languageNames[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const themes = ['light', 'dark', 'auto'] as const;

const themeIcons: Readonly<Record<(typeof themes)[number], Icon>> = {
  light: IconSun,
  dark: IconMoon,
  auto: IconDeviceDesktop,
};

function ThemeSwitch() {
  const t = useWords('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const ThemeIcon = themeIcons[colorScheme];
  return (
    <Menu position="top-end">
      <Menu.Target>
        <ActionIcon size={20} aria-label={t('theme', { theme: t(`themes.${colorScheme}`) })}>
          <ThemeIcon size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {themes.map((name) => (
          <ThemeItem key={name} name={name} chosen={name === colorScheme} choose={setColorScheme} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ThemeItem({
  name,
  chosen,
  choose,
}: {
  readonly name: (typeof themes)[number];
  readonly chosen: boolean;
  readonly choose: (name: (typeof themes)[number]) => void;
}) {
  const t = useWords('shell');
  const ThemeIcon = themeIcons[name];
  return (
    <Menu.Item leftSection={<ThemeIcon size={15} aria-hidden />} fw={chosen ? 650 : 400} onClick={() => choose(name)}>
      {t(`themes.${name}`)}
    </Menu.Item>
  );
}

function Clock() {
  const format = useFormat();
  const now = useNow(1_000);
  return (
    <time className={classes.clock} dateTime={new Date(now).toISOString()}>
      {format.hour(now)}
    </time>
  );
}
