import i18next, { type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { isLanguage, type Language, languages, type Namespace } from './words.ts';

/** Starts with one language; both are in the page, so that a switch needs no network and no reload. */
export function startWords(language: Language): void {
  void i18next.use(initReactI18next).init({
    resources: languages,
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
  document.documentElement.lang = language;
}

export async function speak(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The words of one feature: `const t = useWords('room')`, then `t('title')` or `t('seats', { count: 3 })`. */
export function useWords<N extends Namespace>(namespace: N): TFunction<N> {
  return useTranslation(namespace).t as TFunction<N>;
}

/** The language that is spoken now; the component is drawn again when it changes. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : 'en';
}

/** The system's language if the page has it, else English. */
export function preferredLanguage(asked: readonly string[]): Language {
  for (const tag of asked) {
    const [language = ''] = tag.toLowerCase().split('-');
    if (isLanguage(language)) return language;
  }
  return 'en';
}
