import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LibraryMedium, MediaOffer } from '../../../electron/contract/media.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { usePhrase } from '../../i18n/phrase.ts';
import { useCommand } from '../../state/hooks.ts';
import { go } from '../../state/place.ts';
import classes from './media.module.css';

/** A medium of the library: what it is, the action that it is good for, and the way out. */
export function MediumRow({ medium }: { readonly medium: LibraryMedium }) {
  const t = useWords('media');
  const common = useWords('common');
  const say = usePhrase();
  const format = useFormat();
  const making = useMaking(medium);
  const removing = useCommand('media.remove');
  const [asked, setAsked] = useState(false);
  const { name, system, version, bytes, kept, label, sha256 } = medium;
  const what = [t(`systems.${system}`), version].filter(Boolean).join(' ');
  const facts = [what, ...(label === null ? [] : [label]), format.size(bytes), t(kept)].join(' · ');
  const remove = (): void => {
    const asksFirst = kept === 'copied' && !asked;
    setAsked(asksFirst);
    if (!asksFirst) void removing.run({ medium: medium.id });
  };
  const refusal = making.refusal ?? removing.refusal ?? (making.why && say(making.why));
  return (
    <li className={classes.row}>
      <div className={classes.grow}>
        <span className={classes.name}>{name}</span>
        <p className={classes.facts} title={t('hash', { hash: sha256 })}>
          {facts}
        </p>
        {(system === 'el-torito' || system === 'netboot.xyz') && <p className={classes.facts}>{t('wholeLimits')}</p>}
        {refusal && (
          <p role="alert" className={classes.refusal}>
            {refusal}
          </p>
        )}
      </div>
      <Button
        size="xs"
        variant="default"
        loading={making.pending}
        aria-label={common('about', { what: t('make'), whom: name })}
        onClick={() => void making.make()}
      >
        {t('make')}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        loading={removing.pending}
        aria-label={asked ? `${t('confirm')} ${name}` : t('removeIt', { name })}
        onBlur={() => setAsked(false)}
        onClick={remove}
      >
        {asked ? t('confirm') : t('remove')}
      </Button>
    </li>
  );
}

/** Asks what the medium is good for, makes that action and opens it. */
function useMaking(medium: LibraryMedium) {
  const offer = useCommand('media.offer');
  const add = useCommand('action.add');
  const [why, setWhy] = useState<MediaOffer['why']>(null);
  const make = async (): Promise<void> => {
    const offered = await offer.run({ medium: medium.id });
    setWhy(offered?.why ?? null);
    const made = offered?.action ? await add.run(offered.action) : null;
    if (made) go({ screen: 'actions', action: made.id });
  };
  return { make, why, pending: offer.pending || add.pending, refusal: offer.refusal ?? add.refusal };
}
