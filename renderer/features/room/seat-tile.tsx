import { IconArrowRight, IconClock } from '@tabler/icons-react';
import { memo, useDeferredValue, useMemo } from 'react';
import type { Action } from '../../../electron/contract/model.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { actionOf } from '../../state/select/lookup.ts';
import { sameSeat as sameView } from '../../state/select/seat.ts';
import { actionLook } from '../../theme/action-look.ts';
import { stageLooks } from '../../theme/stage.ts';
import { useSeatProposal } from '../dock/proposal.ts';
import type { Box, Density } from './grid.ts';
import { cellProps } from './grid-roles.ts';
import type { SeatedView } from './room-seats.ts';
import { seatKey, shortName } from './seat.ts';
import classes from './seat-tile.module.css';
import { detailOf, stageWord, type Tongue, type Track, tileLabel, trackOf } from './tile-words.ts';

export interface SeatTileProps {
  readonly seated: SeatedView;
  readonly box: Box;
  readonly density: Density;
  readonly selected: boolean;
  /** The keyboard's cursor is here: the one seat that Tab comes to. */
  readonly cursor: boolean;
  /** On its way to another seat. */
  readonly inHand: boolean;
  /** For the line that tells durations; 0 when the tile has none. Milliseconds since the epoch. */
  readonly now: number;
  readonly tongue: Tongue;
}

/** From this width on a tile has room for two names of actions, in pixels. */
const wideFrom = 150;

/**
 * A machine on its seat. The map is the hot path: a tile is drawn again only when it looks different, and what is proposed
 * for a hundred of them in the frame after the one that answers the click.
 */
export const SeatTile = memo(
  function SeatTile({ seated, box, density, selected, cursor, inHand, now, tongue }: SeatTileProps) {
    const proposal = useDeferredValue(useSeatProposal(seated.id));
    const proposedId = proposal?.actionId ?? null;
    const proposed = useSnapshotPart((snapshot) => (proposedId === null ? null : actionOf(snapshot, proposedId)));
    const { view, seat } = seated;
    const proposedName = proposed?.name ?? null;
    const label = useMemo(() => tileLabel(seated, proposedName, tongue), [seated, proposedName, tongue]);
    return (
      <td
        {...cellProps(selected)}
        aria-colindex={seat.column + 1}
        title={density === 'large' ? undefined : label}
        tabIndex={cursor ? 0 : -1}
        data-seat={seatKey(seat)}
        data-computer={seated.id}
        data-stage={view.stage}
        data-wide={box.width >= wideFrom || undefined}
        data-density={density}
        data-pending={proposal?.form === 'sending' || undefined}
        data-hand={inHand || undefined}
        data-track={trackOf(view) !== null || undefined}
        data-marked={(density !== 'large' && proposed !== null) || undefined}
        className={classes.tile}
        style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
      >
        {/* For the ear one sentence, for the eye its parts. */}
        <span className="heard">{label}</span>
        <Face
          seated={seated}
          density={density}
          proposed={proposed}
          form={proposal?.form ?? null}
          now={now}
          tongue={tongue}
        />
      </td>
    );
  },
  (one, other) =>
    sameSeated(one.seated, other.seated) &&
    sameBox(one.box, other.box) &&
    one.density === other.density &&
    one.selected === other.selected &&
    one.cursor === other.cursor &&
    one.inHand === other.inHand &&
    one.now === other.now &&
    one.tongue === other.tongue,
);

interface FaceProps extends Pick<SeatTileProps, 'seated' | 'density' | 'now' | 'tongue'> {
  readonly proposed: Action | null;
  readonly form: string | null;
}

/** What is seen on a tile. Selecting changes the cell around it alone. */
const Face = memo(
  function Face({ seated, density, proposed, form, now, tongue }: FaceProps) {
    const { view } = seated;
    return (
      <span aria-hidden className={classes.face}>
        {density === 'small' ? (
          <Small seated={seated} />
        ) : (
          <>
            <Head seated={seated} />
            <Words seated={seated} density={density} tongue={tongue} />
            {now > 0 && <span className={classes.detail}>{detailOf(seated, tongue, now)}</span>}
            {density === 'large' && <Foot seated={seated} proposed={proposed} form={form} tongue={tongue} />}
            <Segments track={trackOf(view)} />
          </>
        )}
        {view.stage === 'failed' && <span key={view.boot?.id} className={classes.news} />}
        {density !== 'large' && proposed !== null && <Mark action={proposed} />}
      </span>
    );
  },
  (one, other) =>
    sameSeated(one.seated, other.seated) &&
    one.density === other.density &&
    one.proposed === other.proposed &&
    one.form === other.form &&
    one.now === other.now &&
    one.tongue === other.tongue,
);

