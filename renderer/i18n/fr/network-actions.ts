/** Disks, menus and chains: the kinds that boot from another machine, or not at all. */
export const networkKinds = {
  san: {
    title: 'Disque réseau ou ISO',
    help: 'Démarre un ISO ou une image disque, ou un disque d’un serveur iSCSI, AoE ou FCoE. Windows et la plupart des installateurs perdent une image qui vient par HTTP. FCoE (fcp:) demande un iPXE compilé avec lui : ceux de Rollcall ne l’ont pas.',
  },
  'client-menu': { title: 'Menu sur le poste', help: 'La personne assise devant le poste choisit.' },
  hold: { title: 'Écran d’attente', help: 'Fait patienter le poste, qui prend ainsi votre prochain clic aussitôt.' },
  power: {
    title: 'Redémarrer, éteindre, réglages du microprogramme',
    help: 'Pour une tâche. Par défaut, le poste n’irait jamais plus loin.',
  },
  inventory: {
    title: 'Inventaire',
    help: 'Demande au poste son numéro de série, sa mémoire, son processeur et sa puce réseau, puis démarre son action par défaut.',
  },
  'netboot-xyz': { title: 'netboot.xyz', help: 'Ouvre le menu de netboot.xyz.' },
  fog: { title: 'FOG', help: 'Confie le poste à un serveur FOG.' },
  wds: {
    title: 'WDS ou MDT',
    help: 'Confie le poste à un serveur WDS. En UEFI avec iPXE 2.0, son chargeur ne trouve pas le serveur\u00a0: choisissez alors la manière «\u00a0wimboot\u00a0».',
  },
  'hand-off': {
    title: 'Laisser à un autre serveur de démarrage',
    help: 'Rollcall reste muet pour ce poste\u00a0: SCCM, Altiris ou un autre serveur répond.',
  },
} as const;

export const networkParameters = {
  'local-disk': {
    bios: {
      label: 'Sortie en BIOS',
      help: 'first disk le démarre directement\u00a0; exit laisse l’ordre au microprogramme.',
    },
    uefi: {
      label: 'Sortie en UEFI',
      help: 'Pour une carte mère qui ne passe pas à son disque de la façon habituelle.',
    },
    bootFile: {
      label: 'Fichier du disque en UEFI',
      help: 'Par exemple \\EFI\\debian\\shimx64.efi. Il l’emporte sur la sortie choisie.',
    },
  },
  san: {
    image: { label: 'ISO ou image disque', help: 'Un fichier de cet ordinateur. Ou donnez une adresse ci-dessous.' },
    uri: {
      label: 'Adresse du disque',
      help: 'iscsi:10.0.0.9::::iqn.2026.school:disk, aoe:e0.1 ou http://… ${name} et les variables du poste sont remplacés.',
    },
    initiator: { label: 'Nom de l’initiateur iSCSI', help: 'Il commence par iqn.' },
    drive: { label: 'Numéro du lecteur', help: 'Par exemple 0x80.' },
    keep: { label: 'Garder le disque après un démarrage manqué', help: 'Pour un installateur qui y écrit.' },
  },
  'client-menu': {
    items: { label: 'Actions', help: 'La première est prise à la fin du délai.' },
    seconds: { label: 'Secondes pour choisir', help: '0 attend sans fin.' },
  },
  hold: {
    message: { label: 'Texte à l’écran', help: null },
    seconds: { label: 'Secondes entre deux questions', help: null },
  },
  power: { turn: { label: 'Ce que fait le poste', help: null } },
  'netboot-xyz': {
    mirror: {
      label: 'Miroir',
      help: 'Le dossier qui contient menu.ipxe\u00a0: son adresse, ou son chemin sur cet ordinateur. Sinon, le menu vient d’Internet.',
    },
  },
  fog: {
    server: { label: 'Serveur FOG', help: 'Son adresse ou son nom.' },
    way: {
      label: 'Comment FOG est interrogé',
      help: 'Son propre chargeur demande FOG au serveur DHCP\u00a0: pour les salles où ce serveur le nomme.',
    },
    folder: { label: 'Dossier sur le serveur', help: null },
  },
  wds: {
    server: { label: 'Serveur WDS', help: 'Son adresse ou son nom.' },
    bios: { label: 'Fichier de démarrage en BIOS', help: null },
    uefi: { label: 'Fichier de démarrage en UEFI', help: null },
    way: {
      label: 'Manière',
      help: 'loader\u00a0: les fichiers du serveur par TFTP. wimboot\u00a0: une copie de son image de démarrage, pour iPXE 2.0.',
    },
    wim: {
      label: 'Image de démarrage',
      help: 'Pour la manière wimboot. Avec MDT\u00a0: Boot\\LiteTouchPE_x64.wim du partage.',
    },
    wimboot: { label: 'Un autre wimboot', help: null },
  },
  'hand-off': {
    address: {
      label: 'Continuer à lui donner une adresse',
      help: 'Sans fichier de démarrage. Seulement là où Rollcall donne les adresses.',
    },
  },
} as const;
