/** The words of the page that asks for the password; it has no script, so the browser's wish decides the language. */
export interface LoginWords {
  readonly title: string;
  readonly lead: string;
  readonly password: string;
  readonly enter: string;
  readonly wrong: string;
  readonly wait: (seconds: number) => string;
  readonly loggedOut: string;
  readonly plainTitle: string;
  readonly plain: string;
}

export const loginWords: Readonly<Record<'en' | 'fr', LoginWords>> = {
  en: {
    title: 'Rollcall',
    lead: 'Whoever logs in can start any action on every computer of the rooms.',
    password: 'Password',
    enter: 'Log in',
    wrong: 'That is not the password.',
    wait: (seconds) => `Too many tries. Wait ${seconds} s, then try again.`,
    loggedOut: 'You are logged out.',
    plainTitle: 'This connection is not encrypted',
    plain:
      'Rollcall speaks plain HTTP. Anybody who can listen on the network between this browser and Rollcall can read the password and everything on the page, and act in your place. Log in only over a network that you trust, and use a password that is used nowhere else.',
  },
  fr: {
    title: 'Rollcall',
    lead: 'Toute personne connectée peut lancer n’importe quelle action sur tous les postes des salles.',
    password: 'Mot de passe',
    enter: 'Se connecter',
    wrong: 'Ce n’est pas le mot de passe.',
    wait: (seconds) => `Trop d’essais. Attendez ${seconds} s, puis réessayez.`,
    loggedOut: 'Vous êtes déconnecté.',
    plainTitle: 'Cette connexion n’est pas chiffrée',
    plain:
      'Rollcall parle HTTP sans chiffrement. Quiconque peut écouter le réseau entre ce navigateur et Rollcall peut lire le mot de passe et tout ce que montre la page, et agir à votre place. Connectez-vous seulement par un réseau de confiance, avec un mot de passe qui ne sert nulle part ailleurs.',
  },
};

/** The language of the page for the password: English for who names neither of ours. */
export const languageOf = (accepted: string | undefined): 'en' | 'fr' => wishedLanguage(accepted) ?? 'en';

/**
 * The first language of an Accept-Language header (RFC 9110 §12.5.4) that we have, null when it names none; the order
 * stands for the weight.
 */
export function wishedLanguage(accepted: string | undefined): 'en' | 'fr' | null {
  for (const tag of (accepted ?? '').toLowerCase().split(',').slice(0, 20)) {
    const [language] = tag.trim().split(/[-;]/);
    if (language === 'en' || language === 'fr') return language;
  }
  return null;
}
