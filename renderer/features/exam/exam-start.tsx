import {
  Button,
  Checkbox,
  Group,
  MultiSelect,
  NativeSelect,
  PasswordInput,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import type { CommandOutput } from '../../../electron/contract/api.ts';
import { useWords } from '../../i18n/index.ts';
import { usePhrase } from '../../i18n/phrase.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { fromField, toField } from '../dock/moment-field.ts';
import { Dialog } from '../shell/dialog.tsx';
import { type ExamDraft, examInput, newExamDraft, startInput } from './exam-draft.ts';

interface StartProps {
  /** Whose seats it is for at first; null: the first room's. */
  readonly room: number | null;
  readonly close: () => void;
  readonly started: (id: number) => void;
}

/** Exam, room, start: with what will happen said beside the button. */
export function ExamStart({ room, close, started }: StartProps) {
  const t = useWords('exam');
  const rooms = useSnapshotPart((snapshot) => snapshot.rooms);
  const actions = useSnapshotPart((snapshot) => snapshot.actions);
  const [draft, setDraft] = useState(() => newExamDraft(room ?? rooms[0]?.id ?? null, actions, Date.now()));
  const [pin, setPin] = useState('');
  const start = useCommand('exam.start');
  const seen = useExamPreview(draft);
  const change = (part: Partial<ExamDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await start.run({ ...examInput(draft), ...startInput(draft), pin });
    if (made) started(made.id);
  };
  const count = seen.value?.computers.length ?? 0;
  return (
    <Dialog title={t('startTitle')} size={520} close={close}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="xs">
          <TextInput
            label={t('name')}
            value={draft.name}
            maxLength={64}
            data-autofocus
            onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          />
          <Group grow>
            <MultiSelect
              label={t('rooms')}
              value={[...draft.rooms]}
              onChange={(chosen) => change({ rooms: chosen })}
              data={rooms.map(({ id, name }) => ({ value: String(id), label: name }))}
            />
            <NativeSelect
              label={t('action')}
              value={draft.action}
              onChange={({ currentTarget }) => change({ action: currentTarget.value })}
              data={actions.map(({ id, name }) => ({ value: String(id), label: name }))}
            />
          </Group>
          <Group grow>
            <TextInput
              type="datetime-local"
              label={t('from')}
              value={toField(draft.from)}
              onChange={({ currentTarget }) => change({ from: fromField(currentTarget.value) })}
            />
            <TextInput
              type="datetime-local"
              label={t('until')}
              value={toField(draft.until)}
              onChange={({ currentTarget }) => change({ until: fromField(currentTarget.value) })}
            />
          </Group>
          <NetworkFields draft={draft} change={change} />
          <Textarea
            label={t('candidates')}
            description={t('candidatesHelp')}
            value={draft.seats}
            maxLength={60_000}
            minRows={2}
            maxRows={6}
            autosize
            onChange={({ currentTarget }) => change({ seats: currentTarget.value })}
          />
          <PasswordInput
            label={t('pin')}
            description={t('pinHelp')}
            value={pin}
            maxLength={64}
            autoComplete="new-password"
            onChange={({ currentTarget }) => setPin(currentTarget.value)}
          />
          <Outlook seen={seen.value} refusal={start.refusal ?? seen.refusal} />
          <Group justify="flex-end">
            <Button type="submit" disabled={pin.length < 4 || draft.name.trim() === '' || count === 0 || start.pending}>
              {t('startNow', { count })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

interface FieldsProps {
  readonly draft: ExamDraft;
  readonly change: (part: Partial<ExamDraft>) => void;
}

function NetworkFields({ draft, change }: FieldsProps) {
  const t = useWords('exam');
  return (
    <>
      <TextInput
        label={t('portal')}
        value={draft.portal}
        maxLength={300}
        placeholder="https://exam.school.example"
        onChange={({ currentTarget }) => change({ portal: currentTarget.value })}
      />
      <TextInput
        label={t('allow')}
        value={draft.allow}
        maxLength={512}
        onChange={({ currentTarget }) => change({ allow: currentTarget.value })}
      />
      <Checkbox
        label={t('closed')}
        checked={draft.closedNetwork}
        onChange={({ currentTarget }) => change({ closedNetwork: currentTarget.checked })}
      />
      <Checkbox
        mt={6}
        label={t('wakeAll')}
        checked={draft.wake}
        onChange={({ currentTarget }) => change({ wake: currentTarget.checked })}
      />
    </>
  );
}

type Seen = CommandOutput<'exam.preview'>;

function Outlook({ seen, refusal }: { readonly seen: Seen | null; readonly refusal: string | null }) {
  const t = useWords('exam');
  const say = usePhrase();
  if (refusal !== null)
    return (
      <Text size="sm" role="alert" c="var(--failed)">
        {refusal}
      </Text>
    );
  if (seen === null) return null;
  const { computers, inThisBoot, atNextStart, off, waiting, warnings } = seen;
  return (
    <div>
      <Text size="sm">
        {t('preview', {
          count: computers.length,
          now: inThisBoot.length,
          next: atNextStart.length,
          off: off.length,
        })}{' '}
        {waiting > 0 && t('waits', { count: waiting })}
      </Text>
      {warnings.map((warning) => (
        <Text size="sm" c="var(--missed)" key={warning.code}>
          {say(warning)}
        </Text>
      ))}
    </div>
  );
}

/** What starting it would do, asked again at each change of what matters. */
function useExamPreview(draft: ExamDraft): { readonly value: Seen | null; readonly refusal: string | null } {
  const { run, refusal } = useCommand('exam.preview');
  const [value, setValue] = useState<Seen | null>(null);
  const asked = JSON.stringify(examInput({ ...draft, name: 'x' }));
  useEffect(() => {
    let wanted = true;
    void run(JSON.parse(asked)).then((seen) => {
      if (wanted) setValue(seen);
    });
    return () => {
      wanted = false;
    };
  }, [asked, run]);
  return { value, refusal };
}
