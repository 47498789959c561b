import { Button, Group, NumberInput, SegmentedControl, Select, Text, TextInput, Title } from '@mantine/core';
import { IconFileImport, IconShieldLock, IconTrash } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { type Room, UnknownRule } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { go } from '../../state/place.ts';
import { computersOfRoom } from '../../state/select/lookup.ts';
import { ImportDialog } from '../roll-call/import-dialog.tsx';
import { outside, type RoomDraft, resize, settled, withDesk } from './draft.ts';
import type { DeskSide } from './grid.ts';
import { PlanMap } from './plan-map.tsx';
import { ReadinessDialog } from './readiness-dialog.tsx';
import classes from './room-editor.module.css';
import type { RoomSeats } from './room-seats.ts';
import { useSize } from './size.ts';

const usual: RoomDraft = {
  name: '',
  rows: 5,
  columns: 6,
  aisles: { rows: [], columns: [3] },
  desk: 'top',
  unknown: null,
};

/** Draws a new room; the first one explains itself. */
export function NewRoom({ first, close }: { readonly first: boolean; readonly close: () => void }) {
  const t = useWords('room');
  const add = useCommand('room.add');
  const keep = async (draft: RoomDraft) => {
    const room = await add.run(inputOf(draft));
    if (!room) return;
    go({ screen: 'room', room: room.id, computer: null });
    close();
  };
  return (
    <Editor
      title={t(first ? 'noRoomTitle' : 'newRoom')}
      help={first ? t('noRoomText') : t('editHelp')}
      begin={usual}
      act={t('create')}
      pending={add.pending}
      refusal={add.refusal}
      keep={(draft) => void keep(draft)}
      close={first ? null : close}
    />
  );
}

/** Changes a room in place: its name, its size, its aisles, the side of the desk. */
export function RoomEditor({
  room,
  seats,
  close,
}: {
  readonly room: Room;
  readonly seats: RoomSeats;
  readonly close: () => void;
}) {
  const t = useWords('room');
  const set = useCommand('room.set');
  const stand = useCommand('seats.arrange');
  const keep = async (draft: RoomDraft) => {
    const gone = outside(draft, seats.list).map(({ id }) => ({ computer: id, room: room.id, seat: null }));
    if (gone.length > 0 && !(await stand.run({ moves: gone }))) return;
    if (await set.run({ room: room.id, ...inputOf(draft) })) close();
  };
  return (
    <Editor
      title={t('editing', { name: room.name })}
      help={t('editHelp')}
      begin={room}
      seats={seats}
      act={t('keep')}
      pending={set.pending || stand.pending}
      refusal={stand.refusal ?? set.refusal}
      keep={(draft) => void keep(draft)}
      close={close}
      room={room}
    />
  );
}

/** The lists of the draft are not to be changed, those of a command may be. */
function inputOf(draft: RoomDraft) {
  const { name, rows, columns, aisles, desk, unknown } = settled(draft);
  return { name, rows, columns, aisles: { rows: [...aisles.rows], columns: [...aisles.columns] }, desk, unknown };
}

interface EditorProps {
  readonly title: string;
  readonly help: string;
  readonly begin: RoomDraft;
  readonly seats?: RoomSeats | undefined;
  readonly act: string;
  readonly pending: boolean;
  readonly refusal: string | null;
  readonly keep: (draft: RoomDraft) => void;
  readonly close: (() => void) | null;
  readonly room?: Room;
}

function Editor({ title, help, begin, seats, act, pending, refusal, keep, close, room }: EditorProps) {
  const common = useWords('common');
  const [draft, setDraft] = useState<RoomDraft>(begin);
  const ref = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(ref);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.name.trim() !== '') keep(draft);
  };
  return (
    <form className={classes.editor} onSubmit={submit}>
      <div className={classes.head}>
        <Title order={2}>{title}</Title>
        <Text c="dimmed" size="xs" className={classes.help}>
          {help}
        </Text>
        <Group gap="sm" wrap="nowrap">
          {close && (
            <Button variant="default" onClick={close}>
              {common('cancel')}
            </Button>
          )}
          <Button type="submit" loading={pending} disabled={draft.name.trim() === ''}>
            {act}
          </Button>
        </Group>
      </div>
      <Fields draft={draft} change={setDraft} />
      <Warnings draft={draft} seats={seats} refusal={refusal} />
      <div ref={ref} className={classes.plan}>
        {width > 0 && <PlanMap draft={draft} seats={seats} change={setDraft} space={{ width, height }} />}
      </div>
      {room && <Foot room={room} close={close} />}
    </form>
  );
}

