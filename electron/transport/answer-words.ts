import { wishedLanguage } from './login-words.ts';

/**
 * What a console server says when it shows no page. It comes before the page, so the browser's wish decides the language;
 * who names neither of ours gets both sentences.
 */
export type AnswerCode = keyof typeof english;

const english = {
  'no-token': 'Open the address that Rollcall printed when it started: it holds the key to this page.',
  'no-login': 'Log in first.',
  'other-page': 'Rollcall takes no requests from other pages.',
  'other-name': 'Rollcall does not answer under this name.',
  'other-name-network': 'Rollcall does not answer under this name: use the address that its settings show.',
  'no-page': 'Rollcall has no such page.',
} as const;

const french: Readonly<Record<AnswerCode, string>> = {
  'no-token': 'Ouvrez l’adresse que Rollcall a affichée à son lancement\u00a0: elle contient la clé de cette page.',
  'no-login': 'Connectez-vous d’abord.',
  'other-page': 'Rollcall n’accepte aucune requête d’autres pages.',
  'other-name': 'Rollcall ne répond pas sous ce nom.',
  'other-name-network': 'Rollcall ne répond pas sous ce nom\u00a0: utilisez l’adresse que montrent ses réglages.',
  'no-page': 'Rollcall n’a pas cette page.',
};

/** The sentence for an Accept-Language header; undefined when there was none. */
export function answerWords(code: AnswerCode, accepted: string | undefined): string {
  switch (wishedLanguage(accepted)) {
    case 'en':
      return english[code];
    case 'fr':
      return french[code];
    case null:
      return `${english[code]}\n${french[code]}`;
  }
}
