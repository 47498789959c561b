import type { ActionKindView } from '../../../electron/contract/api.ts';

/** How one parameter of an action is asked for. */
export type FieldKind =
  | { readonly kind: 'text'; readonly long: boolean }
  /** Never shown: what was set before is kept until another is typed, or it is taken away. */
  | { readonly kind: 'secret' }
  /** A text that keeps its lines as they are written. */
  | { readonly kind: 'passage' }
  | { readonly kind: 'number'; readonly integer: boolean }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'file' }
  | { readonly kind: 'files'; readonly most: number }
  | { readonly kind: 'lines' }
  /** Names of actions, in an order that means something. */
  | { readonly kind: 'actions'; readonly most: number }
  /** An own script, which has a screen of its own. */
  | { readonly kind: 'script' }
  /** What no control fits: written as JSON. */
  | { readonly kind: 'json' };

export interface Field {
  readonly name: string;
  readonly required: boolean;
  /** What the kind's schema calls it, for names that the page has no words for. */
  readonly title: string;
  readonly help: string | null;
  readonly initial: unknown;
  readonly shape: FieldKind;
  readonly bounds: Bounds;
}

/** Lengths of text, or the range of a number. */
export interface Bounds {
  readonly least: number | null;
  readonly most: number | null;
}

/** What stands in the controls: text for all but switches and lists. */
export type DraftValue = string | boolean | readonly string[];
export type Draft = Readonly<Record<string, DraftValue>>;

export type FieldProblem =
  | 'missing'
  | 'too-short'
  | 'too-long'
  | 'not-a-number'
  | 'too-small'
  | 'too-large'
  | 'not-json';

export type Filled =
  | { readonly parameters: Readonly<Record<string, unknown>> }
  | { readonly problems: Readonly<Record<string, FieldProblem>> };

interface Schema {
  readonly type?: unknown;
  readonly title?: unknown;
  readonly description?: unknown;
  readonly default?: unknown;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly anyOf?: unknown;
  readonly items?: unknown;
  readonly minLength?: unknown;
  readonly maxLength?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly maxItems?: unknown;
  /** Our own words in a schema: a text that keeps its lines; a list of names of actions. */
  readonly multiline?: unknown;
  readonly actions?: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const numberOr = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** The controls of a kind, in the order of its schema. */
export function fieldsOf(
  kind: Pick<ActionKindView, 'kind' | 'parameters' | 'fileParameters' | 'secretParameters'>,
): readonly Field[] {
  const root = isObject(kind.parameters) ? kind.parameters : {};
  const required = Array.isArray(root.required) ? root.required : [];
  const properties = isObject(root.properties) ? root.properties : {};
  return Object.entries(properties).map(([name, given]) => {
    const schema: Schema = isObject(given) ? given : {};
    const shape =
      kind.kind === 'script' && name === 'text'
        ? ({ kind: 'script' } as const)
        : kind.secretParameters.includes(name)
          ? ({ kind: 'secret' } as const)
          : shapeOf(schema, kind.fileParameters.includes(name));
    return {
      name,
      required: required.includes(name),
      title: typeof schema.title === 'string' ? schema.title : spaced(name),
      help: typeof schema.description === 'string' ? schema.description : null,
      initial: schema.default,
      shape,
      bounds: boundsOf(schema),
    };
  });
}

/** `homePage` and `home-page` as `Home page`. */
function spaced(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function shapeOf(schema: Schema, isFile: boolean): FieldKind {
  const ways = Array.isArray(schema.anyOf) ? schema.anyOf.filter(isObject) : [schema as Record<string, unknown>];
  const list = ways.find((way) => way.type === 'array');
  if (isFile) return list === undefined ? { kind: 'file' } : { kind: 'files', most: numberOr(list.maxItems) ?? 16 };
  if (list !== undefined && schema.actions === true) return { kind: 'actions', most: numberOr(list.maxItems) ?? 24 };
  if (list !== undefined && isObject(list.items) && list.items.type === 'string') return { kind: 'lines' };
  const options = choices(ways);
  if (options !== null) return { kind: 'choice', options };
  switch (ways.length === 1 ? ways[0]?.type : null) {
    case 'string':
      if (schema.multiline === true) return { kind: 'passage' };
      return { kind: 'text', long: (numberOr(schema.maxLength) ?? 0) > 200 };
    case 'integer':
    case 'number':
      return { kind: 'number', integer: schema.type === 'integer' };
    case 'boolean':
      return { kind: 'switch' };
    default:
      return { kind: 'json' };
  }
}

function choices(ways: readonly Record<string, unknown>[]): readonly string[] | null {
  const values = ways.flatMap((way) => (Array.isArray(way.enum) ? way.enum : 'const' in way ? [way.const] : [null]));
  return values.length > 0 && values.every((value) => typeof value === 'string') ? values : null;
}

function boundsOf(schema: Schema): Bounds {
  const text = { least: numberOr(schema.minLength), most: numberOr(schema.maxLength) };
  const range = { least: numberOr(schema.minimum), most: numberOr(schema.maximum) };
  return schema.type === 'integer' || schema.type === 'number' ? range : text;
}

/** What the controls show at first: the action's parameters, or what the schema gives when nothing is said. */
export function draftOf(fields: readonly Field[], parameters: Readonly<Record<string, unknown>>): Draft {
  return Object.fromEntries(fields.map((field) => [field.name, shown(field, parameters[field.name] ?? field.initial)]));
}

function shown({ shape }: Field, value: unknown): DraftValue {
  switch (shape.kind) {
    case 'switch':
      return value === true;
    case 'actions':
    case 'files':
      return typeof value === 'string' ? [value] : stringsOf(value);
    case 'lines':
      return stringsOf(value).join('\n');
    case 'json':
      return value === undefined ? '' : JSON.stringify(value, null, 2);
    case 'number':
      return typeof value === 'number' ? String(value) : '';
    case 'choice':
      return typeof value === 'string' ? value : (shape.options[0] ?? '');
    case 'text':
    case 'secret':
    case 'passage':
    case 'file':
    case 'script':
      return typeof value === 'string' ? value : '';
  }
}

const stringsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** The parameters as the engine wants them, or what is wrong with which control. The engine's own check still decides. */
export function parametersOf(fields: readonly Field[], draft: Draft): Filled {
  const parameters: Record<string, unknown> = {};
  const problems: Record<string, FieldProblem> = {};
  for (const field of fields) {
    const read = readValue(field, draft[field.name] ?? '');
    if ('problem' in read) problems[field.name] = read.problem;
    else if (read.value !== undefined) parameters[field.name] = read.value;
  }
  return Object.keys(problems).length > 0 ? { problems } : { parameters };
}

/** The same for an action that is there already: null takes away what was given before and is empty now. */
export function changesOf(
  fields: readonly Field[],
  parameters: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name }) => [name, parameters[name] ?? null]));
}