const sameSeated = (one: SeatedView, other: SeatedView): boolean =>
  one.computer === other.computer && sameView(one.view, other.view);

const sameBox = (one: Box, other: Box): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;

function Head({ seated: { name, view, computer } }: { readonly seated: SeatedView }) {
  const { icon: StageIcon } = stageLooks[view.stage];
  return (
    <>
      <span className={classes.name}>{computer.name === null ? lastOctets(computer.mac) : name}</span>
      <StageIcon className={classes.icon} size={17} stroke={1.7} aria-hidden />
    </>
  );
}

function Words({
  seated: { view },
  density,
  tongue,
}: {
  readonly seated: SeatedView;
  readonly density: Density;
  readonly tongue: Tongue;
}) {
  const percent = density === 'large' && view.stage === 'loading' ? view.percent : null;
  return (
    <>
      <span className={classes.word} data-short={percent !== null || undefined}>
        {stageWord(view, tongue, density)}
      </span>
      {percent !== null && <b className={classes.percent}>{tongue.format.percent(percent)}</b>}
    </>
  );
}

/** What it runs, and what comes next: the proposal, an appointment, or another action than that of now. */
function Foot({
  seated: { view },
  proposed,
  form,
  tongue,
}: {
  readonly seated: SeatedView;
  readonly proposed: Action | null;
  readonly form: string | null;
  readonly tongue: Tongue;
}) {
  const shown = view.now ?? (view.stage === 'missed' ? null : view.next);
  const { scheduled, next } = view;
  return (
    <span className={classes.foot}>
      {shown && <Glyph action={shown} />}
      {!proposed && <span className={classes.action}>{shown?.name ?? view.missed?.actionName ?? view.nowName}</span>}
      {proposed ? (
        <b className={classes.proposed} data-form={form}>
          <IconArrowRight size={12} stroke={2.4} aria-hidden />
          <span>{proposed.name}</span>
        </b>
      ) : scheduled ? (
        <span className={`${classes.next} ${classes.due}`}>
          <IconClock size={11} aria-hidden />
          {tongue.format.hour(scheduled.notBefore)}
        </span>
      ) : (
        view.now &&
        next &&
        next.id !== view.now.id && (
          <span className={classes.next}>
            <IconArrowRight size={11} aria-hidden />
            <Glyph action={next} />
            <span>{next.name}</span>
          </span>
        )
      )}
    </span>
  );
}

/** The proposal on a tile without a foot. */
function Mark({ action }: { readonly action: Action }) {
  return (
    <span className={classes.mark}>
      <IconArrowRight size={11} stroke={2.4} aria-hidden />
      <Glyph action={action} />
      <span>{action.name}</span>
    </span>
  );
}

function Glyph({ action }: { readonly action: Action }) {
  const { icon: ActionGlyph } = actionLook(action);
  return <ActionGlyph className={classes.glyph} size={13} stroke={1.6} aria-hidden />;
}

/** A machine without a name is told from its neighbours by the end of its MAC address. */
const lastOctets = (mac: string): string => mac.slice(-8);

/** How far it has come: seen, address, loader, script, loading (three times as wide), started. */
function Segments({ track }: { readonly track: Track | null }) {
  if (track === null) return null;
  return (
    <span className={classes.track}>
      {[1, 2, 3, 4, 5, 6].map((part) => (
        <i key={part} data-part={part} data-last={part === track.done || undefined}>
          {part <= track.done && <i style={{ width: `${part === track.done ? track.percent : 100}%` }} />}
        </i>
      ))}
    </span>
  );
}

/** Icon and number; loading fills from below. */
function Small({ seated: { name, view, computer } }: { readonly seated: SeatedView }) {
  const { icon: StageIcon } = stageLooks[view.stage];
  return (
    <>
      {view.stage === 'loading' && <span className={classes.level} style={{ height: `${view.percent ?? 0}%` }} />}
      <span className={classes.small}>
        <StageIcon className={classes.icon} size={13} stroke={1.8} aria-hidden />
        <span>{computer.name === null ? computer.mac.slice(-5) : shortName(name)}</span>
      </span>
    </>
  );
}
