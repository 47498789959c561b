import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconFileText, IconJson } from '@tabler/icons-react';
import type { LogLine } from '../../../electron/contract/api.ts';
import { useWords } from '../../i18n/index.ts';
import { useSentence } from './sentence.ts';
import { lineAsText } from './technical.ts';
import type { LogFormat } from './use-log-export.ts';

interface Props {
  readonly lines: readonly LogLine[];
  readonly working: boolean;
  readonly save: (format: LogFormat) => void;
}

/** Copying and exporting. */
export function LogMenu({ lines, working, save }: Props) {
  const t = useWords('log');
  const sentence = useSentence();
  const copy = () =>
    void navigator.clipboard.writeText(lines.map((line) => lineAsText(line, sentence(line))).join('\n'));
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('more')} loading={working}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {/* Browsers give no clipboard to a page that came unencrypted from another computer. */}
        {window.isSecureContext && (
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={copy}>
            {t('copyShown')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconFileText size={15} />} onClick={() => save('text')}>
          {t('saveText')}
        </Menu.Item>
        <Menu.Item leftSection={<IconJson size={15} />} onClick={() => save('json lines')}>
          {t('saveJson')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
