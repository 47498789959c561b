import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { describeFirmware } from '../../../electron/contract/describe.ts';
import type { Computer } from '../../../electron/contract/model.ts';
import { useLanguage, useWords } from '../../i18n/index.ts';
import { useNow } from '../../state/clock.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { go, usePlace } from '../../state/place.ts';
import { computerOf } from '../../state/select/lookup.ts';
import { nameOf, sameSeat, seatLabel, seatView } from '../../state/select/seat.ts';
import { stageLooks } from '../../theme/stage.ts';
import { BootView } from './boot-view.tsx';
import classes from './drawer.module.css';
import { EarlierBoots } from './earlier-boots.tsx';
import { Inventory } from './inventory.tsx';
import { Packets } from './packets.tsx';
import { StartWay } from './start-way.tsx';
import { useBoots } from './use-boots.ts';
import { Why } from './why.tsx';

/** A seat's story: what its machine is doing or why it stopped, stage by stage, and the boots before. */
export function Drawer() {
  const place = usePlace();
  const id = place.screen === 'room' ? place.computer : null;
  const computer = useSnapshotPart((snapshot) => (id === null ? null : computerOf(snapshot, id)));
  const close = () => go({ screen: 'room', room: place.screen === 'room' ? place.room : null, computer: null });
  const t = useWords('drawer');
  if (computer) return <Opened key={computer.id} computer={computer} close={close} />;
  return (
    <section className={classes.drawer} aria-label={t('title')}>
      <div className={classes.head}>
        <h2>{t('gone')}</h2>
        <Close close={close} />
      </div>
    </section>
  );
}

function Close({ close }: { readonly close: () => void }) {
  const c = useWords('common');
  return (
    <ActionIcon aria-label={c('close')} onClick={close}>
      <IconX size={17} />
    </ActionIcon>
  );
}

interface Props {
  readonly computer: Computer;
  readonly close: () => void;
}

function Opened({ computer, close }: Props) {
  const t = useWords('drawer');
  const boots = useBoots(computer.id);
  const [chosen, setChosen] = useState<number | null>(null);
  const boot = boots.find(({ id }) => id === chosen) ?? boots[0] ?? null;
  useEscape(close);
  return (
    <section className={classes.drawer} aria-label={t('of', { name: nameOf(computer) })}>
      <Head computer={computer} close={close} />
      <div className={classes.body}>
        {boot === null ? (
          <NeverSeen computer={computer} />
        ) : (
          <BootView key={boot.id} computer={computer} boot={boot} latest={boot.id === boots[0]?.id} />
        )}
        {computer.hardware && <Inventory hardware={computer.hardware} />}
        <StartWay computer={computer} />
        <Packets key={boot?.id} computer={computer} boot={boot?.id ?? null} />
        <EarlierBoots boots={boots} shown={boot?.id ?? null} show={setChosen} />
      </div>
    </section>
  );
}

function NeverSeen({ computer }: { readonly computer: Computer }) {
  const t = useWords('drawer');
  return (
    <>
      <Why computer={computer} boot={null} lines={[]} />
      <p className={classes.hint}>{t('neverSeen')}</p>
    </>
  );
}

function Head({ computer, close }: Props) {
  const t = useWords('drawer');
  const c = useWords('common');
  const now = useNow(5_000);
  const { stage } = useSnapshotPart((snapshot) => seatView(snapshot, computer, now), sameSeat);
  const look = stageLooks[stage];
  const language = useLanguage();
  const { hardware, firmware, seat, mac, maker } = computer;
  const machine = [hardware?.manufacturer, hardware?.product].filter(Boolean).join(' ') || maker;
  const parts = [
    seat && t('seat', { seat: seatLabel(seat) }),
    machine,
    firmware === 'unknown' ? null : describeFirmware(firmware, language),
  ].filter(Boolean);
  return (
    <div className={classes.head}>
      <div>
        <h2>
          {nameOf(computer)}
          <span className={classes.stage} data-stage={stage} style={stage === 'failed' ? {} : { color: look.colour }}>
            <look.icon size={14} aria-hidden /> {c(`stage.${stage}`)}
          </span>
        </h2>
        <p className={classes.facts}>
          {parts.join(' · ')} {parts.length > 0 && '· '}
          <span className="mono">{mac}</span>
        </p>
      </div>
      <Close close={close} />
    </div>
  );
}

/** Closes at Esc, unless something that floats above takes it or a proposal is to be put away first. */
function useEscape(close: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && isBeside(event.target)) close();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  });
}

const isBeside = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"], input, textarea') === null;
