import { french as words } from './describe-fr.ts';
import { ended } from './describe-numbers.ts';
import type { CauseOf, CauseWords, DiagnosisWords } from './diagnosis.ts';

const cable = 'Vérifiez son câble et le port du commutateur, puis redémarrez-le.';
const firewall =
  'Autorisez Rollcall dans le pare-feu de cet ordinateur (UDP 67, 69 et 4011, TCP du port HTTP), puis redémarrez le poste.';
const oneServer =
  'Débranchez l’autre serveur DHCP de ce réseau, ou arrêtez puis servez à côté de lui («\u00a0Il y a déjà un serveur DHCP\u00a0»).';

const times = (count: number): string => (count === 1 ? 'une fois' : `${count} fois`);

export const frenchCauses: DiagnosisWords = {
  'never-heard': {
    why: 'Rien n’a jamais été entendu de lui.',
    remedy:
      'Vérifiez le câble et le port du commutateur. Mettez ensuite l’amorçage réseau (PXE) en tête de l’ordre de démarrage, avec la pile réseau activée.',
  },
  'did-not-start': ({ action, since }, moment) => ({
    why: `Il n’a rien demandé depuis que «\u00a0${action}\u00a0» est dû (${moment(since)}).`,
    remedy:
      'Allumez-le, ou redémarrez-le. S’il démarre alors sur son disque, mettez l’amorçage réseau (PXE) en tête de son ordre de démarrage et activez la pile réseau\u00a0; sinon vérifiez le câble.',
  }),
  'system-asks': ({ system, at }, moment) => ({
    why: `Son système installé a demandé une adresse à ${moment(at)}${system === null ? '' : ` (${system})`}, pas son micrologiciel\u00a0: il démarre sur son disque.`,
    remedy:
      'Le câble est bon. Mettez l’amorçage réseau (PXE) avant le disque dans son ordre de démarrage, ou choisissez-le dans son menu de démarrage (souvent F12).',
  }),
  'not-serving': {
    why: 'Rollcall ne sert pas\u00a0: aucun poste ne reçoit de réponse.',
    remedy: 'Commencez à servir sur la carte de la salle, puis redémarrez le poste.',
  },
  'left-alone': {
    why: 'Il est inconnu, et les réglages laissent les postes inconnus de côté.',
    remedy: 'Donnez-lui un nom et une place, ou servez les postes inconnus\u00a0; puis redémarrez-le.',
  },
  'handed-off': {
    why: 'Son action le laisse à un autre serveur d’amorçage\u00a0: Rollcall n’a pas répondu.',
    remedy: 'Vérifiez que l’autre serveur d’amorçage est en marche, ou donnez une autre action au poste.',
  },
  'refused-by-hand': {
    why: 'Quelqu’un a décidé de laisser ce poste de côté.',
    remedy: 'Servez-le tout de même, ou donnez-lui un nom et une place\u00a0; puis redémarrez-le.',
  },
  'waits-for-answer': {
    why: 'Il est nouveau ici et attend à l’écran\u00a0: personne n’a encore dit s’il peut démarrer.',
    remedy: 'Servez-le ou laissez-le de côté sous «\u00a0À faire\u00a0»\u00a0; il continue en quelques secondes.',
  },
  'nobody-answered': {
    why: 'Il est nouveau ici, et personne n’a dit à temps s’il peut démarrer\u00a0: il a continué sur son propre disque.',
    remedy: 'Servez-le sous «\u00a0À faire\u00a0», puis redémarrez-le.',
  },
  'too-many-unknown': {
    why: 'Tant de postes inconnus sont apparus qu’aucun autre ne reçoit de réponse.',
    remedy: 'Cherchez un appareil qui invente des adresses MAC et débranchez-le\u00a0; puis relancez Rollcall.',
  },
  'loader-none': ({ machine, architecture }) => loaderNone[machine](architecture),
  'bios-by-http': {
    why: 'Il a demandé un amorçage HTTP en BIOS, qui ne peut lancer aucun chargeur ainsi.',
    remedy: 'Choisissez PXE à la place de l’amorçage HTTP dans son micrologiciel.',
  },
  'range-full': {
    why: 'Il n’a pas reçu d’adresse\u00a0: toutes celles de la plage sont données.',
    remedy: 'Agrandissez la plage ou raccourcissez la durée des baux, puis servez de nouveau.',
  },
  'relay-without-range': ({ relay }) => ({
    why: `Sa question est venue par le relais ${relay}, d’un réseau sans plage d’adresses.`,
    remedy: 'Servez sur une carte de ce réseau, ou donnez-lui une plage.',
  }),
  'bootp-only': {
    why: 'Il demande par BOOTP, trop ancien pour les baux.',
    remedy: 'Mettez à jour le micrologiciel de sa carte réseau, ou démarrez-le depuis la clé.',
  },
  'other-server-won': ({ server }) => ({
    why: `Il a pris l’offre d’un autre serveur DHCP, ${server}, qui ne mène pas à Rollcall.`,
    remedy: oneServer,
  }),
  'two-servers': ({ servers }) => ({
    why: `Deux serveurs DHCP lui ont fait une offre, Rollcall et ${servers}, et il n’en a pris aucune.`,
    remedy: oneServer,
  }),
  'addresses-stopped': ({ server }) => ({
    why: `Rollcall a cessé de donner des adresses en entendant un autre serveur DHCP, ${server}.`,
    remedy: `Débranchez ${server} et relancez le service, ou servez à côté de lui comme proxy.`,
  }),
  'offer-not-taken': ({ questions }) => ({
    why: `Il a demandé ${times(questions)}, une adresse lui a été offerte et il ne l’a pas prise.`,
    remedy:
      'Cherchez un second serveur DHCP, et si le port du commutateur laisse passer les réponses (spanning tree\u00a0: réglez-le sur «\u00a0edge\u00a0» ou «\u00a0portfast\u00a0»). Puis redémarrez-le.',
  }),
  'proxy-offer-ignored': {
    why: 'Il a une adresse de l’autre serveur DHCP et ne prend pas le fichier d’amorçage que Rollcall ajoute.',
    remedy:
      'Son micrologiciel ne prend qu’une seule offre. Laissez Rollcall donner les adresses («\u00a0Ce commutateur est à moi seul\u00a0», autre serveur éteint), ou inscrivez le fichier d’amorçage dans l’autre serveur.',
  },
  'proxy-without-addresses': {
    why: 'Rollcall sert à côté d’un autre serveur DHCP, mais personne n’a donné d’adresse au poste.',
    remedy:
      'Allumez l’autre serveur DHCP, ou laissez Rollcall donner les adresses («\u00a0Ce commutateur est à moi seul\u00a0»).',
  },
  'address-refused': ({ refusals }) => ({
    why: `L’adresse qu’il voulait a été refusée ${times(refusals)}, et il n’en a pas pris d’autre.`,
    remedy: 'Redémarrez-le. Si cela dure, retirez sa réservation ou libérez son adresse dans l’autre serveur DHCP.',
  }),
  'duplicate-address': ({ address }) => ({
    why: `Un autre appareil utilise déjà ${address}, l’adresse qui lui a été offerte.`,
    remedy: `Cherchez l’appareil qui a l’adresse fixe ${address} et réglez-le sur DHCP, ou sortez cette adresse de la plage.`,
  }),
  'duplicate-mac': {
    why: 'Deux postes utilisent la même adresse réseau (MAC)\u00a0: chacun prend les réponses de l’autre.',
    remedy:
      'Cherchez un adaptateur USB ou une station copiés, ou une machine virtuelle, et donnez-lui une adresse à lui («\u00a0MAC pass-through\u00a0» dans le micrologiciel).',
  },
  'answer-not-sent': ({ detail }) => ({
    why: `La réponse n’a pas pu quitter cet ordinateur\u00a0: ${ended(detail)}`,
    remedy:
      'Vérifiez la carte et son câble sur cet ordinateur, et qu’aucun pare-feu ne la bloque\u00a0; puis servez de nouveau.',
  }),
  'loader-not-asked': ({ file }) => ({
    why: `Il a une adresse et devait charger ${file}, mais ne l’a pas demandé.`,
    remedy: firewall,
  }),
  'tftp-blocked': ({ file }) => ({
    why: `Il a demandé ${file} par TFTP, et rien de la réponse ne lui est parvenu.`,
    remedy: firewall,
  }),
  'tftp-broken': ({ file, percent }) => ({
    why: `Le transfert de ${file} par TFTP s’est rompu à ${percent}\u00a0%.`,
    remedy: cable,
  }),
  'tftp-no-such-file': ({ file }) => ({
    why: `Il a demandé par TFTP ${file}, que Rollcall n’a pas.`,
    remedy:
      'Un autre serveur DHCP nomme ce fichier d’amorçage\u00a0: corrigez son option 67, ou éteignez-le. Si c’est un chargeur de Rollcall, complétez les micrologiciels dans les réglages.',
  }),
  'tftp-broken-off': ({ file, words: said }) => ({
    why: `Il a rompu le transfert de ${file}\u00a0: ${ended(said)}`,
    remedy:
      'Redémarrez-le. Si cela dure, mettez à jour le micrologiciel de sa carte réseau ou essayez un autre chargeur.',
  }),
  'loader-other-architecture': ({ file, firmware }) => ({
    why: `Il a reçu ${file}, qui ne convient pas à son micrologiciel (${words.firmware[firmware]}).`,
    remedy:
      'Un autre serveur DHCP nomme un seul fichier d’amorçage pour tous\u00a0: qu’il distingue BIOS et UEFI, ou laissez Rollcall le nommer.',
  }),
  'secure-boot': ({ file }) => ({
    why: `Il a pris ${file} en entier et ne l’a pas lancé\u00a0: Secure Boot refuse les chargeurs qui ne sont pas signés.`,
    remedy: 'Prenez le chargeur signé pour ce poste, ou désactivez Secure Boot dans son micrologiciel.',
  }),
  'second-stage-refused': ({ file }) => ({
    why: `Son chargeur signé a pris ${file} et l’a refusé\u00a0: la signature ne vient pas d’une clé à laquelle ce poste se fie.`,
    remedy: 'Confirmez le message à l’écran. Prenez les deux chargeurs de la même source, ou désactivez Secure Boot.',
  }),
  'loader-silent': ({ file }) => ({
    why: `Il a pris ${file} en entier, et plus rien n’a été entendu de lui.`,
    remedy: 'Lisez son écran. Essayez un autre chargeur pour ce poste, ou mettez à jour son micrologiciel.',
  }),
  'loader-no-address': {
    why: 'Son chargeur tourne et demande une adresse, mais n’en a pris aucune.',
    remedy:
      'Le port du commutateur s’ouvre trop tard\u00a0: réglez-le sur «\u00a0edge\u00a0» ou «\u00a0portfast\u00a0» (spanning tree). Sinon, cherchez un second serveur DHCP.',
  },
  'script-not-asked': {
    why: 'Son chargeur tourne et a une adresse, mais n’a jamais demandé son script par HTTP.',
    remedy: firewall,
  },
  'script-cut': { why: 'La connexion s’est rompue pendant qu’il prenait son script.', remedy: cable },
  'second-card': ({ wanted }) => ({
    why: `Il a demandé avec une carte réseau le script d’une autre (${wanted}).`,
    remedy:
      'Branchez le câble sur la carte par laquelle il démarre, ou désactivez l’autre carte dans son micrologiciel.',
  }),
  'file-not-there': ({ path }) => ({
    why:
      path === null
        ? 'Un fichier que son script nomme n’est pas sur le serveur.'
        : `Il a demandé ${path}, qui n’est pas là.`,
    remedy: 'Ouvrez l’action et vérifiez ses fichiers et ses chemins.',
  }),
  'window-over': ({ path }) => ({
    why: `Il a demandé ${path} quand le temps de sa tâche était passé.`,
    remedy: 'Donnez-lui l’action encore une fois, avec une fenêtre plus longue.',
  }),
  'file-unreadable': ({ file, error }) => ({
    why: `${file} ne peut pas être lu sur cet ordinateur (${error}).`,
    remedy: 'Vérifiez que le fichier est toujours là et peut être lu\u00a0; un disque a peut-être été débranché.',
  }),
  'file-changed': ({ file }) => ({
    why: `${file} a été changé sur cet ordinateur pendant que le poste le prenait.`,
    remedy: 'Attendez qu’il soit écrit, puis redémarrez le poste.',
  }),
  'download-cut': ({ file, percent }) => ({
    why: `Le poste a fermé la connexion à ${percent}\u00a0% de ${file}.`,
    remedy: `${cable} Si cela arrive encore au même endroit, sa mémoire est peut-être trop petite.`,
  }),
  'download-stalled': ({ file, percent }) => ({
    why: `Le téléchargement de ${file} est arrêté à ${percent}\u00a0%.`,
    remedy: `${cable} Si cela arrive à beaucoup de postes, essayez un autre chargeur\u00a0: certains se bloquent sur les gros fichiers.`,
  }),
  'connection-refused': {
    why: 'Le serveur a refusé sa connexion.',
    remedy: 'Vérifiez que Rollcall sert, et qu’aucun pare-feu ne bloque son port HTTP.',
  },
  'server-unreachable': {
    why: 'Il n’atteint pas le serveur, ou les réponses du serveur ne lui parviennent pas.',
    remedy:
      'Vérifiez le câble et le port du commutateur, qu’un seul serveur DHCP répond, et qu’aucun pare-feu ne bloque Rollcall.',
  },
  'no-link': {
    why: 'Sa carte réseau n’a pas de liaison.',
    remedy: 'Branchez le câble, ou essayez un autre port du commutateur.',
  },
  'no-device': {
    why: 'Son chargeur ne trouve pas la carte réseau ou le disque.',
    remedy:
      'Activez la carte ou le disque dans son micrologiciel (disque en AHCI, pas en RAID)\u00a0; pour une carte, essayez un autre chargeur.',
  },
  'damaged-file': {
    why: 'Un fichier est arrivé abîmé, ou son disque n’a pas pu être lu.',
    remedy: 'Redémarrez-le. Si cela se répète, vérifiez son câble, et si le fichier est entier (son SHA-256).',
  },
  'wrong-format': ({ firmware }) => ({
    why: `Son micrologiciel ne peut pas lancer un des fichiers (${words.firmware[firmware]}).`,
    remedy: 'Vérifiez que le noyau de l’action convient au BIOS ou à l’UEFI et au processeur du poste.',
  }),
  'low-memory': {
    why: 'Sa mémoire est trop petite pour les fichiers de cette action.',
    remedy: 'Donnez-lui une action aux fichiers plus petits, ou plus de mémoire.',
  },
  'loader-too-old': {
    why: 'Son chargeur ne sait pas faire ce que le script demande.',
    remedy: 'Qu’il prenne le chargeur que Rollcall apporte\u00a0: désactivez iPXE dans sa propre carte réseau.',
  },
  certificate: {
    why: 'Il ne se fie pas au certificat d’un serveur HTTPS.',
    remedy:
      'Réglez l’horloge du poste dans son micrologiciel\u00a0: une date fausse fait cela. Sinon, prenez une adresse qui commence par http://.',
  },
  'kernel-not-signed': {
    why: 'Son micrologiciel a refusé le noyau\u00a0: Secure Boot ne lance que ce qui est signé.',
    remedy: 'Prenez le noyau signé de la distribution, ou désactivez Secure Boot dans son micrologiciel.',
  },
  cancelled: {
    why: 'Quelqu’un a interrompu le démarrage au clavier.',
    remedy: 'Redémarrez-le sans toucher au clavier\u00a0; une touche est peut-être coincée.',
  },
  'loader-error': ({ number }) => ({
    why: `Son chargeur s’est arrêté sur une faute (${number}).`,
    remedy: 'Lisez son écran\u00a0; le numéro est expliqué sur ipxe.org/err.',
  }),
  'kernel-silent': ({ action }) => ({
    why: `«\u00a0${action}\u00a0» a été lancé, et plus rien n’a été entendu de son système.`,
    remedy:
      'Lisez son écran. Souvent, le pilote de sa carte réseau manque dans l’initrd, ou le noyau ne convient pas au poste.',
  }),
  'windows-without-bcd': {
    why: 'Windows PE a été remis sans ses données d’amorçage (BCD et boot.sdi), et n’a pas démarré.',
    remedy:
      'Ne remettez que wimboot et boot.wim avec wimboot 2.7.1 ou plus récent, ou ajoutez BCD et boot.sdi au script.',
  },
  'windows-without-network': {
    why: 'Windows PE a été lancé, et rien n’a été entendu de lui sur le réseau.',
    remedy:
      'Mettez le pilote de sa carte réseau dans boot.wim (dism /Add-Driver). Si son écran est bleu, le pilote du disque manque ou l’image ne convient pas au BIOS ou à l’UEFI.',
  },
  'windows-without-disk': {
    why: 'Windows PE est sur le réseau, et son installation s’est arrêtée.',
    remedy:
      'Le plus souvent il ne voit aucun disque\u00a0: mettez le pilote de stockage (Intel RST/VMD) dans boot.wim, ou réglez le disque sur AHCI dans le micrologiciel.',
  },
  'windows-without-curl': {
    why: 'Ce Windows PE n’a pas curl.exe et ne peut pas prendre son image.',
    remedy: 'Ajoutez le curl.exe d’un Windows 10 ou 11 aux fichiers de l’action.',
  },
  'kiosk-without-pxe': {
    why: 'Le kiosque a été lancé et n’a plus rien demandé\u00a0: son image a été faite sans le composant PXE.',
    remedy:
      'Refaites l’image dans l’assistant de Porteus Kiosk, avec initrdpxe.xz parmi les composants supplémentaires.',
  },
  'network-disk-lost': {
    why: 'Il a démarré sur un disque du réseau, et plus rien n’a été entendu de son système.',
    remedy:
      'Beaucoup de systèmes perdent un disque servi par HTTP quand leurs propres pilotes démarrent. Lancez plutôt leur noyau et leur initrd, ou prenez iSCSI.',
  },
  told: ({ words: said }) => ({
    why: `Il a dit\u00a0: ${ended(said)}`,
    remedy: 'Lisez son écran, puis redémarrez-le.',
  }),
  'silent-at': ({ stage }) => ({
    why: `Il est arrivé à l’étape «\u00a0${stages[stage]}\u00a0» et se tait depuis.`,
    remedy: 'Lisez son écran, vérifiez son câble et redémarrez-le.',
  }),
  'slow-link': ({ megabytesPerSecond }) => ({
    why: `Il charge à ${String(megabytesPerSecond).replace('.', ',')} Mo/s\u00a0: sa liaison semble être à 100 Mb/s.`,
    remedy:
      'Changez le câble (les huit fils) ou le port du commutateur\u00a0; une liaison gigabit est dix fois plus rapide.',
  }),
  'bad-cable': ({ file, blocks }) => ({
    why: `${blocks} blocs de ${file} ont dû être envoyés de nouveau.`,
    remedy: 'Changez son câble ou son port du commutateur.',
  }),
};

