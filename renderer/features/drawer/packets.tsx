import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { PacketView } from '../../../electron/contract/api.ts';
import type { Computer } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import { useCommand } from '../../state/hooks.ts';
import { saveBytes, saveText } from '../shell/save-file.ts';
import classes from './drawer.module.css';

/** The packets of the machine in words, fetched when somebody wants them; each opens to its fields and options. */
export function Packets({ computer, boot }: { readonly computer: Computer; readonly boot: number | null }) {
  const t = useWords('drawer');
  const list = useCommand('packets.list');
  const file = useCommand('packets.export');
  const report = useCommand('support.report');
  const [packets, setPackets] = useState<readonly PacketView[] | null>(null);
  const [copied, setCopied] = useState(false);
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const look = async (wantsAll = all): Promise<void> => {
    setAll(wantsAll);
    const of = wantsAll || boot === null ? {} : { boot };
    setPackets(await list.run({ computer: computer.id, language, ...of }));
  };
  const save = async (): Promise<void> => {
    const made = await file.run({ computer: computer.id });
    if (made) saveBytes(made.name, 'application/vnd.tcpdump.pcap', bytesOf(made.base64));
  };
  const copy = async (): Promise<void> => {
    setCopied(false);
    const made = await report.run({ computer: computer.id });
    if (made === null) return;
    // Browsers give no clipboard to a page that came unencrypted from another computer.
    if (!window.isSecureContext) return saveText('rollcall-report.txt', 'text/plain', made.text);
    await navigator.clipboard.writeText(made.text);
    setCopied(true);
  };
  return (
    <section aria-label={t('packets')}>
      <h3>{t('packets')}</h3>
      <div className={classes.packetActs}>
        <Button size="compact-sm" variant="default" loading={list.pending} onClick={() => void look()}>
          {t(packets === null ? 'showPackets' : 'showAgain')}
        </Button>
        <Button size="compact-sm" variant="default" loading={file.pending} onClick={() => void save()}>
          {t('savePackets')}
        </Button>
        <Button size="compact-sm" variant="default" loading={report.pending} onClick={() => void copy()}>
          {t('copyReport')}
        </Button>
      </div>
      {packets !== null && boot !== null && (
        <Checkbox
          size="md"
          label={t('packetsOfAll')}
          checked={all}
          onChange={({ currentTarget }) => void look(currentTarget.checked)}
        />
      )}
      {copied && <p role="status">{t('reportCopied')}</p>}
      {packets !== null && <List packets={packets} />}
    </section>
  );
}

/** The newest first. */
function List({ packets }: { readonly packets: readonly PacketView[] }) {
  const t = useWords('drawer');
  const format = useFormat();
  if (packets.length === 0) return <p className={classes.hint}>{t('noPackets')}</p>;
  return (
    <ul className={classes.packets} aria-label={t('packets')}>
      {packets.toReversed().map(({ id, at, asks, summary, details }) => (
        <li key={id}>
          <details>
            <summary>
              <span className="mono">{format.clock(at)}</span>{' '}
              <span className="heard">{t(asks ? 'fromMachine' : 'toMachine')}</span>
              <span aria-hidden>{asks ? '→' : '←'}</span> <span>{summary}</span>
            </summary>
            <dl>
              {details.map(({ name, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd className="mono">{value}</dd>
                </div>
              ))}
            </dl>
          </details>
        </li>
      ))}
    </ul>
  );
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
