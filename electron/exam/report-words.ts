/** The words of an exam's record, in each language of the console. */
export interface ReportWords {
  readonly language: 'en' | 'fr';
  readonly columns: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly ended: string;
  readonly boots: string;
  readonly portal: string;
  readonly allowed: string;
  readonly network: string;
  readonly networkClosed: string;
  readonly networkOpen: string;
  readonly seats: string;
  readonly files: string;
  readonly file: string;
  readonly bytes: string;
  readonly noFile: string;
  /** How times and hashes are to be read. */
  readonly times: string;
}

const english: ReportWords = {
  language: 'en',
  columns: [
    'computer',
    'MAC',
    'boot began',
    'script served',
    'system started',
    'system running',
    'booted',
    'reason',
    'outcome',
    'SHA-256 of the script',
    'SHA-256 of the files served',
  ],
  from: 'From',
  until: 'Until',
  ended: 'Ended',
  boots: 'Boots',
  portal: 'Portal',
  allowed: 'Allowed',
  network: 'Network',
  networkClosed: 'no router, no DNS server',
  networkOpen: 'as for all',
  seats: 'Seats',
  files: 'Files that its action serves',
  file: 'file',
  bytes: 'bytes',
  noFile: 'not there any more',
  times:
    'Times are in UTC. The hashes in a boot’s line are of what it was handed; those of the list below it were made when this page was.',
};

const french: ReportWords = {
  language: 'fr',
  columns: [
    'poste',
    'MAC',
    'début du démarrage',
    'script servi',
    'système lancé',
    'système en marche',
    'démarré',
    'raison',
    'issue',
    'SHA-256 du script',
    'SHA-256 des fichiers servis',
  ],
  from: 'De',
  until: 'À',
  ended: 'Terminé',
  boots: 'Démarre',
  portal: 'Portail',
  allowed: 'Permis',
  network: 'Réseau',
  networkClosed: 'sans routeur ni serveur DNS',
  networkOpen: 'comme pour tous',
  seats: 'Places',
  files: 'Fichiers que sert son action',
  file: 'fichier',
  bytes: 'octets',
  noFile: 'plus là',
  times:
    'Les heures sont en UTC. Les empreintes d’une ligne sont celles de ce que le démarrage a reçu ; celles de la liste ont été calculées avec cette page.',
};

export const reportWords = { en: english, fr: french } as const;
