import { ActionIcon, Group, Stack, Text, ThemeIcon, Tooltip } from '@mantine/core';
import { IconNetwork, IconNetworkOff, IconRefresh, IconWifi } from '@tabler/icons-react';
import { useState } from 'react';
import type { Card } from '../../../electron/contract/model.ts';
import { useCommand, useSnapshot } from '../../state/hooks.ts';
import { speedLabel } from './card-label.ts';

/** The network cards of this machine. They are read when the page opens, and again at a click. */
export function CardList() {
  const snapshot = useSnapshot();
  const [read, setRead] = useState<readonly Card[] | null>(null);
  const look = useCommand('cards.list');
  const cards = read ?? snapshot.cards;
  const lookAgain = async () => setRead(await look.run({}));
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text fw={600} size="sm">
          Network cards
        </Text>
        <Tooltip label="Look again">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Look again"
            loading={look.pending}
            onClick={() => void lookAgain()}
          >
            <IconRefresh size={16} />
          </ActionIcon>
        </Tooltip>
      </Group>
      {cards.length === 0 && (
        <Text size="sm" c="dimmed">
          This machine shows no network card.
        </Text>
      )}
      {cards.map((card) => (
        <CardRow key={card.name} card={card} />
      ))}
    </Stack>
  );
}

function CardRow({ card }: { readonly card: Card }) {
  const addresses = card.addresses.map(({ address, prefix }) => `${address}/${prefix}`).join(', ');
  const notes = [addresses || 'no address', card.up ? speedLabel(card.speed) : 'no link'].filter(Boolean);
  const CardIcon = card.up ? (card.wireless ? IconWifi : IconNetwork) : IconNetworkOff;
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <ThemeIcon variant="light" color={card.up ? 'green' : 'gray'} size="md" mt={2}>
        <CardIcon size={15} />
      </ThemeIcon>
      <Stack gap={0}>
        <Text size="sm" fw={500}>
          {card.name}
        </Text>
        <Text size="xs" c="dimmed">
          {notes.join(' · ')}
        </Text>
      </Stack>
    </Group>
  );
}
