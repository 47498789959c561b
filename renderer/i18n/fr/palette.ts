import type { palette as english } from '../en/palette.ts';
import type { Words } from '../types.ts';

export const palette: Words<typeof english> = {
  title: 'Tout chercher',
  placeholder: 'Un poste, une action, une commande',
  nothing: 'Rien ne porte ce nom.',
  groups: { seats: 'Postes', actions: 'Actions', rooms: 'Salles', screens: 'Écrans', commands: 'Commandes' },
  openAction: 'Ouvrir dans la bibliothèque',
  noRoom: 'dans aucune salle',
  seatIn: '{{room}}, place {{seat}}',
  startServing: 'Démarrer le service…',
  stopServing: 'Arrêter le service',
  stopServingOn: 'sur {{card}}',
  light: 'Thème clair',
  dark: 'Thème sombre',
  system: 'Thème comme le système',
  language: 'Langue : {{language}}',
  keys: 'Montrer toutes les touches',
  backup: 'Sauvegarder les données',
  backedUp: 'Sauvegardé : {{file}}',
  stopped: 'Rollcall ne sert plus sur {{card}}.',
  refused: 'Cela n’a pas été fait',
};
