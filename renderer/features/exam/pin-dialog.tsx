import { Button, Group, NumberInput, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Exam, ExamSeat } from '../../../electron/contract/exam.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand } from '../../state/hooks.ts';
import { Dialog } from '../shell/dialog.tsx';

/** What the PIN is asked for: more time, or an end; for one seat, or for all when it is null. */
export interface PinQuestion {
  readonly kind: 'extra' | 'release';
  readonly seat: ExamSeat | null;
}

interface PinDialogProps {
  readonly exam: Exam;
  readonly question: PinQuestion;
  readonly close: () => void;
}

export function PinDialog({ exam, question, close }: PinDialogProps) {
  const t = useWords('exam');
  const [pin, setPin] = useState('');
  const [minutes, setMinutes] = useState(10);
  const extend = useCommand('exam.extend');
  const end = useCommand('exam.end');
  const { kind, seat } = question;
  const computers = seat?.computerId ? [seat.computerId] : [];
  const name = seat?.name ?? exam.name;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const words = { exam: exam.id, computers, pin };
    const done = kind === 'extra' ? await extend.run({ ...words, minutes }) : await end.run(words);
    if (done) close();
  };
  const title = kind === 'extra' ? t('extraFor', { name }) : t(seat ? 'releaseTitle' : 'endTitle', { name });
  const button = kind === 'extra' ? t('give', { count: minutes }) : t(seat ? 'releaseNow' : 'endNow');
  return (
    <Dialog title={title} size={400} close={close}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          {kind === 'release' && <Text size="sm">{t(seat ? 'releaseText' : 'endText')}</Text>}
          {kind === 'extra' && (
            <NumberInput
              label={t('minutes')}
              min={1}
              max={480}
              allowDecimal={false}
              value={minutes}
              onChange={(value) => setMinutes(typeof value === 'number' ? value : 1)}
            />
          )}
          <PasswordInput
            label={t('pin')}
            value={pin}
            maxLength={64}
            autoComplete="off"
            data-autofocus
            error={extend.refusal ?? end.refusal}
            onChange={({ currentTarget }) => setPin(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit" disabled={pin.length < 4 || extend.pending || end.pending}>
              {button}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
