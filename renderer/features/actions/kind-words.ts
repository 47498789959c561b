import type { ActionKindView } from '../../../electron/contract/api.ts';
import { useLanguage } from '../../i18n/index.ts';
import { languages } from '../../i18n/words.ts';
import type { Field } from './schema-form.ts';

interface KindWords {
  readonly title: string;
  readonly help: string;
}

interface ParameterWords {
  readonly label: string;
  readonly help: string | null;
}

/** The page's own words for kinds and parameters; what it has none for is called as the engine calls it. */
export interface Naming {
  readonly kind: (kind: Pick<ActionKindView, 'kind' | 'title' | 'description'>) => KindWords;
  readonly parameter: (kind: string, field: Field) => ParameterWords;
}

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | null =>
  Object.hasOwn(table, name) ? (table[name] ?? null) : null;

export function useNaming(): Naming {
  const { kinds, parameters } = languages[useLanguage()].actions;
  return {
    kind: ({ kind, title, description }) => own<KindWords>(kinds, kind) ?? { title, help: description },
    parameter: (kind, { name, title, help }) => {
      const named = own<Readonly<Record<string, ParameterWords>>>(parameters, kind);
      return (named && own(named, name)) ?? { label: title, help };
    },
  };
}
