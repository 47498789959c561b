import {
  type Icon,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconClockX,
  IconDownload,
  IconEye,
  IconFileCode,
  IconMapPin,
  IconPackageImport,
  IconPower,
  IconRocket,
} from '@tabler/icons-react';
import type { SeatStage } from '../../electron/contract/stage.ts';

/** How a stage looks: never by colour alone, so each has an icon and a word as well. */
export interface StageLook {
  readonly icon: Icon;
  /** Its colour on a panel; a filled tile has `--failed-text`. */
  readonly colour: string;
  /** How many of the six segments of the track are done; null where there is no track. */
  readonly track: number | null;
}

/** Its word is in the namespace `common` at `stage.<name>`. */
export const stageLooks: Readonly<Record<SeatStage, StageLook>> = {
  off: { icon: IconPower, colour: 'var(--off)', track: null },
  seen: { icon: IconEye, colour: 'var(--seen)', track: 1 },
  address: { icon: IconMapPin, colour: 'var(--address)', track: 2 },
  loader: { icon: IconPackageImport, colour: 'var(--loader)', track: 3 },
  script: { icon: IconFileCode, colour: 'var(--script)', track: 4 },
  loading: { icon: IconDownload, colour: 'var(--loading)', track: 5 },
  started: { icon: IconRocket, colour: 'var(--started)', track: 6 },
  running: { icon: IconCircleCheckFilled, colour: 'var(--running)', track: null },
  failed: { icon: IconAlertTriangleFilled, colour: 'var(--failed)', track: null },
  missed: { icon: IconClockX, colour: 'var(--missed)', track: null },
};
