import { Alert, Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { defaultLook } from '../../../electron/contract/action-look.ts';
import type { ActionKindView } from '../../../electron/contract/api.ts';
import type { Action, ActionColour, ActionIcon } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { useCommand } from '../../state/hooks.ts';
import { go } from '../../state/place.ts';
import { Dialog } from '../shell/dialog.tsx';
import classes from './actions.module.css';
import { FieldControl } from './field-control.tsx';
import { useNaming } from './kind-words.ts';
import { LookPicker } from './look-picker.tsx';
import {
  changesOf,
  type Draft,
  draftOf,
  type Field,
  type FieldProblem,
  fieldsOf,
  parametersOf,
} from './schema-form.ts';
import { starterScript } from './starter-script.ts';

interface FormProps {
  /** Null makes a new one. */
  readonly action: Action | null;
  readonly kind: ActionKindView;
  readonly close: () => void;
}

/** Name, look and parameters of an action; an own script's text is written on a screen of its own. */
export function ActionForm({ action, kind, close }: FormProps) {
  const t = useWords('actions');
  const title = useNaming().kind(kind).title;
  const fields = fieldsOf(kind).filter(({ shape }) => shape.kind !== 'script');
  const [name, setName] = useState(action?.name ?? '');
  const [look, setLook] = useState<{ icon: ActionIcon; colour: ActionColour }>(action ?? defaultLook(kind.kind));
  const [draft, setDraft] = useState<Draft>(draftOf(fields, action?.parameters ?? {}));
  const [problems, setProblems] = useState<Readonly<Record<string, FieldProblem>>>({});
  const { save, pending, refusal } = useSave(action, kind);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const filled = parametersOf(fields, draft);
    const found = {
      ...(name.trim() === '' ? { '': 'missing' as const } : {}),
      ...('problems' in filled ? filled.problems : {}),
    };
    setProblems(found);
    if (!('parameters' in filled) || Object.keys(found).length > 0) return;
    const saved = await save(name.trim(), look, action ? changesOf(fields, filled.parameters) : filled.parameters);
    if (saved === null) return;
    close();
    if (action === null && kind.kind === 'script') go({ screen: 'actions', action: saved.id });
  };
  return (
    <Dialog close={close} size={560} title={action?.name ?? t('form.newTitle', { kind: title })}>
      <form onSubmit={(event) => void submit(event)} className={classes.form} noValidate>
        <TextInput
          label={t('form.name')}
          description={t('form.nameHelp')}
          maxLength={64}
          data-autofocus
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={problems[''] && t(`problems.${problems['']}`)}
          required
        />
        <p className={classes.secureBoot}>{t(`form.underSecureBoot.${kind.secureBoot}`)}</p>
        <LookPicker look={look} choose={setLook} />
        <Fields kind={kind.kind} fields={fields} draft={draft} setDraft={setDraft} problems={problems} />
        {refusal && (
          <Alert role="alert" color="red">
            {refusal}
          </Alert>
        )}
        <div className={classes.formFoot}>
          <Button variant="default" size="sm" onClick={close}>
            {useWords('common')('cancel')}
          </Button>
          <Button type="submit" size="sm" loading={pending}>
            {action ? t('form.save') : t('form.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface FieldsProps {
  readonly kind: string;
  readonly fields: readonly Field[];
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly problems: Readonly<Record<string, FieldProblem>>;
}

function Fields({ kind, fields, draft, setDraft, problems }: FieldsProps) {
  const naming = useNaming();
  return fields.map((field) => (
    <FieldControl
      key={field.name}
      field={field}
      words={naming.parameter(kind, field)}
      value={draft[field.name] ?? ''}
      change={(value) => setDraft({ ...draft, [field.name]: value })}
      problem={problems[field.name] ?? null}
    />
  ));
}

/** One command for a new action, another for one that is there. */
function useSave(action: Action | null, kind: ActionKindView) {
  const add = useCommand('action.add');
  const set = useCommand('action.set');
  const save = (
    name: string,
    look: Pick<Action, 'icon' | 'colour'>,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<Action | null> => {
    const { icon, colour } = look;
    if (action) return set.run({ action: action.id, name, icon, colour, parameters });
    const text = kind.kind === 'script' ? { text: starterScript } : {};
    return add.run({ name, kind: kind.kind, icon, colour, parameters: { ...parameters, ...text } });
  };
  return { save, pending: add.pending || set.pending, refusal: add.refusal ?? set.refusal };
}
