import { Button, NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { keptSecret } from '../../../electron/contract/secret-mark.ts';
import { useWords } from '../../i18n/index.ts';
import { ActionListField } from './action-list-field.tsx';
import classes from './actions.module.css';
import type { ControlFrame } from './control-frame.ts';
import { FileField } from './file-field.tsx';
import { FileListField } from './file-list-field.tsx';
import type { DraftValue, Field, FieldProblem } from './schema-form.ts';

interface ControlProps {
  readonly field: Field;
  readonly words: { readonly label: string; readonly help: string | null };
  readonly value: DraftValue;
  readonly change: (value: DraftValue) => void;
  readonly problem: FieldProblem | null;
}

const asText = (value: DraftValue): string => (typeof value === 'string' ? value : '');

/** The control that fits the parameter, with its sentence of help and what is wrong with it. */
export function FieldControl({ field, words, value, change, problem }: ControlProps) {
  const t = useWords('actions');
  const { shape, required } = field;
  const shared = {
    label: required ? words.label : `${words.label} (${t('form.optional')})`,
    description: words.help,
    error: problem && t(`problems.${problem}`),
    required,
  };
  switch (shape.kind) {
    case 'text':
      return shape.long ? (
        <Textarea
          {...shared}
          autosize
          minRows={2}
          maxRows={8}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
          value={asText(value)}
          onChange={({ currentTarget }) => change(currentTarget.value.replaceAll('\n', ' '))}
        />
      ) : (
        <TextInput {...shared} value={asText(value)} onChange={({ currentTarget }) => change(currentTarget.value)} />
      );
    case 'secret':
      return <SecretField {...shared} name={words.label} value={asText(value)} change={change} />;
    case 'number':
      return (
        <NumberInput
          {...shared}
          allowDecimal={!shape.integer}
          value={asText(value)}
          onChange={(typed) => change(String(typed))}
        />
      );
    case 'switch':
      return (
        <Switch
          label={words.label}
          description={words.help}
          checked={value === true}
          onChange={({ currentTarget }) => change(currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          {...shared}
          data={[...shape.options]}
          value={asText(value)}
          onChange={(chosen) => change(chosen ?? '')}
        />
      );
    case 'file':
      return <FileField {...shared} name={words.label} value={asText(value)} change={change} />;
    case 'files':
      return (
        <FileListField
          {...shared}
          name={words.label}
          most={shape.most}
          value={Array.isArray(value) ? value : []}
          change={change}
        />
      );
    case 'actions':
      return (
        <ActionListField
          {...shared}
          name={words.label}
          most={shape.most}
          value={Array.isArray(value) ? value : []}
          change={change}
        />
      );
    case 'passage':
    case 'lines':
    case 'json':
    case 'script':
      return (
        <Textarea
          {...shared}
          autosize
          minRows={2}
          maxRows={10}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
          value={asText(value)}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
      );
  }
}

interface SecretFieldProps extends ControlFrame {
  readonly value: string;
  readonly change: (value: DraftValue) => void;
}

/** A secret that is set is not known here: it stays until another is typed or it is taken away. */
function SecretField({ name, value, change, ...shared }: SecretFieldProps) {
  const t = useWords('actions');
  const kept = value === keptSecret;
  return (
    <div className={classes.fileRow}>
      <PasswordInput
        {...shared}
        className={classes.grow}
        autoComplete="new-password"
        placeholder={kept ? t('form.secretKept') : undefined}
        value={kept ? '' : value}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      {kept && (
        <Button variant="default" size="xs" onClick={() => change('')} aria-label={`${t('form.secretRemove')} ${name}`}>
          {t('form.secretRemove')}
        </Button>
      )}
    </div>
  );
}