const loaderNone: Readonly<Record<CauseOf<'loader-none'>['machine'], (architecture: number | null) => CauseWords>> = {
  ia32: () => ({
    why: 'Il a un UEFI 32 bits, pour lequel il n’y a pas de chargeur.',
    remedy: 'Passez-le en amorçage réseau BIOS (legacy) dans son micrologiciel.',
  }),
  arm32: () => ({
    why: 'Il a un processeur ARM 32 bits, pour lequel il n’y a pas de chargeur.',
    remedy: 'Démarrez-le depuis une carte ou une clé.',
  }),
  raspberry: () => ({
    why: 'C’est un Raspberry Pi, qui n’a pas de micrologiciel PXE.',
    remedy: 'Mettez d’abord un micrologiciel UEFI pour lui sur sa carte.',
  }),
  other: (architecture) => ({
    why: `Il n’y a pas de chargeur pour son processeur (architecture ${architecture ?? 'inconnue'}).`,
    remedy: 'Démarrez-le depuis une clé ou son disque.',
  }),
};

const stages = {
  seen: 'Vu',
  address: 'Adresse',
  loader: 'Chargeur',
  script: 'Script',
  loading: 'Charge',
  started: 'Lancé',
  running: 'En marche',
  failed: 'Échec',
} as const;
