const image = { label: 'Image', help: 'L’ISO, un fichier de cet ordinateur.' };
const kernel = { label: 'Noyau', help: 'Sa place dans l’image.' };
const initrd = { label: 'Système de fichiers initial', help: 'Sa place dans l’image.' };
const squashfs = { label: 'Système de fichiers', help: 'Sa place dans l’image.' };
const locale = { label: 'Langue', help: 'Par exemple fr_FR.UTF-8.' };
const keyboard = { label: 'Clavier', help: 'Par exemple fr, de ou us.' };
const cmdline = {
  label: 'Autres mots pour le noyau',
  help: '${name}, ${mac}, ${room}, ${server} et ${http} sont remplacés.',
};
const cloudReport = {
  label: 'Signaler le démarrage',
  help: 'cloud-init le dit ; les bureaux d’avant 23.04 n’en ont pas et restent muets.',
};

const kioskImage = {
  image: { label: 'Image', help: 'Une ISO faite avec le composant PXE de Porteus Kiosk.' },
  kernel,
  initrd,
  pxeInitrd: { label: 'Composant PXE', help: 'La place de initrdpxe.xz dans l’image.' },
  handSettings: { label: 'Transmettre ces réglages', help: 'Pour les images qui les demandent par kiosk_config.' },
  cmdline,
};
const homepage = {
  label: 'Première page',
  help: 'Vide\u00a0: celle avec laquelle l’image a été faite. Une image faite avec /portal.html de ce serveur ouvre celle-ci.',
};
const allowList = {
  label: 'Autorisé en plus',
  help: 'Un domaine ou une adresse par ligne. Vide\u00a0: tout est autorisé.',
};
const idleMinutes = {
  label: 'Recommencer après',
  help: 'Minutes sans personne devant le poste\u00a0; 0\u00a0: jamais.',
};
const onScreenKeyboard = { label: 'Clavier à l’écran', help: null };
const kioskForm = {
  browser: { label: 'Navigateur', help: null },
  keyboard,
  timezone: { label: 'Fuseau horaire', help: 'Par exemple Europe/Paris.' },
  devices: { label: 'Autoriser clés et disques', help: null },
  shutdownMenu: { label: 'Menu d’arrêt', help: 'Avec les mots de l’image. Vide\u00a0: celui de l’image.' },
  moreSettings: { label: 'Autres réglages', help: 'Lignes clé=valeur. Elles l’emportent sur ceux d’en haut.' },
};

/** The words of the kinds that boot Linux systems from their images. */
export const linuxKinds = {
  kiosk: { title: 'Porteus Kiosk', help: 'Un navigateur verrouillé, en mémoire.' },
  catalogue: {
    title: 'Borne de catalogue',
    help: 'Un kiosque qui montre un catalogue et recommence quand personne ne l’utilise.',
  },
  signage: { title: 'Affichage dynamique', help: 'Un écran qui montre des pages tour à tour, chacune son temps.' },
  'debian-live': { title: 'Debian live', help: 'Exécute une image Debian live en mémoire, sans toucher au disque.' },
  'ubuntu-live': {
    title: 'Ubuntu live',
    help: 'Exécute une image Ubuntu de bureau. Il faut au poste de la mémoire pour toute l’image.',
  },
  'debian-installer': {
    title: 'Installateur Debian',
    help: 'Installe Debian, à la main ou sans question avec un fichier preseed.',
  },
  'ubuntu-server': {
    title: 'Installateur Ubuntu Server',
    help: 'Installe Ubuntu, à la main ou sans question. Il faut au poste de la mémoire pour toute l’image.',
  },
  systemrescue: { title: 'SystemRescue', help: 'Un Linux avec des outils pour les disques et systèmes de fichiers.' },
  clonezilla: { title: 'Clonezilla live', help: 'Enregistre un disque dans une image ou le restaure.' },
  memtest: {
    title: 'Memtest86+',
    help: 'Teste la mémoire jusqu’à l’arrêt du poste. Secure Boot doit être désactivé.',
  },
} as const;

