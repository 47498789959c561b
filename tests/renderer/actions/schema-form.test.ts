import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { actionKinds } from '../../../electron/actions/kinds.ts';
import { keptSecret } from '../../../electron/contract/secret-mark.ts';
import { changesOf, draftOf, fieldsOf, parametersOf } from '../../../renderer/features/actions/schema-form.ts';

const kindOf = (parameters: z.ZodType, fileParameters: string[] = []) => ({
  kind: 'example',
  parameters: z.toJSONSchema(parameters, { io: 'input' }),
  fileParameters,
  secretParameters: [] as string[],
});

const linux = actionKinds.find(({ kind }) => kind === 'linux')!;
const linuxForm = fieldsOf({ ...linux, ...kindOf(linux.parameters, [...linux.fileParameters]) });

const fieldOf = (schema: z.ZodType) => fieldsOf(kindOf(z.strictObject({ value: schema })))[0]!;

describe('the control for a parameter', () => {
  it.each([
    ['a short text', z.string().max(40), { kind: 'text', long: false }],
    ['a long text', z.string().max(1_800), { kind: 'text', long: true }],
    ['a text that keeps its lines', z.string().max(24_000).meta({ multiline: true }).default(''), { kind: 'passage' }],
    ['a whole number', z.number().int(), { kind: 'number', integer: true }],
    ['a number', z.number(), { kind: 'number', integer: false }],
    ['yes or no', z.boolean(), { kind: 'switch' }],
    ['one of a few words', z.enum(['x11', 'text']), { kind: 'choice', options: ['x11', 'text'] }],
    ['one of a few constants', z.union([z.literal('a'), z.literal('b')]), { kind: 'choice', options: ['a', 'b'] }],
    ['a list of texts', z.array(z.string()), { kind: 'lines' }],
    ['a structure', z.object({ a: z.number() }), { kind: 'json' }],
    ['two kinds of value', z.union([z.string(), z.number()]), { kind: 'json' }],
  ])('fits %s', (_, schema, expected) => {
    expect(fieldOf(schema).shape).toEqual(expected);
  });

  it('is a file picker for a file, and a list of them where several may be given', () => {
    expect(linuxForm.map(({ name, shape, required }) => [name, shape.kind, required])).toEqual([
      ['kernel', 'file', true],
      ['initrd', 'files', false],
      ['shim', 'file', false],
      ['cmdline', 'text', false],
    ]);
  });

  it('has a title even when nobody named it', () => {
    const fields = fieldsOf(kindOf(z.strictObject({ homePage: z.string(), 'idle-reset': z.number() })));
    expect(fields.map(({ title }) => title)).toEqual(['Home page', 'Idle reset']);
  });

  it('is the script editor for an own script', () => {
    const script = actionKinds.find(({ kind }) => kind === 'script')!;
    const fields = fieldsOf({ ...kindOf(script.parameters), kind: 'script' });
    expect(fields.map(({ shape }) => shape.kind)).toEqual(['script']);
  });

  it('is there for every parameter of every kind', () => {
    for (const kind of actionKinds) {
      const fields = fieldsOf({ ...kindOf(kind.parameters, [...kind.fileParameters]), kind: kind.kind });
      expect(fields.filter(({ shape }) => shape.kind === 'json')).toEqual([]);
    }
  });
});

describe('a filled form', () => {
  it('gives parameters that the kind takes', () => {
    const draft = { ...draftOf(linuxForm, {}), kernel: ' /srv/vmlinuz ', initrd: ['/srv/initrd.gz', ''] };
    const filled = parametersOf(linuxForm, draft);
    expect(filled).toEqual({ parameters: { kernel: '/srv/vmlinuz', initrd: ['/srv/initrd.gz'], cmdline: '' } });
    expect(linux.parameters.safeParse('parameters' in filled ? filled.parameters : null).success).toBe(true);
  });

  it('gives back what it was filled with', () => {
    const parameters = { kernel: '/srv/vmlinuz', initrd: ['/srv/a', '/srv/b'], cmdline: 'quiet' };
    expect(parametersOf(linuxForm, draftOf(linuxForm, parameters))).toEqual({ parameters });
  });

  it('shows a single file as a list of one', () => {
    expect(draftOf(linuxForm, { kernel: '/k', initrd: '/i' })).toMatchObject({ initrd: ['/i'] });
  });

  it.each([
    ['a text that has to be there', z.string(), '', 'missing'],
    ['a text that is too short', z.string().min(3), 'ab', 'too-short'],
    ['a text that is too long', z.string().max(3), 'abcd', 'too-long'],
    ['a word for a number', z.number(), 'ten', 'not-a-number'],
    ['a fraction for a whole number', z.number().int(), '1.5', 'not-a-number'],
    ['a number that is too small', z.number().min(5), '4', 'too-small'],
    ['a number that is too large', z.number().max(5), '6', 'too-large'],
    ['a structure that is not JSON', z.object({ a: z.number() }), '{a', 'not-json'],
  ])('says what is wrong with %s', (_, schema, typed, expected) => {
    expect(parametersOf([fieldOf(schema)], { value: typed })).toEqual({ problems: { value: expected } });
  });

  it.each([
    ['a number with a decimal comma', z.number(), '1,5', 1.5],
    ['a structure', z.object({ a: z.number() }), '{"a": 1}', { a: 1 }],
    ['lines as a list', z.array(z.string()), 'a\n\n b ', ['a', 'b']],
  ])('reads %s', (_, schema, typed, expected) => {
    expect(parametersOf([fieldOf(schema)], { value: typed })).toEqual({ parameters: { value: expected } });
  });

  it('leaves out what nobody gave', () => {
    expect(parametersOf([fieldOf(z.number().optional())], { value: '' })).toEqual({ parameters: {} });
  });

  it('takes away what was given before and is empty now', () => {
    const draft = { ...draftOf(linuxForm, { kernel: '/k', initrd: '/i' }), initrd: [] };
    const filled = parametersOf(linuxForm, draft);
    expect('parameters' in filled && changesOf(linuxForm, filled.parameters)).toEqual({
      kernel: '/k',
      initrd: null,
      shim: null,
      cmdline: '',
    });
  });
});

describe('a secret', () => {
  const fields = fieldsOf({
    ...kindOf(z.strictObject({ password: z.string().default('') })),
    secretParameters: ['password'],
  });

  it('is asked for by a control that shows nothing of it, and is sent back as it was shown', () => {
    expect(fields[0]?.shape).toEqual({ kind: 'secret' });
    const draft = draftOf(fields, { password: keptSecret });
    expect(parametersOf(fields, draft)).toEqual({ parameters: { password: keptSecret } });
  });

  it('is taken away by an empty control', () => {
    expect(parametersOf(fields, { password: '' })).toEqual({ parameters: { password: '' } });
  });
});