function Fields({ draft, change }: { readonly draft: RoomDraft; readonly change: (draft: RoomDraft) => void }) {
  const t = useWords('room');
  const count = (value: string | number, before: number): number => (typeof value === 'number' ? value : before);
  return (
    <div className={classes.fields}>
      <TextInput
        label={t('name')}
        value={draft.name}
        maxLength={64}
        required
        data-autofocus
        w={200}
        onChange={({ currentTarget }) => change({ ...draft, name: currentTarget.value })}
      />
      <NumberInput
        label={t('rows')}
        value={draft.rows}
        min={1}
        max={99}
        w={84}
        onChange={(value) => change(resize(draft, { rows: count(value, draft.rows) }))}
      />
      <NumberInput
        label={t('columns')}
        value={draft.columns}
        min={1}
        max={99}
        w={84}
        onChange={(value) => change(resize(draft, { columns: count(value, draft.columns) }))}
      />
      <div>
        <span className={classes.label} id="desk-side">
          {t('deskAt')}
        </span>
        <SegmentedControl
          size="xs"
          aria-labelledby="desk-side"
          value={draft.desk}
          onChange={(value) => change(withDesk(draft, value as DeskSide))}
          data={(['top', 'bottom', 'left', 'right'] as const).map((side) => ({
            value: side,
            label: t(`desks.${side}`),
          }))}
        />
      </div>
      <Select
        label={t('unknown')}
        w={230}
        data={[null, ...UnknownRule.options].map((rule) => ({
          value: rule ?? asServed,
          label: t(`unknownRules.${rule ?? asServed}`),
        }))}
        value={draft.unknown ?? asServed}
        allowDeselect={false}
        onChange={(value) => change({ ...draft, unknown: UnknownRule.safeParse(value).data ?? null })}
      />
    </div>
  );
}

const asServed = 'asServed';

function Warnings({
  draft,
  seats,
  refusal,
}: {
  readonly draft: RoomDraft;
  readonly seats: RoomSeats | undefined;
  readonly refusal: string | null;
}) {
  const t = useWords('room');
  const format = useFormat();
  const gone = seats ? outside(draft, seats.list).map(({ name }) => name) : [];
  if (gone.length === 0 && refusal === null) return null;
  return (
    <div role="alert" className={classes.warnings}>
      {gone.length > 0 && <p>{t('outside', { count: gone.length, names: format.list(gone.slice(0, 8)) })}</p>}
      {refusal !== null && <p>{refusal}</p>}
    </div>
  );
}

/** Deleting asks once, where it was asked, and says what stays. */
function Foot({ room, close }: { readonly room: Room; readonly close: (() => void) | null }) {
  const t = useWords('room');
  const common = useWords('common');
  const remove = useCommand('room.remove');
  const [sure, setSure] = useState(false);
  const [importing, setImporting] = useState(false);
  const [asking, setAsking] = useState(false);
  const end = async () => {
    if (!(await remove.run({ room: room.id }))) return;
    go({ screen: 'room', room: null, computer: null });
    close?.();
  };
  return (
    <div className={classes.foot}>
      {sure ? (
        <Sure room={room} refusal={remove.refusal}>
          <Button color="red" loading={remove.pending} onClick={() => void end()}>
            {t('removeYes', { name: room.name })}
          </Button>
          <Button variant="default" onClick={() => setSure(false)}>
            {common('cancel')}
          </Button>
        </Sure>
      ) : (
        <>
          <Button
            variant="default"
            leftSection={<IconFileImport size={15} aria-hidden />}
            onClick={() => setImporting(true)}
          >
            {t('importList')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconShieldLock size={15} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t('readiness.button')}
          </Button>
          <Button variant="default" leftSection={<IconTrash size={15} aria-hidden />} onClick={() => setSure(true)}>
            {t('remove')}
          </Button>
        </>
      )}
      {asking && <ReadinessDialog room={room} close={() => setAsking(false)} />}
      <ImportDialog opened={importing} close={() => setImporting(false)} />
    </div>
  );
}

function Sure({
  room,
  refusal,
  children,
}: {
  readonly room: Room;
  readonly refusal: string | null;
  readonly children: ReactNode;
}) {
  const t = useWords('room');
  const count = useSnapshotPart((snapshot) => computersOfRoom(snapshot, room.id).length);
  return (
    <>
      <span role="alert">{refusal ?? t('removeSure', { count, name: room.name })}</span>
      {children}
    </>
  );
}