type ReadValue = { readonly value: unknown } | { readonly problem: FieldProblem };

function readValue(field: Field, draft: DraftValue): ReadValue {
  const { shape } = field;
  switch (shape.kind) {
    case 'switch':
      return { value: draft === true };
    case 'actions':
    case 'files':
      return listed(field, Array.isArray(draft) ? draft : []);
    case 'lines':
      return listed(field, String(draft).split('\n'));
    case 'number':
      return readNumber(field, shape.integer, String(draft).trim());
    case 'json':
      return readJson(field, String(draft).trim());
    case 'choice':
      return { value: draft };
    case 'file':
      return readText(field, String(draft).trim());
    case 'text':
    case 'secret':
    case 'passage':
    case 'script':
      return readText(field, String(draft));
  }
}

function listed({ required }: Field, lines: readonly string[]): ReadValue {
  const items = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (items.length === 0) return required ? { problem: 'missing' } : { value: undefined };
  return { value: items };
}

/** A text that may be empty and has a value of its own then is sent, so that it can be emptied. */
function readText({ required, bounds, initial }: Field, text: string): ReadValue {
  if (text === '') return required ? { problem: 'missing' } : { value: initial === undefined ? undefined : '' };
  if (bounds.least !== null && text.length < bounds.least) return { problem: 'too-short' };
  if (bounds.most !== null && text.length > bounds.most) return { problem: 'too-long' };
  return { value: text };
}

function readNumber({ required, bounds }: Field, integer: boolean, text: string): ReadValue {
  if (text === '') return required ? { problem: 'missing' } : { value: undefined };
  const value = Number(text.replace(',', '.'));
  if (!Number.isFinite(value) || (integer && !Number.isInteger(value))) return { problem: 'not-a-number' };
  if (bounds.least !== null && value < bounds.least) return { problem: 'too-small' };
  if (bounds.most !== null && value > bounds.most) return { problem: 'too-large' };
  return { value };
}

function readJson({ required }: Field, text: string): ReadValue {
  if (text === '') return required ? { problem: 'missing' } : { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { problem: 'not-json' };
  }
}
