import type { Language } from '../contract/console.ts';

/** The words that a packet is told in; names of the field itself (DISCOVER, TFTP, HTTP) are the same everywhere. */
export interface PacketWords {
  readonly fields: Readonly<Record<Field, string>>;
  readonly broadcast: string;
  readonly unicast: string;
  readonly unknown: string;
  readonly empty: string;
  readonly tftpAsks: (name: string) => string;
  readonly tftpError: (code: number, words: string) => string;
  /** By the numbers of DHCP options (IANA, “BOOTP Vendor Extensions and DHCP Options”). */
  readonly options: Readonly<Record<number, string>>;
  /** By the numbers of option 93 (IANA, “Processor Architecture Types”). */
  readonly architectures: Readonly<Record<number, string>>;
}

type Field = 'way' | 'bytes' | 'transaction' | 'seconds' | 'flags' | 'ciaddr' | 'yiaddr' | 'siaddr' | 'giaddr' | 'file';

const architectures = {
  0: 'BIOS',
  6: 'UEFI IA32',
  7: 'UEFI x64',
  8: 'UEFI Xscale',
  9: 'UEFI EBC',
  10: 'UEFI ARM32',
  11: 'UEFI ARM64',
  15: 'HTTP, UEFI IA32',
  16: 'HTTP, UEFI x64',
  17: 'HTTP, UEFI EBC',
  18: 'HTTP, UEFI ARM32',
  19: 'HTTP, UEFI ARM64',
  20: 'HTTP, BIOS',
  27: 'UEFI RISC-V 64',
  39: 'UEFI LoongArch 64',
} as const;

/** Each option in English and in French. */
const options: Readonly<Record<number, readonly [en: string, fr: string]>> = {
  1: ['subnet mask', 'masque de sous-réseau'],
  2: ['time offset', 'décalage horaire'],
  3: ['router', 'routeur'],
  4: ['time server', 'serveur de temps'],
  5: ['name server', 'serveur de noms'],
  6: ['domain name server', 'serveur DNS'],
  7: ['log server', 'serveur de journaux'],
  9: ['print server', 'serveur d’impression'],
  12: ['host name', 'nom du poste'],
  13: ['boot file size', 'taille du fichier de démarrage'],
  15: ['domain name', 'nom de domaine'],
  17: ['root path', 'chemin racine'],
  18: ['extensions path', 'chemin des extensions'],
  22: ['largest datagram', 'plus grand datagramme'],
  23: ['time to live', 'durée de vie'],
  26: ['interface mtu', 'MTU de l’interface'],
  28: ['broadcast address', 'adresse de diffusion'],
  31: ['router discovery', 'découverte de routeur'],
  33: ['static route', 'route statique'],
  40: ['nis domain', 'domaine NIS'],
  41: ['nis server', 'serveur NIS'],
  42: ['ntp server', 'serveur NTP'],
  43: ['vendor specific', 'propre au constructeur'],
  44: ['netbios name server', 'serveur de noms NetBIOS'],
  46: ['netbios node type', 'type de nœud NetBIOS'],
  47: ['netbios scope', 'étendue NetBIOS'],
  50: ['requested address', 'adresse demandée'],
  51: ['lease time', 'durée du bail'],
  52: ['overload', 'surcharge'],
  53: ['message type', 'type de message'],
  54: ['server identifier', 'identifiant du serveur'],
  55: ['parameter request list', 'options demandées'],
  56: ['message', 'message'],
  57: ['maximum message size', 'taille maximale du message'],
  58: ['renewal time', 'délai de renouvellement'],
  59: ['rebinding time', 'délai de rattachement'],
  60: ['vendor class', 'classe du constructeur'],
  61: ['client identifier', 'identifiant du client'],
  64: ['nis+ domain', 'domaine NIS+'],
  66: ['tftp server name', 'nom du serveur TFTP'],
  67: ['boot file name', 'nom du fichier de démarrage'],
  69: ['smtp server', 'serveur SMTP'],
  77: ['user class', 'classe d’utilisateur'],
  81: ['client fqdn', 'nom complet du client'],
  82: ['relay agent information', 'informations du relais'],
  93: ['client architecture', 'architecture du client'],
  94: ['client network interface', 'interface réseau du client'],
  95: ['ldap', 'LDAP'],
  97: ['client machine identifier', 'identifiant de la machine'],
  100: ['posix time zone', 'fuseau horaire POSIX'],
  101: ['tz database time zone', 'fuseau horaire de la base tz'],
  108: ['ipv6-only preferred', 'IPv6 seul préféré'],
  114: ['captive portal', 'portail captif'],
  116: ['auto-configure', 'configuration automatique'],
  118: ['subnet selection', 'choix du sous-réseau'],
  119: ['domain search', 'recherche de domaine'],
  120: ['sip servers', 'serveurs SIP'],
  121: ['classless static route', 'route statique sans classe'],
  124: ['vendor class (identifying)', 'classe du constructeur (identifiée)'],
  125: ['vendor specific (identifying)', 'propre au constructeur (identifié)'],
  128: ['tftp server for phones, or pxe', 'serveur TFTP des téléphones, ou PXE'],
  132: ['vlan for phones, or pxe', 'VLAN des téléphones, ou PXE'],
  133: ['priority for phones, or pxe', 'priorité des téléphones, ou PXE'],
  145: ['forcerenew nonce', 'nonce FORCERENEW'],
  150: ['tftp server address', 'adresse du serveur TFTP'],
  175: ['ipxe', 'iPXE'],
  203: ['iscsi initiator', 'initiateur iSCSI'],
  209: ['pxelinux configuration', 'configuration de PXELINUX'],
  210: ['pxelinux path prefix', 'préfixe de chemin de PXELINUX'],
  252: ['proxy auto-discovery', 'découverte automatique de proxy'],
};

const inLanguage = (column: 0 | 1): Readonly<Record<number, string>> =>
  Object.fromEntries(Object.entries(options).map(([code, names]) => [code, names[column]]));

export const packetWords: Readonly<Record<Language, PacketWords>> = {
  en: {
    fields: {
      way: 'way',
      bytes: 'bytes',
      transaction: 'transaction',
      seconds: 'seconds',
      flags: 'flags',
      ciaddr: 'client address (ciaddr)',
      yiaddr: 'your address (yiaddr)',
      siaddr: 'next server (siaddr)',
      giaddr: 'relay (giaddr)',
      file: 'boot file (file)',
    },
    broadcast: 'broadcast',
    unicast: 'unicast',
    unknown: 'not known',
    empty: 'empty',
    tftpAsks: (name) => `TFTP asks for ${name}`,
    tftpError: (code, words) => `TFTP error ${code}: ${words}`,
    options: inLanguage(0),
    architectures,
  },
  fr: {
    fields: {
      way: 'trajet',
      bytes: 'octets',
      transaction: 'transaction',
      seconds: 'secondes',
      flags: 'drapeaux',
      ciaddr: 'adresse du client (ciaddr)',
      yiaddr: 'votre adresse (yiaddr)',
      siaddr: 'serveur suivant (siaddr)',
      giaddr: 'relais (giaddr)',
      file: 'fichier de démarrage (file)',
    },
    broadcast: 'diffusion',
    unicast: 'direct',
    unknown: 'inconnue',
    empty: 'vide',
    tftpAsks: (name) => `TFTP demande ${name}`,
    tftpError: (code, words) => `TFTP erreur ${code}\u00a0: ${words}`,
    options: inLanguage(1),
    architectures,
  },
};
