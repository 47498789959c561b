import { NativeSelect, SegmentedControl } from '@mantine/core';
import { IconCalendarClock, IconPlayerPlay, IconRepeat } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { endOfSchool, nextHour, onceLengths, usualLength, usualWhen, type When, type WhenMode } from './deed.ts';
import { fromField, toField } from './moment-field.ts';
import classes from './proposal.module.css';

interface WhenProps {
  readonly when: When;
  readonly onChange: (when: When) => void;
}

const modes: readonly WhenMode[] = ['once', 'every boot', 'schedule'];
const icons = { once: IconPlayerPlay, 'every boot': IconRepeat, schedule: IconCalendarClock };
const words = { once: 'mode.once', 'every boot': 'mode.everyBoot', schedule: 'mode.schedule' } as const;

/** Now, at every boot, or in a window. */
export function WhenModes({ when, onChange }: WhenProps) {
  const t = useWords('dock');
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      className={classes.modes ?? ''}
      styles={{ root: { padding: 2 }, label: { padding: '3px 6px' } }}
      aria-label={t('mode.label')}
      value={when.mode}
      onChange={(mode) => onChange(begin(mode as WhenMode, Date.now()))}
      data={modes.map((mode) => {
        const Glyph = icons[mode];
        return {
          value: mode,
          label: (
            <span className={classes.mode}>
              <Glyph size={14} aria-hidden />
              {t(words[mode])}
            </span>
          ),
        };
      })}
    />
  );
}

/** Where each mode begins until somebody says otherwise. */
function begin(mode: WhenMode, now: number): When {
  switch (mode) {
    case 'once':
      return usualWhen;
    case 'every boot':
      return { mode, until: endOfSchool(now) };
    case 'schedule':
      return { mode, from: nextHour(now), until: nextHour(now) + usualLength };
  }
}

/** The fields of the mode, in the sentence that they belong to. */
export function WhenFields({ when, onChange }: WhenProps) {
  const t = useWords('dock');
  const format = useFormat();
  switch (when.mode) {
    case 'once':
      return (
        <Said word={t('within')}>
          <NativeSelect
            size="xs"
            className={classes.length ?? ''}
            aria-label={t('within')}
            value={when.length}
            onChange={({ currentTarget }) => onChange({ mode: 'once', length: Number(currentTarget.value) })}
            data={onceLengths.map((length) => ({ value: String(length), label: format.duration(length) }))}
          />
        </Said>
      );
    case 'every boot':
      return (
        <Said word={t('until')}>
          <Moment label={t('until')} at={when.until} onChange={(until) => onChange({ ...when, until })} />
        </Said>
      );
    case 'schedule':
      return (
        <>
          <Moment label={t('from')} at={when.from} onChange={(from) => onChange(moved(when, from))} />
          <Said word={t('to')}>
            <Moment label={t('to')} at={when.until} onChange={(until) => onChange({ ...when, until })} />
          </Said>
        </>
      );
  }
}

/** A later beginning takes the end along, so that the length stays. */
const moved = (when: Extract<When, { mode: 'schedule' }>, from: number): When =>
  Number.isFinite(from) && Number.isFinite(when.from)
    ? { ...when, from, until: when.until + (from - when.from) }
    : { ...when, from };

const Said = ({ word, children }: { readonly word: string; readonly children: ReactNode }) => (
  <>
    <span className={classes.dim}>{word}</span>
    {children}
  </>
);

interface MomentProps {
  readonly label: string;
  readonly at: number;
  readonly onChange: (at: number) => void;
}

function Moment({ label, at, onChange }: MomentProps) {
  return (
    <input
      type="datetime-local"
      className={classes.moment}
      aria-label={label}
      value={toField(at)}
      onChange={({ currentTarget }) => onChange(fromField(currentTarget.value))}
    />
  );
}
