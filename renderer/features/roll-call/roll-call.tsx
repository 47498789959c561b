import { Button, Input, Kbd, Progress, SegmentedControl, TextInput, Title } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconArrowBackUp, IconPlayerSkipForward } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { type Enrolment, WalkOrder } from '../../../electron/contract/console.ts';
import type { Room, Seat } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { seatLabel } from '../../state/select/seat.ts';
import { layOut } from '../room/grid.ts';
import { TeachersDesk } from '../room/map-heads.tsx';
import type { RoomSeats } from '../room/room-seats.ts';
import { rowLetters } from '../room/seat.ts';
import { CameUp, SetAside } from './came-up.tsx';
import classes from './roll-call.module.css';
import { RollCallMap } from './roll-call-map.tsx';

interface Props {
  readonly room: Room;
  readonly enrolment: Enrolment;
  readonly seats: RoomSeats;
}

/** The roll call of a room: where to walk, what came up, and the seats as they fill. */
export function RollCall({ room, enrolment, seats }: Props) {
  const t = useWords('roll-call');
  const finish = useCommand('enrolment.finish');
  const steps = useSteps();
  const { ref, width, height } = useElementSize();
  const geometry = useMemo(() => layOut(room, { width, height }), [room, width, height]);
  const total = room.rows * room.columns;
  const filled = seats.list.length;
  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <Title order={2}>{t('titleIn', { room: room.name })}</Title>
        <span className={classes.count}>
          {t('filled', { filled, total })}
          {enrolment.skipped.length > 0 && `, ${t('skippedCount', { count: enrolment.skipped.length })}`}
        </span>
        <Progress
          value={(100 * filled) / total}
          w={120}
          size={5}
          color="ink"
          aria-label={t('filled', { filled, total })}
        />
        <Button className={classes.finish} loading={finish.pending} onClick={() => void finish.run({})}>
          {t('finish')}
        </Button>
      </header>
      <aside className={classes.side} aria-label={t('title')}>
        <WalkTo enrolment={enrolment} steps={steps} />
        <Way enrolment={enrolment} />
        <Pattern enrolment={enrolment} />
        <CameUp enrolment={enrolment} />
        <SetAside room={room} next={enrolment.next} />
      </aside>
      <div ref={ref} className={classes.map}>
        {width > 0 && (
          <div className={classes.floor} style={{ width: geometry.width, height: geometry.height }}>
            <TeachersDesk geometry={geometry} desk={room.desk} />
            <RollCallMap room={room} enrolment={enrolment} seats={seats} geometry={geometry} goOn={steps.goOn} />
          </div>
        )}
      </div>
      <Announcer enrolment={enrolment} seats={seats} />
    </div>
  );
}

interface Steps {
  readonly skip: () => void;
  readonly undo: () => void;
  readonly goOn: (seat: Seat) => void;
  readonly refusal: string | null;
}

/** What one does with the hands free for one key: S skips, Z takes back. */
function useSteps(): Steps {
  const skip = useCommand('enrolment.skip');
  const undo = useCommand('enrolment.undo');
  const set = useCommand('enrolment.set');
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, textarea, [role="dialog"]');
      if (typing || event.altKey || event.metaKey || event.defaultPrevented || event.repeat) return;
      const key = event.key.toLowerCase();
      if (key === 'z') void undo.run({});
      else if (key === 's' && !event.ctrlKey) void skip.run({});
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [skip.run, undo.run]);
  return {
    skip: () => void skip.run({}),
    undo: () => void undo.run({}),
    goOn: (seat) => void set.run({ next: seat }),
    refusal: skip.refusal ?? undo.refusal ?? set.refusal,
  };
}

function WalkTo({ enrolment, steps }: { readonly enrolment: Enrolment; readonly steps: Steps }) {
  const t = useWords('roll-call');
  const serving = useSnapshotPart(({ status }) => status.service.state === 'serving');
  const { next } = enrolment;
  return (
    <section className={classes.walk}>
      {next ? (
        <>
          <p className={classes.dim}>{t('walk')}</p>
          <p className={classes.seat}>{seatLabel(next)}</p>
          <p className={classes.dim}>
            {t('where', { row: rowLetters(next.row), column: next.column })} {t('switchOn')}
          </p>
        </>
      ) : (
        <>
          <p className={classes.done}>{t('done')}</p>
          <p className={classes.dim}>{t('doneText')}</p>
        </>
      )}
      {!serving && (
        <p role="alert" className={classes.alert}>
          {t('notServing')}
        </p>
      )}
      <div className={classes.buttons}>
        <Button
          variant="default"
          disabled={!next}
          leftSection={<IconPlayerSkipForward size={15} aria-hidden />}
          rightSection={<Kbd size="xs">S</Kbd>}
          onClick={steps.skip}
        >
          {t('skip')}
        </Button>
        <Button
          variant="default"
          disabled={enrolment.placed.length === 0 && enrolment.skipped.length === 0}
          leftSection={<IconArrowBackUp size={15} aria-hidden />}
          rightSection={<Kbd size="xs">Z</Kbd>}
          onClick={steps.undo}
        >
          {t('undo')}
        </Button>
      </div>
      {steps.refusal !== null && (
        <p role="alert" className={classes.alert}>
          {steps.refusal}
        </p>
      )}
    </section>
  );
}

/** How one walks through the room. */
function Way({ enrolment }: { readonly enrolment: Enrolment }) {
  const t = useWords('roll-call');
  const set = useCommand('enrolment.set');
  return (
    <section className={classes.pattern}>
      <Input.Wrapper label={t('way')} labelElement="div" error={set.refusal}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('way')}
          data={WalkOrder.options.map((order) => ({ value: order, label: t(`ways.${order}`) }))}
          value={enrolment.order}
          onChange={(order) => void set.run({ order })}
        />
      </Input.Wrapper>
    </section>
  );
}

/** How the machines to come are called. */
function Pattern({ enrolment }: { readonly enrolment: Enrolment }) {
  const t = useWords('roll-call');
  const set = useCommand('enrolment.set');
  const [text, setText] = useState<string | null>(null);
  const send = () => {
    const pattern = text?.trim() ?? '';
    if (pattern !== '' && pattern !== enrolment.pattern) void set.run({ pattern });
    setText(null);
  };
  return (
    <section className={classes.pattern}>
      <TextInput
        label={t('pattern')}
        description={t('patternHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        classNames={{ input: 'mono' }}
        value={text ?? enrolment.pattern}
        maxLength={64}
        error={set.refusal}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={send}
        onKeyDown={({ key }) => key === 'Enter' && send()}
      />
    </section>
  );
}

/** For the ear: who took which seat, and which one is next. */
function Announcer({ enrolment, seats }: Omit<Props, 'room'>) {
  const t = useWords('roll-call');
  const last = enrolment.placed.at(-1);
  const name = last && seats.byId.get(last.computerId)?.name;
  return (
    <div className="heard" role="status">
      {last && name ? t('placed', { name, seat: seatLabel(last.seat) }) : ''}{' '}
      {enrolment.next ? `${t('walk')} ${seatLabel(enrolment.next)}.` : t('done')}
    </div>
  );
}
