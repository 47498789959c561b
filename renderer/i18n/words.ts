import * as en from './en/index.ts';
import * as fr from './fr/index.ts';
import type { Words } from './types.ts';

/** Every namespace in English: the types of all keys come from here. */
export type English = typeof en.words;

export type Namespace = keyof English;

/** `satisfies` makes a missing namespace in French an error as well. */
export const languages = {
  en: en.words,
  fr: fr.words satisfies { readonly [N in Namespace]: Words<English[N]> },
} as const;

export type Language = keyof typeof languages;

export const languageNames: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' };

export const isLanguage = (text: string): text is Language => Object.hasOwn(languages, text);
