import type { drawer as english } from '../en/drawer.ts';
import type { Words } from '../types.ts';

export const drawer: Words<typeof english> = {
  title: 'Poste',
  of: 'Poste {{name}}',
  gone: 'Cet ordinateur a été retiré',
  seat: 'Place {{seat}}',
  neverSeen: 'Il ne s’est jamais manifesté. Allumez-le et faites-le démarrer par le réseau.',
  thisBoot: 'Dernier démarrage',
  thatBoot: 'Démarrage précédent',
  boots: 'Démarrages',
  files: 'Fichiers',
  notReached: 'pas atteint',
  partOf: '{{sent}} sur {{bytes}}',
  stopped: 'arrêté',
  failed: 'Il n’a pas démarré\u00a0: {{why}}.',
  why: 'Pourquoi il n’a pas démarré',
  notice: 'À regarder',
  certainty: { likely: 'Probable', possible: 'Possible' },
  evidence_one: 'Montré par {{count}} ligne du journal',
  evidence_other: 'Montré par {{count}} lignes du journal',
  others_one: '{{count}} autre cause possible',
  others_other: '{{count}} autres causes possibles',
  step: { serving: 'Carte et mode', action: 'Ouvrir l’action' },
  script: 'Script reçu',
  exact: 'texte exact',
  noScript: 'Il n’a reçu aucun script.',
};
