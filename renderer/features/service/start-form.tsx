import {
  Alert,
  Button,
  Collapse,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useCommand, useSnapshot } from '../../state/hooks.ts';
import { cardLabel } from '../network/card-label.ts';
import { type Draft, draftFrom, settingsFrom } from './draft.ts';
import { modeNotes } from './modes.ts';

/** Card and mode, what else can be set behind "More", and the button that starts it. */
export function StartForm() {
  const { cards, preferences } = useSnapshot();
  const [draft, setDraft] = useState<Draft>(() => draftFrom(preferences.service, cards));
  const [more, setMore] = useState(false);
  const start = useCommand('service.start');
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.card !== null) void start.run(settingsFrom(draft, preferences.service));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Select
          label="Network card"
          placeholder="Choose the card that the machines are on"
          data={cards.map((card) => ({ value: card.name, label: cardLabel(card) }))}
          value={draft.card}
          onChange={(card) => change({ card })}
          allowDeselect={false}
        />
        <Stack gap={4}>
          <Text size="sm" fw={600} id="mode-label">
            DHCP
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="mode-label"
            value={draft.mode}
            onChange={(mode) => change({ mode: mode as Draft['mode'] })}
            data={[
              { value: 'full', label: 'Full' },
              { value: 'proxy', label: 'Proxy' },
              { value: 'off', label: 'Off' },
            ]}
          />
          <Text size="xs" c="dimmed">
            {modeNotes[draft.mode]}
          </Text>
        </Stack>
        <Collapse expanded={more}>
          <MoreFields draft={draft} change={change} />
        </Collapse>
        <Group gap="xs">
          <Button
            type="submit"
            flex={1}
            leftSection={<IconPlayerPlay size={16} />}
            disabled={draft.card === null}
            loading={start.pending}
          >
            Start
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setMore(!more)} aria-expanded={more}>
            {more ? 'Less' : 'More'}
          </Button>
        </Group>
        {start.refusal && <Alert color="red">{start.refusal}</Alert>}
      </Stack>
    </form>
  );
}

function MoreFields({ draft, change }: { readonly draft: Draft; readonly change: (part: Partial<Draft>) => void }) {
  return (
    <Stack gap="sm">
      {draft.mode === 'full' && (
        <Group grow gap="xs">
          <TextInput
            label="First address"
            placeholder="by itself"
            value={draft.first}
            onChange={(event) => change({ first: event.currentTarget.value })}
          />
          <TextInput
            label="Last address"
            placeholder="by itself"
            value={draft.last}
            onChange={(event) => change({ last: event.currentTarget.value })}
          />
        </Group>
      )}
      <NumberInput
        label="HTTP port"
        min={1}
        max={65_535}
        allowDecimal={false}
        value={draft.httpPort}
        onChange={(port) => change({ httpPort: Number(port) || 8_080 })}
      />
      <Switch
        label="Serve machines that are not known yet"
        checked={draft.serveUnknown}
        onChange={(event) => change({ serveUnknown: event.currentTarget.checked })}
      />
    </Stack>
  );
}
