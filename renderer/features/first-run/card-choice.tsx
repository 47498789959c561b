import { UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconNetwork, IconWifi } from '@tabler/icons-react';
import { useState } from 'react';
import type { Card } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { cardsByUse, isVirtualCard } from './cards.ts';
import { Choice } from './choice.tsx';
import classes from './first-run.module.css';

interface Props {
  readonly cards: readonly Card[];
  readonly chosen: string | null;
  readonly choose: (name: string) => void;
}

/** The cards of this computer: what a cable can end in first, what software made behind a click. */
export function CardChoice({ cards, chosen, choose }: Props) {
  const t = useWords('first-run');
  const ordered = cardsByUse(cards);
  const [real, virtual] = [ordered.filter((card) => !isVirtualCard(card)), ordered.filter(isVirtualCard)];
  const [wanted, setWanted] = useState(false);
  const open = wanted || real.length === 0 || virtual.some((card) => card.name === chosen);
  const choice = (card: Card) => (
    <CardRow key={card.name} card={card} chosen={card.name === chosen} choose={() => choose(card.name)} />
  );
  if (cards.length === 0) {
    return (
      <p className={classes.none}>
        <b>{t('noCards')}</b>
        <br />
        {t('noCardsHelp')}
      </p>
    );
  }
  return (
    <fieldset className={classes.choices}>
      <legend className="heard">{t('cards')}</legend>
      {real.map(choice)}
      {virtual.length > 0 && real.length > 0 && (
        <UnstyledButton className={classes.others} aria-expanded={open} onClick={() => setWanted(!open)}>
          <IconChevronRight size={15} aria-hidden />
          {t('others', { count: virtual.length, names: shortList(virtual) })}
        </UnstyledButton>
      )}
      {open && virtual.map(choice)}
    </fieldset>
  );
}

const shortList = (cards: readonly Card[]): string => {
  const names = cards.map((card) => card.name);
  return names.length > 5 ? `${names.slice(0, 5).join(', ')}…` : names.join(', ');
};

function CardRow({
  card,
  chosen,
  choose,
}: {
  readonly card: Card;
  readonly chosen: boolean;
  readonly choose: () => void;
}) {
  const t = useWords('first-run');
  const format = useFormat();
  const wireless = card.kind === 'wifi';
  const CardIcon = wireless ? IconWifi : IconNetwork;
  const addresses = card.addresses.map(({ address, prefix }) => `${address}/${prefix}`).join(', ') || t('noAddress');
  const speed = card.speed === null ? t('linkUp') : format.speed(card.speed);
  return (
    <Choice
      name="card"
      value={card.name}
      checked={chosen}
      onChoose={choose}
      icon={<CardIcon size={20} stroke={1.6} aria-hidden />}
      title={card.name}
      note={[isVirtualCard(card) && t(`kinds.${card.kind}`), addresses, wireless && t('wirelessHelp')]
        .filter(Boolean)
        .join(' · ')}
      end={wireless ? t('wireless') : card.up ? speed : t('noCable')}
      endNote={card.up && !wireless && card.speed !== null ? t('linkUp') : null}
      quietEnd={wireless || !card.up}
    />
  );
}