/** The words of their parameters. */
export const linuxParameters = {
  kiosk: {
    ...kioskImage,
    homepage,
    allowList,
    navigation: { label: 'Barre de navigation', help: null },
    idleMinutes,
    onScreenKeyboard,
    rightClick: { label: 'Bouton droit de la souris', help: null },
    ...kioskForm,
  },
  catalogue: { ...kioskImage, homepage, allowList, idleMinutes, onScreenKeyboard, ...kioskForm },
  signage: {
    ...kioskImage,
    pages: { label: 'Pages', help: 'Une par ligne\u00a0: secondes et adresse, par exemple 20 https://ecole.example.' },
    ...kioskForm,
  },
  'debian-live': {
    image,
    kernel,
    initrd,
    squashfs,
    locale,
    keyboard,
    report: { label: 'Signaler le démarrage', help: 'Le système le dit par un crochet de live-config.' },
    cmdline,
  },
  'ubuntu-live': { image, kernel, initrd, report: cloudReport, cmdline },
  'debian-installer': {
    image: { label: 'Image', help: 'Une mini.iso. Sinon, les deux fichiers du dossier netboot ci-dessous.' },
    kernel: { label: 'Noyau', help: 'Dans l’image, ou un fichier de cet ordinateur.' },
    initrd: { label: 'Système de fichiers initial', help: 'Dans l’image, ou un fichier de cet ordinateur.' },
    preseed: {
      label: 'Fichier preseed',
      help: 'Servi une fois, à ce seul poste. ${hostname}, ${room} et les variables de l’ordinateur sont remplacés.',
    },
    locale,
    keyboard,
    domain: { label: 'Domaine', help: null },
    cmdline,
  },
  'ubuntu-server': {
    image,
    kernel,
    initrd,
    report: cloudReport,
    cmdline,
    autoinstall: {
      label: 'Fichier autoinstall',
      help: 'Servi une fois, à ce seul poste. Mettez les valeurs entre guillemets\u00a0: "${hostname}". Une commande finale qui demande ${done} annonce la fin.',
    },
  },
  systemrescue: {
    image,
    kernel,
    initrd,
    microcode: { label: 'Mises à jour du processeur', help: 'Places dans l’image, une par ligne.' },
    baseFolder: { label: 'Dossier du système', help: 'Dans l’image.' },
    nameCard: { label: 'Nommer la carte réseau', help: 'Dit au système par quelle carte il a démarré.' },
    check: { label: 'Vérifier ce qui est téléchargé', help: null },
    keyboard,
    rootPassword: { label: 'Mot de passe de root', help: 'Chacun peut le lire sur le poste.' },
    report: {
      label: 'Signaler le démarrage',
      help: 'Le système le dit par un script autorun ; ceux de l’image ne sont alors pas lancés.',
    },
    cmdline,
  },
  clonezilla: {
    image,
    kernel,
    initrd,
    squashfs,
    job: { label: 'À faire', help: null },
    repository: {
      label: 'Où sont les images',
      help: 'Par exemple nfs://10.77.0.1/images. Un mot de passe y est lisible.',
    },
    imageName: { label: 'Nom de l’image', help: null },
    disk: { label: 'Disque', help: 'Par exemple sda ou nvme0n1.' },
    afterwards: { label: 'Ensuite', help: null },
    restoreOptions: { label: 'Options de restauration', help: null },
    saveOptions: { label: 'Options d’enregistrement', help: null },
    locale,
    keyboard,
    cmdline,
  },
  memtest: {
    image: { label: 'Image', help: 'Sans elle, des fichiers de cet ordinateur.' },
    bios: { label: 'Fichier pour BIOS', help: 'Finit par .bin.' },
    uefi: { label: 'Fichier pour UEFI', help: 'Finit par .efi.' },
    cmdline: { label: 'Options', help: 'Par exemple console=ttyS0,115200.' },
  },
} as const;
