import { failureWords } from './describe-failure.ts';
import { describeBytes, describeDuration, ended, isBadCable, percentOf } from './describe-numbers.ts';
import { describePhrase } from './describe-phrase.ts';
import type { DescribeWords, FactOf } from './describe-words.ts';
import type { FileRole } from './model.ts';
import type { Phrase } from './phrase.ts';

const protocols = { dhcp: 'DHCP', tftp: 'TFTP', http: 'HTTP' } as const;

const roles: Readonly<Record<FileRole, string>> = {
  loader: '',
  autoexec: '',
  kernel: 'le noyau ',
  initrd: 'l’initrd ',
  file: '',
};

const say = (why: Phrase): string => describePhrase(why, 'fr');
const named = (fact: { readonly role: FileRole; readonly file: string }): string => `${roles[fact.role]}${fact.file}`;
const quoted = (name: string): string => `«\u00a0${name}\u00a0»`;
const size = (bytes: number): string => describeBytes(bytes, 'fr');

/** What a machine or the engine says in words of its own (`why`, `text`) stays as it was said. */
export const french: DescribeWords = {
  facts: {
    discover,
    offer,
    address: ({ address, by, hostName }) =>
      `a l’adresse ${address}${by === 'other server' ? ' d’un autre serveur DHCP' : ''}` +
      `${hostName === null ? '' : ` et se nomme ${hostName}`}.`,
    ignored: ({ protocol, why }) => `est resté sans réponse (${protocols[protocol]})\u00a0: ${ended(say(why))}`,
    nak: ({ why }) => `doit demander une nouvelle adresse\u00a0: ${ended(say(why))}`,
    declined: ({ address }) =>
      `a trouvé ${address} déjà prise et recevra une autre adresse. Cherchez un appareil qui a cette adresse fixe.`,
    released: ({ address }) => `a rendu l’adresse ${address}.`,
    'range-exhausted': () =>
      'n’a pas reçu d’adresse\u00a0: la plage est pleine. Agrandissez la plage ou raccourcissez la durée des baux.',
    'file-started': (fact) => `prend ${named(fact)}${fact.bytes === null ? '' : ` (${size(fact.bytes)})`}.`,
    'file-progress': (fact) => `charge ${named(fact)}\u00a0: ${percentOf(fact.sent, fact.bytes)}\u00a0%.`,
    'file-sent': sent,
    'file-failed': fileFailed,
    'script-served': (fact) =>
      fact.again
        ? `demande encore et reçoit la même réponse\u00a0: ${quoted(fact.actionName)}.`
        : `démarre ${quoted(fact.actionName)} ${french.reasons[fact.reason]}.`,
    remedy: ({ loader, style, pace }) => {
      if (style === 'full-offer')
        return 'n’a pris aucune offre sans adresse\u00a0: désormais une adresse d’ici lui est offerte avec son fichier de démarrage.';
      if (style === 'boot-server')
        return 'n’a pas tenu compte de notre fichier de démarrage\u00a0: désormais il l’apprend en interrogeant le port 4011.';
      if (style === 'boot-file')
        return 'n’a pas tenu compte non plus de notre fichier sur le port 4011\u00a0: il lui est offert de nouveau comme d’habitude.';
      if (pace === 'gentle')
        return 'a perdu un grand téléchargement en route\u00a0: désormais les fichiers lui sont envoyés lentement.';
      if (pace === 'full')
        return 'perd les grands téléchargements de toute façon\u00a0: ils lui sont envoyés de nouveau comme d’habitude.';
      switch (loader) {
        case 'debian':
          return 'n’a pas lancé le chargeur qu’il a pris\u00a0: Secure Boot est sans doute actif. Désormais il reçoit les chargeurs signés de Debian.';
        case 'ipxe-signed':
          return 'n’a pas lancé le chargeur qu’il a pris\u00a0: Secure Boot est sans doute actif. Désormais il reçoit le chargeur signé d’iPXE.';
        case 'legacy':
          return 'ne s’entend pas avec le chargeur\u00a0: désormais il reçoit un ancien iPXE.';
        case 'native':
          return 'n’a pas lancé le chargeur qu’il a pris\u00a0: désormais il reçoit iPXE avec ses propres pilotes.';
        default:
          return 'n’a lancé aucun de nos chargeurs\u00a0: il reçoit de nouveau l’habituel.';
      }
    },
    'script-aborted': ({ actionName }) =>
      `a rompu en prenant le script de ${quoted(actionName)}. Il redemande de lui-même\u00a0; sinon, vérifiez son câble et redémarrez-le.`,
    started: ({ actionName }) =>
      actionName === null ? 'quitte le chargeur.' : `quitte le chargeur et lance ${quoted(actionName)}.`,
    progress: ({ text, percent }) => `signale ${text ?? 'une avancée'}\u00a0: ${Math.round(percent)}\u00a0%.`,
    running: ({ system, hostName, sign }) =>
      `est en marche${system === null ? '' : ` sous ${system}`}${hostName === null ? '' : `, nommé ${hostName}`} ` +
      `(${sign === 'report' ? 'il l’a signalé' : 'il a demandé une adresse'}).`,
    failed: ({ why }) => `n’a pas démarré\u00a0: ${ended(failureWords(french, why))}`,
    'loader-line': ({ text }) => `dit dans iPXE\u00a0: ${text}`,
  },
  reasons: {
    exam: 'à cause d’un examen en cours',
    task: 'à cause d’une tâche',
    'computer default': 'comme son propre choix par défaut',
    'room default': 'comme le choix par défaut de sa salle',
    'global default': 'comme le choix par défaut de tous les postes',
  },
  firmware: {
    bios: 'BIOS',
    'uefi-ia32': 'UEFI, 32 bits',
    'uefi-x64': 'UEFI',
    'uefi-arm32': 'UEFI, ARM 32 bits',
    'uefi-arm64': 'UEFI, ARM',
    unknown: 'micrologiciel inconnu',
  },
  loaderErrors: {
    2: 'l’accès à un fichier a été refusé\u00a0; un chargeur signé ou un noyau non signé sous Secure Boot fait cela',
    4: 'il n’a pas d’adresse\u00a0; vérifiez le câble, et qu’un seul serveur DHCP répond',
    11: 'quelqu’un l’a interrompu au clavier',
    14: 'le serveur a refusé la connexion\u00a0; vérifiez que Rollcall sert et qu’aucun pare-feu ne bloque son port HTTP',
    15: 'la connexion s’est coupée au milieu d’un fichier\u00a0; vérifiez son câble et redémarrez-le',
    23: 'il n’atteint pas le serveur\u00a0; vérifiez le câble, et qu’un seul serveur DHCP répond',
    29: 'un fichier est arrivé abîmé ou le disque n’a pas pu être lu\u00a0; redémarrez-le, et vérifiez son câble si cela se répète',
    38: 'sa carte réseau n’a pas de liaison\u00a0; vérifiez le câble',
    40: 'il n’atteint pas le serveur\u00a0; vérifiez que son adresse est du même réseau que le serveur',
    44: 'il ne trouve pas sa carte réseau ou son disque\u00a0; vérifiez les réglages du micrologiciel',
    45: 'un fichier que son script nomme n’est pas sur le serveur\u00a0; vérifiez les chemins de l’action',
    46: 'ce micrologiciel ne peut pas lancer un des fichiers\u00a0; vérifiez que le noyau convient au poste (BIOS ou UEFI, 32 ou 64 bits)',
    49: 'sa mémoire est trop petite pour les fichiers de cette action',
    60: 'son chargeur ne sait pas faire ce que le script demande\u00a0; prenez le chargeur que Rollcall apporte',
    76: 'le serveur n’a pas répondu à temps\u00a0; vérifiez le câble, le port du commutateur, et qu’aucun pare-feu ne bloque Rollcall',
  },
  shortErrors: {
    2: 'Accès refusé',
    4: 'Sans adresse',
    11: 'Annulé',
    14: 'Refusé',
    15: 'Coupé',
    23: 'Injoignable',
    29: 'Reçu abîmé',
    38: 'Pas de lien',
    40: 'Injoignable',
    44: 'Carte absente',
    45: 'Sans fichier',
    46: 'Mauvais format',
    49: 'Mémoire pleine',
    60: 'Vieux chargeur',
    76: 'Sans réponse',
  },
  shortOther: 'Abandon',
  otherError: 'son chargeur s’est arrêté sur une faute\u00a0; lisez son écran',
  noReason: 'le poste n’a pas donné de raison\u00a0; lisez son écran',
  errorNumber: (number) => `erreur iPXE ${number}`,
};

