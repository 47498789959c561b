import { NumberInput, Select, TextInput } from '@mantine/core';
import { type Card, type Mode, ProxyStyle, UnknownRule } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { onCard, type ServiceDraft } from './service-draft.ts';
import classes from './settings.module.css';

interface Props {
  readonly draft: ServiceDraft;
  readonly cards: readonly Card[];
  readonly change: (part: Partial<ServiceDraft>) => void;
}

const modes: readonly Mode[] = ['full', 'proxy', 'off'];

/** Fields that mean nothing in the chosen mode are not shown. */
export function ServiceFields({ draft, cards, change }: Props) {
  const t = useWords('settings');
  const rooms = useSnapshotPart((snapshot) => snapshot.rooms);
  const names = cards.map(({ name, addresses }) => ({
    value: name,
    label: addresses[0] ? `${name}, ${addresses[0].address}` : name,
  }));
  const gone = draft.card !== null && !cards.some(({ name }) => name === draft.card);
  return (
    <div className={classes.fields}>
      <Select
        label={t('card')}
        data={gone ? [...names, { value: draft.card ?? '', label: t('cardGone', { card: draft.card }) }] : names}
        value={draft.card}
        onChange={(card) => card !== null && change(onCard(draft, card))}
      />
      <NumberInput
        label={t('httpPort')}
        min={1}
        max={65_535}
        allowDecimal={false}
        hideControls
        value={draft.httpPort}
        onChange={(port) => change({ httpPort: Number(port) || 8_080 })}
      />
      <Select
        className={classes.wide}
        label={t('mode')}
        data={modes.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
        value={draft.mode}
        onChange={(mode) => mode !== null && change({ mode: mode as Mode })}
      />
      {draft.mode === 'full' && <AddressFields draft={draft} change={change} />}
      {draft.mode === 'proxy' && <ProxyFields draft={draft} change={change} />}
      <Select
        className={classes.wide}
        label={t('unknown')}
        description={t('unknownHelp')}
        data={UnknownRule.options.map((rule) => ({ value: rule, label: t(`unknownRules.${rule}`) }))}
        value={draft.unknown}
        onChange={(rule) => rule !== null && change({ unknown: rule as UnknownRule })}
      />
      {rooms.length > 1 && (
        <Select
          className={classes.wide}
          label={t('servedRoom')}
          description={t('servedRoomHelp')}
          placeholder={t('noRoom')}
          clearable
          data={rooms.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={rooms.find(({ id, name }) => String(id) === draft.room || name === draft.room)?.id.toString() ?? null}
          onChange={(room) => change({ room })}
        />
      )}
    </div>
  );
}

/** For machines that do not take what is usual: how they are told, and spare addresses. */
function ProxyFields({ draft, change }: Omit<Props, 'cards'>) {
  const t = useWords('settings');
  const style = (firmware: 'bios' | 'uefi') => (
    <Select
      label={t(`proxyStyle.${firmware}`)}
      data={[
        { value: '', label: t('proxyStyle.usual') },
        ...ProxyStyle.options.map((value) => ({ value, label: t(`proxyStyle.${value}`) })),
      ]}
      value={draft.styles[firmware] ?? ''}
      allowDeselect={false}
      onChange={(value) => {
        const chosen = ProxyStyle.safeParse(value).data ?? null;
        change({ styles: { ...draft.styles, [firmware]: chosen } });
      }}
    />
  );
  const spare = (name: 'spareFirst' | 'spareLast') => (
    <TextInput
      label={t(name)}
      placeholder={t('noRouter')}
      {...(name === 'spareFirst' ? { description: t('spareHelp') } : {})}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={draft[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {style('bios')}
      {style('uefi')}
      {spare('spareFirst')}
      {spare('spareLast')}
    </>
  );
}

function AddressFields({ draft, change }: Omit<Props, 'cards'>) {
  const t = useWords('settings');
  const field = (name: 'first' | 'last' | 'router' | 'dns' | 'domain', placeholder: string, description?: string) => (
    <TextInput
      label={t(name)}
      placeholder={placeholder}
      {...(description === undefined ? {} : { description })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={draft[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {field('first', t('byItself'))}
      {field('last', t('byItself'))}
      {field('router', t('noRouter'), t('routerHelp'))}
      {field('dns', t('noRouter'), t('dnsHelp'))}
      {field('domain', t('noRouter'))}
      <NumberInput
        label={t('lease')}
        min={1}
        max={10_080}
        allowDecimal={false}
        hideControls
        value={draft.leaseMinutes}
        onChange={(minutes) => change({ leaseMinutes: Number(minutes) || 60 })}
      />
    </>
  );
}
