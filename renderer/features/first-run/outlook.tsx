import { Button } from '@mantine/core';
import { type Icon, IconAlertTriangle, IconCircleCheckFilled, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Preflight } from '../../../electron/contract/api.ts';
import { useWords } from '../../i18n/index.ts';
import { usePhrase } from '../../i18n/phrase.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';
import classes from './outlook.module.css';
import { foundPoints, type Point, pointsOf, type Weight, weightOf } from './points.ts';
import type { Preview } from './use-preview.ts';

const icons: Readonly<Record<Weight, Icon>> = {
  stops: IconCircleX,
  mend: IconAlertTriangle,
  fine: IconCircleCheckFilled,
};

const weights: readonly Weight[] = ['stops', 'mend', 'fine'];

interface OutlookProps {
  readonly card: string | null;
  readonly preview: Preview;
  /** What a look at the network found; null: nobody has looked. */
  readonly found: Preflight | null;
  /** The firewall was opened: the card is looked at again. */
  readonly opened: () => void;
}

/** Everything that Start would do on this card, before it is done. */
export function Outlook({ card, preview, found, opened }: OutlookProps) {
  const t = useWords('first-run');
  const firmware = useSnapshotPart(({ status }) => status.firmware);
  const all = [...foundPoints(found), ...pointsIn(preview, firmware)];
  const points = [...new Map(all.map((point) => [JSON.stringify(point), point])).values()].sort(
    (one, other) => weights.indexOf(weightOf(one)) - weights.indexOf(weightOf(other)),
  );
  return (
    <section className={classes.outlook} aria-labelledby="outlook-title">
      <div className={classes.head}>
        <h3 id="outlook-title">{card === null ? t('whatHappensBare') : t('whatHappens', { card })}</h3>
        {points.length > 0 && <Counts points={points} />}
      </div>
      {card === null && <p className={classes.empty}>{t('choose')}</p>}
      <ul className={classes.points}>
        {points.map((point) => (
          <PointRow key={JSON.stringify(point)} point={point}>
            {'fix' in point && point.fix && card !== null && (
              <OpenFirewall card={card} commands={point.fix} opened={opened} />
            )}
          </PointRow>
        ))}
      </ul>
    </section>
  );
}

function pointsIn(preview: Preview, firmware: Parameters<typeof pointsOf>[1]): readonly Point[] {
  switch (preview.kind) {
    case 'none':
      return [];
    case 'refused':
      return [{ kind: 'problem', phrase: preview.why }];
    case 'known':
      return pointsOf(preview.value, firmware);
  }
}

function Counts({ points }: { readonly points: readonly Point[] }) {
  const t = useWords('first-run');
  return (
    <p className={classes.counts} role="status">
      {weights.map((weight) => {
        const count = points.filter((point) => weightOf(point) === weight).length;
        const WeightIcon = icons[weight];
        return count === 0 ? null : (
          <span key={weight} className={classes[weight]}>
            <WeightIcon size={15} aria-hidden />
            {t(weight, { count })}
          </span>
        );
      })}
    </p>
  );
}

function PointRow({ point, children }: { readonly point: Point; readonly children: ReactNode }) {
  const weight = weightOf(point);
  const PointIcon = icons[weight];
  const { title, note } = useSentence(point);
  return (
    <li className={`${classes.point} ${classes[`${weight}Row`]}`}>
      <PointIcon size={18} className={classes[weight]} aria-hidden />
      <span>
        <b>{title}</b>
        {note !== null && <span className={classes.note}>{note}</span>}
        {children}
      </span>
    </li>
  );
}

/** What would be run is shown before the button is pressed; serving takes it back when it ends. */
function OpenFirewall({
  card,
  commands,
  opened,
}: {
  readonly card: string;
  readonly commands: readonly string[];
  readonly opened: () => void;
}) {
  const t = useWords('first-run');
  const open = useCommand('firewall.open');
  return (
    <>
      {commands.map((command) => (
        <code key={command} className={classes.command}>
          {command}
        </code>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        loading={open.pending}
        onClick={() => void open.run({ card }).then((done) => done && opened())}
      >
        {t('openFirewall')}
      </Button>
      <span className={classes.note}>{open.refusal ?? t('openFirewallHelp')}</span>
    </>
  );
}

function useSentence(point: Point): { readonly title: string; readonly note: string | null } {
  const t = useWords('first-run');
  const say = usePhrase();
  switch (point.kind) {
    case 'problem':
    case 'warning':
    case 'found':
      return { title: say(point.phrase), note: null };
    case 'address':
      return { title: t('address', { address: point.address }), note: null };
    case 'range':
      return {
        title: t('range', { count: point.count }),
        note: t('rangeHelp', { first: point.first, last: point.last }),
      };
    case 'no-range':
      return { title: t('noRange'), note: t('noRangeHelp') };
    case 'http':
      return { title: t('http', { url: point.url }), note: null };
    case 'loaders':
      return { title: t('loaders', { count: point.count }), note: null };
  }
}
