import type { Language } from '../contract/console.ts';

/** What the shell says outside the page: menu, tray and questions. */
export interface ShellWords {
  readonly language: Language;
  readonly file: string;
  readonly edit: string;
  readonly view: string;
  readonly window: string;
  readonly open: string;
  readonly stop: string;
  readonly quit: string;
  readonly idle: string;
  readonly serving: (card: string) => string;
  readonly failedMachines: (count: number) => string;
  readonly failedService: (why: string) => string;
  readonly otherServer: (address: string) => string;
  readonly goesOn: string;
  readonly goesOnDetail: string;
  readonly keepServing: string;
  readonly stopAndQuit: string;
  readonly loading: (count: number) => string;
  readonly loadingDetail: string;
  readonly stay: string;
  readonly quitAnyway: string;
  readonly chooseFile: string;
  readonly cannotStart: string;
  readonly otherRuns: (pid: number) => string;
  readonly damaged: string;
  readonly damagedDetail: string;
  readonly recover: string;
  readonly leaveAsItIs: string;
  readonly recovered: (when: string) => string;
  readonly recoveredEmpty: string;
  readonly keptAs: (file: string) => string;
}

const en: ShellWords = {
  language: 'en',
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  open: 'Open Rollcall',
  stop: 'Stop serving',
  quit: 'Quit Rollcall',
  idle: 'Not serving',
  serving: (card) => `Serving on ${card}`,
  failedMachines: (count) => (count === 1 ? '1 machine failed to boot' : `${count} machines failed to boot`),
  failedService: (why) => `Serving failed: ${why}`,
  otherServer: (address) => `Another DHCP server gives addresses: ${address}`,
  goesOn: 'Rollcall goes on serving while its window is closed.',
  goesOnDetail: 'Its icon in the tray opens the window again, and stops serving. This is said only once.',
  keepServing: 'Keep serving',
  stopAndQuit: 'Stop and quit',
  loading: (count) => (count === 1 ? '1 machine is loading.' : `${count} machines are loading.`),
  loadingDetail: 'If Rollcall quits now, their boot fails and somebody has to start them again.',
  stay: 'Go on serving',
  quitAnyway: 'Quit anyway',
  chooseFile: 'Choose a file',
  cannotStart: 'Rollcall cannot start',
  otherRuns: (pid) => `Another Rollcall (process ${pid}) already uses the same data. Stop it, or use its console.`,
  damaged: 'The data file of Rollcall is damaged.',
  damagedDetail: 'Its newest whole backup can take its place. The damaged file is kept.',
  recover: 'Use the backup',
  leaveAsItIs: 'Change nothing and quit',
  recovered: (when) => `Rollcall goes on with the backup of ${when}.`,
  recoveredEmpty: 'There was no whole backup: Rollcall begins with empty data.',
  keptAs: (file) => `The damaged file is kept as ${file}.`,
};

const fr: ShellWords = {
  language: 'fr',
  file: 'Fichier',
  edit: 'Édition',
  view: 'Affichage',
  window: 'Fenêtre',
  open: 'Ouvrir Rollcall',
  stop: 'Arrêter le service',
  quit: 'Quitter Rollcall',
  idle: 'Service arrêté',
  serving: (card) => `En service sur ${card}`,
  failedMachines: (count) => (count === 1 ? '1 poste n’a pas démarré' : `${count} postes n’ont pas démarré`),
  failedService: (why) => `Le service a échoué\u00a0: ${why}`,
  otherServer: (address) => `Un autre serveur DHCP donne des adresses : ${address}`,
  goesOn: 'Rollcall reste en service quand sa fenêtre est fermée.',
  goesOnDetail:
    'Son icône dans la zone de notification rouvre la fenêtre et arrête le service. Ce message ne paraît qu’une fois.',
  keepServing: 'Rester en service',
  stopAndQuit: 'Arrêter et quitter',
  loading: (count) =>
    count === 1 ? '1 poste est en cours de chargement.' : `${count} postes sont en cours de chargement.`,
  loadingDetail: 'Si vous quittez Rollcall maintenant, leur démarrage échoue et il faudra les relancer.',
  stay: 'Rester en service',
  quitAnyway: 'Quitter quand même',
  chooseFile: 'Choisir un fichier',
  cannotStart: 'Rollcall ne peut pas démarrer',
  otherRuns: (pid) =>
    `Un autre Rollcall (processus ${pid}) utilise déjà les mêmes données. Arrêtez-le, ou utilisez sa console.`,
  damaged: 'Le fichier de données de Rollcall est abîmé.',
  damagedDetail: 'La plus récente sauvegarde intacte peut prendre sa place. Le fichier abîmé est gardé.',
  recover: 'Utiliser la sauvegarde',
  leaveAsItIs: 'Ne rien changer et quitter',
  recovered: (when) => `Rollcall reprend avec la sauvegarde du ${when}.`,
  recoveredEmpty: 'Aucune sauvegarde intacte\u00a0: Rollcall commence avec des données vides.',
  keptAs: (file) => `Le fichier abîmé est gardé sous ${file}.`,
};

/** The words in the language of the system: French for any French, else English. */
export function shellWords(locale: string): ShellWords {
  return /^fr\b/i.test(locale) ? fr : en;
}
