import { Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Label } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { usePicture } from '../../state/hooks.ts';
import { computerOf } from '../../state/select/lookup.ts';
import { nameOf } from '../../state/select/seat.ts';
import { rename } from './changes.ts';
import { inReadingOrder, numbered, patternOf } from './naming.ts';
import { useDesk } from './proposal.ts';

interface RenameProps {
  readonly computers: readonly number[];
  readonly close: () => void;
}

/** One seat gets a name, several get a pattern with a number, in the order of their seats. */
export function RenameDialog({ computers, close }: RenameProps) {
  const t = useWords('dock');
  const picture = usePicture()();
  const chosen = computers.flatMap((id) => (picture ? (computerOf(picture, id) ?? []) : []));
  const ordered = inReadingOrder(chosen.map((computer) => ({ ...computer, name: nameOf(computer), told: computer })));
  const [text, setText] = useState(() => startText(ordered.map(({ told }) => told.name)));
  const [first, setFirst] = useState(1);
  const desk = useDesk();
  const many = ordered.length > 1;
  const names = many ? numbered(text.trim(), first, ordered.length) : [text.trim()];
  const good = names.every((name) => Label.safeParse(name).success);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!good) return;
    void desk.change(
      rename(
        ordered.map(({ told }) => told),
        names,
      ),
    );
    close();
  };
  return (
    <Modal opened onClose={close} title={t('renameTitle', { count: ordered.length })} size="sm">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t(many ? 'pattern' : 'name')}
            description={many ? t('patternHelp') : undefined}
            error={good ? undefined : t('nameEmpty')}
            value={text}
            maxLength={64}
            data-autofocus
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          {many && (
            <NumberInput
              label={t('firstNumber')}
              size="xs"
              min={0}
              max={99_999}
              allowDecimal={false}
              value={first}
              onChange={(value) => setFirst(typeof value === 'number' ? value : 1)}
            />
          )}
          {many && (
            <Text size="sm" c="dimmed">
              {t('becomes')} {names.slice(0, 3).join(', ')}
              {names.length > 3 && ` … ${names.at(-1)}`}
            </Text>
          )}
          <Group justify="flex-end">
            <Button type="submit" disabled={!good}>
              {many ? t('renameTitle', { count: ordered.length }) : t('renameOne')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function startText(names: readonly (string | null)[]): string {
  const [first = null] = names;
  if (names.length === 1) return first ?? '';
  return first === null ? 'PC-##' : patternOf(first);
}
