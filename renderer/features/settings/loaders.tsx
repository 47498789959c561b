import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import classes from './settings.module.css';

/** The files that firmware is given first: which are there, for which machines. */
export function Loaders() {
  const t = useWords('settings');
  const firmware = useSnapshotPart(({ status }) => status.firmware);
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('loader')}</th>
            <th>{t('architecture')}</th>
            <th>{t('loaderVersion')}</th>
            <th aria-hidden />
          </tr>
        </thead>
        <tbody>
          {firmware.map(({ name, architecture, version, present }) => (
            <tr key={name}>
              <td className="mono">{name}</td>
              <td>{architecture}</td>
              <td>{version}</td>
              <td>
                <span className={`${classes.state} ${present ? classes.yes : classes.no}`}>
                  {present ? <IconCheck size={15} aria-hidden /> : <IconAlertTriangle size={15} aria-hidden />}
                  {present ? t('present') : t('missing')}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {firmware.some(({ present }) => !present) && <p className={classes.warning}>{t('loadersHelp')}</p>}
    </>
  );
}
