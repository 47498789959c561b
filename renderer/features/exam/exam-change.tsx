import { Button, Checkbox, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Exam } from '../../../electron/contract/exam.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand } from '../../state/hooks.ts';
import { fromField, toField } from '../dock/moment-field.ts';
import { Dialog } from '../shell/dialog.tsx';
import { changeInput, type ExamChangeDraft, examChangeDraft } from './exam-draft.ts';

interface ExamChangeProps {
  readonly exam: Exam;
  /** While it runs only what lets no seat out may be changed. */
  readonly running: boolean;
  readonly close: () => void;
}

/** Its words, its portal, and as long as it has not begun also its times and its network; by its PIN. */
export function ExamChange({ exam, running, close }: ExamChangeProps) {
  const t = useWords('exam');
  const [draft, setDraft] = useState(() => examChangeDraft(exam));
  const [pin, setPin] = useState('');
  const set = useCommand('exam.set');
  const change = (part: Partial<ExamChangeDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await set.run({ exam: exam.id, pin, ...changeInput(draft, running) })) close();
  };
  return (
    <Dialog title={t('changeTitle', { name: exam.name })} size={460} close={close}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="xs">
          {running && <Text size="sm">{t('changeRuns')}</Text>}
          <TextInput
            label={t('name')}
            value={draft.name}
            maxLength={64}
            data-autofocus
            onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          />
          {!running && <Times draft={draft} change={change} />}
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
            disabled={running && exam.closedNetwork}
            onChange={({ currentTarget }) => change({ closedNetwork: currentTarget.checked })}
          />
          <PasswordInput
            label={t('pin')}
            value={pin}
            maxLength={64}
            autoComplete="off"
            error={set.refusal}
            onChange={({ currentTarget }) => setPin(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit" disabled={pin.length < 4 || draft.name.trim() === '' || set.pending}>
              {t('changeNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

interface TimesProps {
  readonly draft: ExamChangeDraft;
  readonly change: (part: Partial<ExamChangeDraft>) => void;
}

function Times({ draft, change }: TimesProps) {
  const t = useWords('exam');
  return (
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
  );
}
