import type { Hardware } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import classes from './drawer.module.css';

const parts = ['serial', 'asset', 'memory', 'cpu', 'nic', 'uuid'] as const;

/** What the machine told of itself, as far as it did; an inventory asks for all of it. */
export function Inventory({ hardware }: { readonly hardware: Hardware }) {
  const t = useWords('drawer');
  const format = useFormat();
  const told = parts.flatMap((part) => {
    const value = hardware[part];
    if (value == null) return [];
    const size = part === 'memory' && /^\d+$/.test(value) ? format.size(Number(value) * 1_048_576) : value;
    return [[part, size] as const];
  });
  if (told.length === 0) return null;
  return (
    <>
      <h3>{t('inventory')}</h3>
      <dl className={classes.inventory} aria-label={t('inventory')}>
        {told.map(([part, value]) => (
          <div key={part}>
            <dt>{t(`hardware.${part}`)}</dt>
            <dd className={part === 'cpu' || part === 'memory' ? undefined : 'mono'}>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
