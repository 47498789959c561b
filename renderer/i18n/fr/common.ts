import type { common as english } from '../en/common.ts';
import type { Words } from '../types.ts';

export const common: Words<typeof english> = {
  stage: {
    off: 'Éteint',
    seen: 'Vu',
    address: 'Adresse',
    loader: 'Chargeur',
    script: 'Script',
    loading: 'Charge',
    started: 'Lancé',
    running: 'En marche',
    failed: 'Échec',
    missed: 'Manqué',
  },
  close: 'Fermer',
  cancel: 'Annuler',
  copy: 'Copier',
  copied: 'Copié',
  delete: 'Supprimer',
  edit: 'Modifier',
  save: 'Enregistrer',
  undo: 'Annuler',
  retry: 'Réessayer',
  copyDetails: 'Copier les détails',
  about: '{{what}}\u00a0: {{whom}}',
  seats_one: '{{count}} poste',
  seats_other: '{{count}} postes',
};