function discover(fact: FactOf<'discover'>): string {
  const firmware = french.firmware[fact.firmware];
  const unknown = fact.firmware === 'unknown' && fact.architecture !== null;
  const architecture = unknown ? `, architecture ${fact.architecture}` : '';
  switch (fact.asks) {
    case 'firmware':
      return `demande un fichier de démarrage (${firmware}${architecture}).`;
    case 'http-firmware':
      return `demande un fichier de démarrage par HTTP (${firmware}${architecture}).`;
    case 'ipxe':
      return `demande son script depuis le chargeur (iPXE${fact.ipxeVersion === null ? '' : ` ${fact.ipxeVersion}`}, ${firmware}).`;
    case 'system':
      return `demande une adresse depuis son système${fact.vendorClass === null ? '' : ` (${fact.vendorClass})`}.`;
  }
}

function offer({ address, bootFile }: FactOf<'offer'>): string {
  if (address !== null) return `se voit proposer ${bootFile === null ? address : `${address} et ${bootFile}`}.`;
  return bootFile === null
    ? 'ne reçoit rien d’ici\u00a0: ni adresse ni fichier de démarrage.'
    : `se voit proposer ${bootFile}\u00a0; l’adresse vient de l’autre serveur DHCP.`;
}

function sent(fact: FactOf<'file-sent'>): string {
  const { bytes, milliseconds, retransmitted } = fact;
  const text = `a reçu ${named(fact)}\u00a0: ${size(bytes)} en ${describeDuration(milliseconds, 'fr')}`;
  const measured = bytes >= 1_000_000 && milliseconds > 0;
  const rate = measured ? ` (${size((bytes / milliseconds) * 1_000)}/s)` : '';
  if (retransmitted === 0) return `${text}${rate}.`;
  const again = retransmitted === 1 ? '1 bloc renvoyé' : `${retransmitted} blocs renvoyés`;
  return isBadCable(bytes, retransmitted)
    ? `${text}, avec ${again}. Vérifiez son câble et le port du commutateur.`
    : `${text}${rate}, ${again}.`;
}

function fileFailed(fact: FactOf<'file-failed'>): string {
  const progress =
    fact.bytes === null || fact.bytes === 0
      ? `après ${size(fact.sent)}`
      : `à ${percentOf(fact.sent, fact.bytes)}\u00a0% de ${size(fact.bytes)}`;
  return `n’a pas reçu ${named(fact)}\u00a0: arrêté ${progress}, ${ended(say(fact.why))} ${advice(fact)}`;
}

function advice(fact: FactOf<'file-failed'>): string {
  if (fact.sent === 0) return 'Vérifiez que le fichier est toujours là et peut être lu.';
  return fact.protocol === 'tftp'
    ? 'Vérifiez son câble et le port du commutateur, et qu’aucun pare-feu ne bloque UDP\u00a0; puis redémarrez-le.'
    : 'Il essaie encore une fois de lui-même\u00a0; si cela échoue aussi, vérifiez son câble et redémarrez-le.';
}
