import { Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CommandInput } from '../../../electron/contract/api.ts';
import { type Computer, LoaderFamily, Pace, ProxyStyle, type Remedy } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { useCall, useCommand, useSnapshotPart } from '../../state/hooks.ts';
import { bootOf } from '../../state/select/lookup.ts';
import classes from './drawer.module.css';

const byItself = 'auto';

type Way = LoaderFamily | ProxyStyle | Pace;

/** How the machine is started: what is usual, what was learnt of it, or what somebody decides here. */
export function StartWay({ computer }: { readonly computer: Computer }) {
  const t = useWords('drawer');
  const [remedy, change, refusal] = useRemedy(computer);
  if (remedy === null) return null;
  const { loader, loaderBy, style, styleBy, pace, paceBy } = remedy;
  const usual = [loaderBy, styleBy, paceBy].every((by) => by === 'usual');
  const choice = (name: 'loader' | 'style' | 'pace', options: readonly Way[], value: Way, by: Remedy['loaderBy']) => (
    <Select
      size="xs"
      label={t(`startWay.${name}`)}
      description={t(`startWay.by.${by}`)}
      inputWrapperOrder={['label', 'input', 'description']}
      data={[
        { value: byItself, label: t('startWay.auto') },
        ...options.map((option) => ({ value: option, label: t(`startWay.is.${option}`) })),
      ]}
      value={by === 'hand' ? value : byItself}
      allowDeselect={false}
      onChange={(chosen) => change({ [name]: chosen === byItself ? null : chosen })}
    />
  );
  return (
    <details className={classes.startWay}>
      <summary>
        <h3>{t('startWay.title')}</h3>
        <span>{usual ? t('startWay.by.usual') : t(`startWay.is.${loader}`)}</span>
      </summary>
      {choice('loader', LoaderFamily.options, loader, loaderBy)}
      {choice('style', ProxyStyle.options, style, styleBy)}
      {choice('pace', Pace.options, pace, paceBy)}
      {refusal !== null && <p role="alert">{refusal}</p>}
    </details>
  );
}

type Wish = Omit<CommandInput<'computer.remedy'>, 'computer'>;

/** Asked for anew with each boot, since a boot is what it is learnt from. */
function useRemedy(computer: Computer): readonly [Remedy | null, (wish: Wish) => void, string | null] {
  const call = useCall();
  const set = useCommand('computer.remedy');
  const boot = useSnapshotPart((snapshot) => bootOf(snapshot, computer.id));
  const [remedy, setRemedy] = useState<Remedy | null>(null);
  const { id } = computer;
  useEffect(() => {
    let wanted = true;
    void call('computer.remedy', { computer: id }).then((told) => {
      if (wanted && told.ok) setRemedy(told.value);
    });
    return () => {
      wanted = false;
    };
  }, [call, id, boot?.id, boot?.stage]);
  const change = (wish: Wish) =>
    void set.run({ computer: id, ...wish }).then((told) => {
      if (told) setRemedy(told);
    });
  return [remedy, change, set.refusal];
}
