import { describeBytes } from './describe-numbers.ts';
import type { PhraseOf, PhraseWords } from './phrase.ts';

/** What a machine or another program says in words of its own (`words`, `detail`) stays as it was said. */
export const frenchPhrases: PhraseWords = {
  'rule-missing': 'manque',
  'rule-kind': 'manque ou n’est pas de la bonne sorte',
  'rule-type': ({ expected }) => `doit être ${types[expected] ?? expected}`,
  'rule-values': ({ values }) => `doit être une de ces valeurs\u00a0: ${values}`,
  'rule-least': ({ minimum, of }) => `doit être d’au moins ${minimum}${long[of]}`,
  'rule-most': ({ maximum, of }) => `doit être d’au plus ${maximum}${long[of]}`,
  'rule-unknown-fields': ({ count, names }) => (count === 1 ? `champ inconnu ${names}` : `champs inconnus ${names}`),
  'rule-mac': 'une adresse MAC ressemble à 52:54:00:00:00:02',
  'rule-address': 'une adresse ressemble à 10.77.0.1',
  'rule-host-address': 'ce n’est pas l’adresse d’un poste',
  'rule-domain': 'un domaine ressemble à ecole.example',
  'rule-name-line': 'un nom est une seule ligne de texte imprimable',
  'rule-name-expands': 'un nom ne peut pas contenir ${',
  'rule-whole-path': 'donnez le chemin complet du fichier, depuis la racine ou la lettre du lecteur',
  'rule-path-line': 'un chemin est une seule ligne de texte',
  'rule-path-folder': 'c’est un dossier, pas un fichier',
  'rule-script-line': ({ line }) => `la ligne ${line} ne peut pas être gardée ainsi\u00a0; l’éditeur dit pourquoi`,
  'rule-command-line':
    'la ligne de commande contient ce que iPXE prendrait autrement\u00a0: un saut de ligne, un accent, ${, #, || ou une barre oblique inverse à la fin',
  'rule-wimboot-keeps': ({ name }) =>
    `wimboot garde ${name} pour le gestionnaire de démarrage\u00a0: les fichiers .wim, .sdi, .efi et .ttf, bootmgr et BCD ne peuvent entrer dans l’image`,
  'rule-wimboot-name': ({ name }) =>
    `${name} doit porter un nom d’au plus 48 lettres, chiffres, points, tirets et tirets bas`,
  'rule-wimboot-twice': ({ name }) => `deux fichiers s’appellent ${name}, et tous arrivent dans un même dossier`,
  'rule-wimboot-made': ({ name }) => `${name} est déjà écrit par cette action`,
  'rule-wimboot-not-boot': ({ name }) =>
    `${name} n’est pas un fichier du gestionnaire de démarrage, comme le sont bootmgr, bootmgr.exe, BCD, boot.stl, .sdi, .efi et .ttf`,
  'rule-wimboot-option': ({ name, known }) => `wimboot ne connaît pas ${name}\u00a0; options connues\u00a0: ${known}`,
  'rule-wimboot-raw': 'rawwim laisse l’image intacte, et rien ne pourrait signaler qu’elle tourne',
  'rule-wim-source': 'indiquez un boot.wim, ou une image qui en contient un, mais pas les deux',
  'rule-winpeshl':
    'winpeshl.ini s’exécute à la place de startnet.cmd\u00a0: donnez-lui une section [LaunchApps], ou nommez-y startnet.cmd',
  'rule-inner-path': 'indiquez l’emplacement dans l’image avec des /, sans / au début',
  'rule-one-line': 'ceci tient en une seule ligne',
  'rule-one-word': 'ceci tient en un seul mot',
  'rule-windows-command':
    'ce texte contient un signe que les commandes Windows interprètent, comme les guillemets, le pourcentage ou les chevrons',
  'rule-share-missing': 'indiquez le partage qui contient les fichiers d’installation',
  'rule-share': 'un partage s’écrit \\\\serveur\\partage',
  'rule-other': ({ words }) => words,
  'command-unknown': ({ command }) => `Il n’y a pas de commande «\u00a0${command}\u00a0».`,
  'command-failed': ({ command }) =>
    `«\u00a0${command}\u00a0» a échoué dans Rollcall. Son journal en contient les détails.`,
  'page-forbidden': 'cette page n’a pas le droit de donner des ordres',
  'connection-lost': 'La connexion avec Rollcall est perdue.',
  'other-version': 'Le Rollcall qui tourne est d’une autre version\u00a0: arrêtez-le et démarrez celui-ci.',
  'computer-missing': ({ ref }) => `Il n’y a pas de poste ${ref}.`,
  'computers-same-name': ({ count, name, macs }) =>
    `${count} postes se nomment ${name}\u00a0: dites lequel par son adresse MAC (${macs}).`,
  'room-missing': ({ ref }) => `Il n’y a pas de salle ${ref}.`,
  'action-missing': ({ ref }) => `Il n’y a pas d’action ${ref}.`,
  'task-missing': ({ id }) => `Il n’y a pas de tâche ${id}\u00a0: elle a été exécutée ou annulée.`,
  'mac-known': ({ mac, name }) => `${mac} est déjà là\u00a0: ${name ?? 'sans nom'}.`,
  'mac-taken': ({ mac, name }) => `${mac} est déjà l’adresse de ${name}.`,
  'seat-without-room': 'Une place est dans une salle\u00a0: nommez aussi la salle.',
  'seat-outside': ({ room, rows, columns, row, column }) =>
    `La salle ${room} a ${rows} rangées et ${columns} colonnes\u00a0: il n’y a pas de place ${row},${column}.`,
  'seat-taken': ({ row, column, room, name }) =>
    `La place de la rangée ${row}, colonne ${column}${room === null ? '' : ` de ${room}`}, est prise par ${name}.`,
  'address-reserved': ({ address, name }) => `${address} est déjà réservée à ${name}.`,
  'moved-twice': ({ name }) => `${name} est déplacé deux fois\u00a0: dites où il doit arriver.`,
  'room-name-taken': ({ name }) => `Il y a déjà une salle ${name}.`,
  'room-too-small': ({ name }) => `${name} est assis hors de la salle réduite\u00a0: déplacez-le d’abord.`,
  'action-name-taken': ({ name }) => `Il y a déjà une action ${name}.`,
  'action-used': (uses) => `${uses.name} sert encore\u00a0: ${usedBy(uses).join(', ')}.`,
  'action-built-in-kept': ({ name }) => `${name} est fournie avec Rollcall et reste comme elle est.`,
  'action-built-in-stays': ({ name }) => `${name} est fournie avec Rollcall et reste.`,
  'kind-unknown': ({ kind, known }) => `Il n’y a pas de sorte d’action ${kind}. Sortes connues\u00a0: ${known}.`,
  'file-missing': ({ path }) => `Il n’y a pas de fichier ${path}.`,
  'file-not-plain': ({ path }) => `${path} n’est pas un fichier.`,
  'tool-missing': ({ name }) =>
    `Cette action a besoin de ${name}, que Rollcall n’a pas : choisissez un fichier, ou lancez « npm run firmware » là où Internet est accessible, puis relancez Rollcall.`,
  'serve-for-script': 'Le script contient l’adresse de la carte\u00a0: démarrez d’abord le service.',
  'serve-for-wake': 'Pour réveiller, il faut la carte réseau de la salle\u00a0: démarrez d’abord le service.',
  'wake-not-sent': ({ card }) => `La carte ${card} n’a rien pu envoyer\u00a0: vérifiez son câble et son adresse.`,
  'window-backwards': 'Le créneau finit avant de commencer.',
  'window-long': 'Un créneau peut durer 366 jours au plus.',
  'window-over': 'Le créneau est déjà passé\u00a0: choisissez une fin plus tardive.',
  'exam-missing': ({ ref }) => `Il n’y a pas d’examen ${ref}.`,
  'exam-no-seat': 'Un examen demande des postes : nommez une salle avec des ordinateurs, ou des ordinateurs.',
  'exam-seat-taken': ({ name, exam }) => `${name} a déjà une place dans l’examen « ${exam} » à cette heure.`,
  'exam-seat-missing': ({ name, exam }) => `${name} n’a pas de place dans l’examen « ${exam} ».`,
  'exam-over': ({ name }) => `L’examen « ${name} » est terminé.`,
  'exam-runs': ({ name }) =>
    `L’examen « ${name} » est en cours : seuls son nom, son portail et ses adresses autorisées changent encore, et son réseau peut être fermé.`,
  'exam-pin-wrong': 'Ce n’est pas le code de l’examen.',
  'exam-pin-wait': 'Trop d’essais du code : attendez un quart de minute.',
  'exam-task-kept': ({ exam }) =>
    `Cette tâche appartient à l’examen « ${exam} » : terminez l’examen, ou libérez le poste.`,
  'exam-computer-kept': ({ name, exam }) => `${name} est dans l’examen « ${exam} » et y reste jusqu’à la fin.`,
  'exam-action-kept': ({ name, exam }) =>
    `${name} est ce que démarre l’examen « ${exam} » et reste en l’état jusqu’à la fin.`,
  'exam-data-kept': ({ exam }) =>
    `Les données contiennent l’examen « ${exam} » : terminez-le avec son code, puis restaurez.`,
  'exam-not-serving': 'Rien n’est servi : les postes prennent l’examen dès que vous appuyez sur Démarrer.',
  'exam-needs-full': 'Un autre serveur donne les adresses : il indique aux postes son routeur et son serveur DNS.',
  'exam-portal-name': ({ host }) =>
    `Sans serveur DNS, les postes ne trouvent pas ${host} : nommez le portail par son adresse.`,
  'roll-call-full': 'Il n’y a pas de place libre à passer.',
  'roll-call-nothing-back': 'Il n’y a rien à reprendre.',
  'roll-call-none': 'Aucun appel n’est en cours\u00a0: commencez-en un pour une salle.',
  'folder-not-whole': 'Donnez le chemin complet du dossier, depuis la racine ou la lettre du lecteur.',
  'folder-missing': ({ path }) => `Il n’y a pas de dossier ${path}.`,
  'folder-unreadable': ({ path }) => `Le dossier ${path} ne peut pas être lu.`,
  'desktop-only': 'Seule l’application de bureau peut ouvrir la fenêtre du système\u00a0: cherchez dans les dossiers.',
  'csv-encoding':
    'Le fichier n’est pas en UTF-8, les noms seraient abîmés\u00a0: enregistrez-le comme «\u00a0CSV UTF-8\u00a0».',
  'csv-unreadable': ({ detail }) => `Ce n’est pas un fichier CSV\u00a0: ${detail}.`,
  'csv-long': ({ most }) => `Plus de ${most} lignes\u00a0: coupez le fichier en morceaux.`,
  'csv-columns': ({ headings }) => `La première ligne doit nommer les colonnes\u00a0: ${headings}.`,
  'csv-mac': ({ text }) => `«\u00a0${text}\u00a0» n’est pas une adresse MAC\u00a0: elle ressemble à 52:54:00:00:00:02.`,
  'csv-seat-without-room': 'Une place est dans une salle.',
  'csv-half-seat': 'Une place a une rangée et une colonne.',
  'csv-number': ({ text, what }) =>
    `«\u00a0${text}\u00a0» n’est pas une ${what === 'row' ? 'rangée' : 'colonne'}\u00a0: c’est un nombre de 1 à 99.`,
  'rule-wds-wim': 'la manière «\u00a0wimboot\u00a0» a besoin d’une copie de l’image de démarrage du serveur',
  'secret-again': ({ parameter }) =>
    `«\u00a0${parameter}\u00a0» est un secret qui n’est plus montré\u00a0: saisissez-le encore une fois.`,
  'backup-path': ({ path }) => `Donnez le chemin complet\u00a0: ${path} pourrait être n’importe où.`,
  'backup-path-taken': ({ path }) => `${path} existe déjà\u00a0: choisissez un autre nom.`,
  'backup-not-written': ({ file, detail }) => `La sauvegarde n’a pas pu être écrite dans ${file}\u00a0: ${detail}.`,
  'backup-name': ({ file }) =>
    `${file} n’est pas le nom d’une sauvegarde\u00a0: nommez-en une de la liste, ou un chemin complet.`,
  'stop-serving-first': 'Des postes sont servis depuis ces données\u00a0: arrêtez d’abord le service.',
  'data-file-foreign': ({ file }) => `${theFile(file)} n’est pas un fichier de données de Rollcall.`,
  'data-file-unreadable': ({ file, detail }) => `${theFile(file)} ne peut pas être lu\u00a0: ${detail}.`,
  'data-file-missing': ({ file }) => `Il n’y a pas de fichier ${file}.`,
  'data-file-damaged': ({ file, detail }) => `${theFile(file)} est abîmé\u00a0: ${detail}.`,
  'data-file-loose-row': ({ file, table }) =>
    `${theFile(file)} est abîmé\u00a0: une ligne de «\u00a0${table}\u00a0» en nomme une qui n’existe pas.`,
  'data-file-newer': ({ version, known }) =>
    `Le fichier de données est de la version ${version}, faite par un Rollcall plus récent\u00a0; celui-ci lit jusqu’à la version ${known}.`,
  'data-file-broken': ({ file, detail }) =>
    `Le fichier de données ${file} est abîmé (${detail})\u00a0: «\u00a0rollcall database recover\u00a0» le garde et met à sa place la plus récente sauvegarde intacte.`,
  'data-folder-read-only': ({ folder }) =>
    `Rien ne peut être écrit dans le dossier de données ${folder}\u00a0: choisissez-en un autre par --data ou ROLLCALL_DATA, ou rendez-le inscriptible.`,
  'data-folder-full': ({ folder }) => `Le disque du dossier de données ${folder} est plein\u00a0: faites de la place.`,
  'journal-stuck': ({ detail }) =>
    `Le disque du dossier de données ne peut pas être écrit (${detail})\u00a0: faites de la place. Ce qui attend sera alors écrit.`,
  slept: ({ seconds }) =>
    `Cet ordinateur a dormi ${seconds}\u00a0s, ou son horloge a été réglée\u00a0: le service continue.`,
  'data-file-not-opened': ({ file, detail }) =>
    `Le fichier de données ${file} ne peut pas être ouvert\u00a0: ${detail}.`,
  'row-missing': ({ table, id }) => `Il n’y a pas ${tables[table]} ${id}.`,
  'media-foreign': 'Ce n’est pas une image disque que Rollcall sait lire\u00a0: ni ISO 9660, ni UDF, ni WIM.',
  'media-cut': ({ path }) => `L’image s’arrête avant la fin de ${path || 'ses dossiers'}\u00a0: copiez-la de nouveau.`,
  'media-damaged': ({ path }) => `L’image est abîmée à ${path || 'ses premiers blocs'}\u00a0: copiez-la de nouveau.`,
  'media-loop': ({ path }) => `L’image est abîmée\u00a0: le dossier ${path || '/'} ramène à un dossier parent.`,
  'media-name': ({ path, name }) =>
    `L’image contient un nom impossible dans le dossier ${path || '/'}\u00a0: «\u00a0${name}\u00a0».`,
  'media-deep': ({ path, most }) => `L’image contient plus de ${most} dossiers imbriqués\u00a0: ${path}.`,
  'media-many': ({ most }) => `L’image contient plus de ${most} fichiers et dossiers\u00a0: trop pour être servie.`,
  'media-sparse': ({ path }) =>
    `L’image contient ${path} sous une forme qui ne peut être servie\u00a0: avec des trous.`,
  'media-udf': 'L’image est écrite dans une forme d’UDF que Rollcall ne sait pas lire.',
  'media-wim': 'Le fichier WIM est abîmé\u00a0: copiez-le de nouveau.',
  'media-unreadable': ({ detail }) => `L’image ne peut être lue\u00a0: ${detail}.`,
  'media-missing': ({ id }) => `Aucun média ne porte le numéro ${id}.`,
  'media-job-missing': ({ id }) => `Rien ne porte le numéro ${id} parmi les médias en cours d’ajout.`,
  'media-path': ({ path }) =>
    `Indiquez le chemin entier du fichier, depuis la racine ou la lettre du lecteur\u00a0: ${path}`,
  'media-known': ({ name }) => `Ce fichier est déjà dans la médiathèque\u00a0: ${name}.`,
  'media-same': ({ name }) => `La médiathèque contient déjà les mêmes octets\u00a0: ${name}.`,
  'media-no-room': ({ need, free }) =>
    `La place manque dans le dossier de données\u00a0: il faut ${describeBytes(need, 'fr')}, il reste ${describeBytes(free, 'fr')}.`,
  'media-busy': ({ most }) => `${most} médias sont déjà en cours d’ajout\u00a0: attendez la fin de l’un d’eux.`,
  'media-empty': 'Le fichier est vide.',
  'media-changed': 'Le fichier a changé pendant sa lecture\u00a0: réessayez quand plus rien n’y écrit.',
  'media-not-copied': ({ detail }) => `Le fichier n’a pas pu être copié\u00a0: ${detail}.`,
  'media-used': ({ name, action }) =>
    `L’action «\u00a0${action}\u00a0» démarre depuis ${name}\u00a0: supprimez ou modifiez d’abord cette action.`,
  'media-no-pxe':
    'Ce Porteus Kiosk a été créé sans le composant initrdpxe.xz et ne peut pas démarrer par le réseau\u00a0: ajoutez-le dans l’assistant.',
  'media-no-netboot':
    'L’installateur de ce disque cherche le disque lui-même et ne le trouve pas par le réseau\u00a0: prenez mini.iso de la même version de Debian.',
  'media-no-action': 'Rien que Rollcall sache démarrer n’y a été trouvé.',
  'media-kind-missing': ({ kind }) => `Cette version n’a pas de type d’action pour lui\u00a0: ${kind}.`,
  'upload-empty': 'Le fichier est vide, ou sa taille n’a pas été dite.',
  'upload-busy': 'Une autre sauvegarde est en train d’arriver\u00a0: attendez sa fin.',
  'upload-large': 'Le fichier dépasse 2 Gio\u00a0: ce ne sont pas des données de Rollcall.',
  'upload-no-room': 'Il reste trop peu de place sur le disque du dossier des données.',
  'console-password-first':
    'Choisissez d’abord un mot de passe\u00a0: sans lui, n’importe qui sur le réseau pourrait donner des ordres.',
  'console-none': 'Ce Rollcall n’a pas de console.',
  'console-only-here': 'Cela se règle sur l’ordinateur où tourne Rollcall.',
  'card-gone': ({ card }) => `La carte ${card} n’est plus là.`,
  'card-lost-address': ({ card }) => `La carte ${card} a perdu son adresse.`,
  'card-plug-again': 'Rebranchez-la, et son câble\u00a0: le service reprend de lui-même dès qu’elle a une adresse.',
  'start-failed-inside': 'Le service n’a pas pu démarrer à cause d’une faute dans Rollcall.',
  'log-holds-details': 'Son journal en contient les détails.',
  'card-missing': ({ card }) => `Il n’y a pas de carte réseau ${card}. «\u00a0rollcall cards\u00a0» en donne la liste.`,
  'relay-own-network': ({ relay }) =>
    `Le réseau relayé ${relay} chevauche celui de la carte\u00a0: indiquez-en un derrière un routeur.`,
  'preflight-disk': ({ megabytes }) =>
    `Il ne reste que ${megabytes}\u00a0Mo sur le disque du dossier de données\u00a0: faites de la place.`,
  'preflight-clock':
    'L’horloge de cet ordinateur est fausse\u00a0: réglez la date et l’heure, sinon les tâches viennent au mauvais moment.',
  'preflight-serving': 'Rollcall sert déjà\u00a0: appuyez sur Arrêter, puis examinez la carte.',
  'other-server': ({ address, card }) =>
    `Un autre serveur DHCP, ${address}, donne des adresses sur ${card}. Rollcall n’en donne plus ; les postes qui chargent continuent. Débranchez ce serveur et relancez, ou servez à côté de lui.`,
  'watch-deaf': ({ cause }, say) =>
    `Les autres serveurs DHCP ne sont pas recherchés pendant le service : ${say(cause)}`,
  'probe-router': ({ address, card }) =>
    `Un routeur, ${address}, répond sur ${card}\u00a0: ce réseau n’est pas à vous seul. Servez à côté de son serveur DHCP, ou prenez un commutateur à vous.`,
  'range-in-use': ({ count, address, mac }) =>
    count === 1
      ? `Une adresse de la plage est déjà prise\u00a0: ${address} par ${mac}. Choisissez une autre plage, ou éteignez ce poste.`
      : `${count} adresses de la plage sont déjà prises, dont ${address} par ${mac}. Choisissez une autre plage, ou éteignez ces postes.`,
  'firewall-closed': ({ firewall, card, ports }) =>
    `Le pare-feu de cet ordinateur (${firewall}) bloque les postes sur ${card}. Laissez-les accéder à ${ports}.`,
  'firewall-stays': ({ firewall, commands, detail }) =>
    `Le pare-feu (${firewall}) n’a pas pu être ouvert\u00a0: ${detail}. Tapez vous-même, en administrateur\u00a0: ${commands}`,
  'guard-server': ({ address, card }) =>
    `Le serveur DHCP ${address} donne déjà des adresses sur ${card}\u00a0: deux serveurs coupent les postes du réseau. Tapez le nom de la carte pour le faire quand même («\u00a0--yes-this-card ${card}\u00a0»), ou servez à côté.`,
  'guard-router': ({ address, card }) =>
    `Un routeur, ${address}, répond sur ${card}\u00a0: ce réseau a d’autres postes que les vôtres. Tapez le nom de la carte pour y donner des adresses quand même («\u00a0--yes-this-card ${card}\u00a0»), ou servez à côté de son serveur DHCP.`,
  'probe-none': ({ card }) => `Aucun autre serveur DHCP ne répond sur ${card}.`,
  'probe-addresses': ({ address }) =>
    `Le serveur DHCP ${address} donne des adresses ici\u00a0: servez en mode proxy, qui lui laisse les adresses.`,
  'probe-boot-files': ({ address }) =>
    `Un autre serveur de démarrage, ${address}, répond ici\u00a0: éteignez-le ou débranchez-le avant de servir.`,
  'probe-both': ({ address }) =>
    `Le serveur DHCP ${address} donne ici des adresses et des fichiers de démarrage\u00a0: coupez son démarrage réseau ou prenez un autre réseau.`,
  'card-without-address': ({ card }) =>
    `La carte ${card} n’a pas d’adresse IPv4. Rollcall peut lui en donner une pendant qu’il sert (--give-address), ou donnez-lui une adresse fixe.`,
  'card-without-link': ({ card }) => `La carte ${card} n’a pas de liaison\u00a0: vérifiez le câble et le commutateur.`,
  'change-stays': ({ card, commands, detail }) =>
    `Ce qui a été changé sur ${card} n’a pas pu être annulé\u00a0: ${detail}. Tapez vous-même\u00a0: ${commands}`,
  'change-taken-back': ({ card, commands }) => `La carte ${card} est comme avant\u00a0: ${commands}`,
  'card-command-failed': ({ card, commands, detail }) =>
    `La carte ${card} n’a pas pu recevoir d’adresse\u00a0: ${detail}. Tapez vous-même, en administrateur\u00a0: ${commands}`,
  'card-has-address': ({ card, address }) => `La carte ${card} a déjà une adresse\u00a0: ${address}.`,
  'address-taken-here': ({ address, card }) =>
    `${address} est dans le réseau d’une autre carte de cet ordinateur, ${card}.`,
  'card-wireless': ({ card }) =>
    `La carte ${card} est sans fil\u00a0: les postes ne peuvent pas démarrer par le Wi-Fi.`,
  'loaders-missing': ({ names }) => `Des chargeurs manquent (${names})\u00a0: lancez «\u00a0npm run firmware\u00a0».`,
  'router-outside': ({ router, network }) =>
    `Le routeur ${router} n’est pas dans le réseau de la carte, ${network}\u00a0: les postes ne pourraient pas l’atteindre.`,
  'network-small': ({ network }) =>
    `Le réseau ${network} n’a pas de place pour des postes\u00a0: donnez à la carte une adresse en /24.`,
  'range-backwards': ({ range }) => `La plage ${range} finit avant de commencer.`,
  'range-outside': ({ range, network }) => `La plage ${range} n’est pas dans le réseau de la carte, ${network}.`,
  'range-edge': ({ range }) =>
    `La plage ${range} contient la première ou la dernière adresse du réseau, qu’aucun poste ne peut avoir.`,
  'range-large': ({ range, most }) => `La plage ${range} a plus de ${most} adresses.`,
  'receive-buffer': ({ kibibytes }) =>
    `Le système n’accorde qu’un tampon de réception de ${kibibytes} Kio\u00a0: une grande salle allumée d’un coup devra peut-être demander deux fois. «\u00a0sudo sysctl -w net.core.rmem_max=4194304\u00a0» y remédie.`,
  'port-administrator': ({ port }) => `Le port ${port} ne peut être ouvert que par un administrateur.`,
  'port-used': ({ port, holder }) => `Le port ${port} est déjà pris par ${holder ?? 'un autre programme'}.`,
  'port-failed': ({ port, card, error }) => `Le port ${port} de ${card} n’a pas pu être ouvert\u00a0: ${error}.`,
  'card-bind-denied': ({ card }) => `Cet utilisateur n’a pas le droit d’ouvrir un port sur la carte ${card}.`,
  'card-none': ({ card }) => `Il n’y a pas de carte réseau ${card}.`,
  'card-not-address': ({ card, address }) => `La carte ${card} n’a pas l’adresse ${address}.`,
  'remedy-linux-ports': ({ program }) =>
    `Lancez une fois «\u00a0sudo sysctl -w net.ipv4.ip_unprivileged_port_start=67\u00a0»${program === null ? '' : `, ou «\u00a0sudo setcap cap_net_bind_service,cap_net_raw=+ep ${program}\u00a0», ou démarrez Rollcall en root`}.`,
  'remedy-windows-ports': 'Démarrez Rollcall en administrateur et autorisez-le dans le pare-feu de Windows.',
  'remedy-other-ports': 'Démarrez Rollcall en administrateur (sudo).',
  'remedy-stop-holder': ({ holder }) =>
    `Arrêtez ${holder ?? 'le programme qui tient ce port'}, ou prenez une autre carte.`,
  'remedy-plug': 'Branchez-la, ou choisissez une autre carte.',
  'remedy-address': 'Donnez cette adresse à la carte, ou redémarrez avec l’adresse qu’elle a.',
  'handed-off': 'il est laissé à un autre serveur de démarrage',
  'handed-off-boot': 'il reçoit son adresse ici, et ce qu’il démarre d’un autre serveur de démarrage',
  'unknown-left-alone': 'les réglages laissent de côté les postes inconnus',
  'unknown-left-to-disk': 'les réglages laissent de côté les postes inconnus\u00a0; il continue sur son propre disque',
  'remedy-loader-missing': ({ file }) =>
    `Le chargeur ${file} n’est pas là\u00a0: «\u00a0npm run firmware\u00a0» le prend, ou dit pourquoi il manque.`,
  'unknown-refused': 'quelqu’un a décidé de laisser ce poste de côté',
  'unknown-waits': 'il est nouveau et attend à l’écran que quelqu’un dise s’il peut démarrer',
  'unknown-waited': 'il est nouveau et personne n’a dit s’il peut démarrer\u00a0; il continue sur son propre disque',
  'unknown-too-many': 'trop de postes inconnus sont apparus',
  'answer-not-sent': ({ detail }) => `la réponse n’a pas pu partir\u00a0: ${detail}`,
  'script-of-other': ({ wanted }) =>
    `il a demandé le script de ${wanted}, qui est un autre poste\u00a0; s’il a deux cartes, faites-le démarrer par celle-ci`,
  'no-network-boot': 'il ne démarre pas par le réseau',
  'system-asks': 'un système demande, pas un chargeur',
  'signed-by-http': 'les chargeurs signés de Debian ne partent que par PXE\u00a0; placez PXE avant le démarrage HTTP',
  'bios-by-http': 'un BIOS ne peut pas lancer notre chargeur par HTTP\u00a0; réglez le poste sur le démarrage PXE',
  'no-loader-ia32':
    'il n’y a pas de chargeur pour UEFI 32 bits\u00a0; réglez le poste sur le démarrage réseau BIOS (legacy)',
  'no-loader-arm32': 'il n’y a pas de chargeur pour ARM 32 bits\u00a0; démarrez ce poste d’une carte ou d’une clé',
  'no-loader-raspberry':
    'un Raspberry Pi n’a pas de PXE à lui\u00a0; mettez d’abord un micrologiciel UEFI sur sa carte',
  'no-loader': ({ architecture }) =>
    `il n’y a pas de chargeur pour son processeur (architecture ${architecture ?? 'non nommée'})\u00a0; démarrez-le d’une clé ou d’un disque`,
  'dhcp-reply': 'c’est la réponse d’un serveur, pas une question',
  'dhcp-not-ethernet': 'son adresse matérielle n’est pas celle d’un poste Ethernet',
  'dhcp-off': 'DHCP est coupé',
  'dhcp-relayed': ({ relay }) => `relayé par ${relay} depuis un autre réseau, pour lequel il n’y a pas de plage`,
  'dhcp-bootp': 'il demande par BOOTP, qui ne connaît pas de baux',
  'dhcp-message': ({ message }) => `un poste n’envoie pas ${message ?? 'ce genre de message'}`,
  'dhcp-other-offer': ({ server }) => `il a pris l’offre d’un autre serveur DHCP, ${server}`,
  'dhcp-no-address': 'il ne demande aucune adresse',
  'dhcp-reserved-other': ({ reserved, wanted }) => `${reserved} est réservée à ce poste, pas ${wanted}`,
  'dhcp-address-other': ({ address, wanted }) => `son adresse est ici ${address}, pas ${wanted}`,
  'dhcp-not-an-address': ({ address }) => `${address} n’est pas une adresse`,
  'dhcp-kept-for-known': ({ address }) => `${address} est gardée pour les postes de la liste`,
  'dhcp-outside-range': ({ address }) => `${address} n’est pas dans la plage de ce serveur`,
  'dhcp-outside-network': ({ address }) => `${address} n’est pas de ce réseau`,
  'dhcp-reserved-machine': ({ address }) => `${address} est réservée à un autre poste`,
  'dhcp-address-in-use': ({ address }) => `${address} est prise par un appareil qui n’a pas de bail pour elle`,
  'dhcp-address-of-other': ({ address }) => `${address} est à un autre poste`,
  'dhcp-address-of-servers': ({ address }) => `${address} est prise par les serveurs de ce réseau`,
  'dhcp-no-machine-address': ({ address }) => `${address} n’est pas une adresse de poste`,
  'dhcp-release-other': 'il rend une adresse à un autre serveur DHCP',
  'dhcp-release-not-had': 'il rend une adresse qu’il n’avait pas',
  'dhcp-decline-other': 'il refuse une adresse d’un autre serveur DHCP',
  'dhcp-decline-not-had': 'il refuse une adresse qu’il n’avait pas',
  'dhcp-other-server-addresses': 'les adresses sont l’affaire de l’autre serveur DHCP',
  'dhcp-other-server-answers': 'seul l’autre serveur DHCP répond à cela',
  'dhcp-no-boot-request': 'ce n’est pas une demande de démarrage',
  'dhcp-other-boot-server': 'il demande à un autre serveur de démarrage',
  'tftp-not-there': ({ name }) => `il a demandé par TFTP ${name}, qui n’est pas là`,
  'tftp-read-only': 'ce serveur ne prend pas de fichiers',
  'tftp-octet-only': 'ce serveur n’envoie qu’en mode octet',
  'tftp-no-such-name': 'il n’y a rien de ce nom',
  'tftp-machine-busy': 'trop de transferts de ce poste',
  'tftp-busy': 'trop de transferts à la fois',
  'tftp-no-socket': ({ client, detail }) => `pas de port vers ${client}\u00a0: ${detail}`,
  'tftp-server-stops': 'le serveur s’arrête',
  'tftp-never-answered': 'le poste n’a jamais répondu',
  'tftp-last-unconfirmed': 'le poste n’a pas confirmé les derniers blocs',
  'tftp-fell-silent': 'le poste ne répond plus',
  'tftp-broke-off': ({ words }) => `le poste a rompu\u00a0: ${words}`,
  'tftp-stopped-listening': 'le poste n’écoute plus',
  'http-nothing-here': 'il n’y a rien à cette adresse',
  'http-method': ({ method }) => `rien ne répond ici à ${method}`,
  'http-no-such-file': 'aucun fichier de ce nom n’est offert',
  'http-kiosk-no-pxe': ({ file }) =>
    `l’image n’a pas de ${file}, elle a donc été faite sans le composant PXE\u00a0: refaites-la dans l’assistant de Porteus Kiosk avec initrdpxe.xz`,
  'http-time-passed': 'son temps est passé',
  'http-no-token': 'aucun démarrage n’a ce jeton',
  'http-address-long': 'l’adresse est trop longue',
  'http-address-unreadable': 'l’adresse est illisible',
  'http-not-mac': 'ce n’est pas une adresse MAC',
  'http-closed-by-machine': 'le poste a fermé la connexion',
  'http-machine-slow': 'le poste n’a plus rien pris depuis trop longtemps',
  'http-other-file': 'le fichier n’est plus celui que le poste avait commencé à prendre',
  'http-file-ends': 'le fichier finit avant la partie demandée',
  'file-changed': 'le fichier a été changé pendant l’envoi',
  'file-cannot-open': ({ error }) => `le fichier ne peut pas être ouvert (${error})`,
  'file-cannot-read': ({ error }) => `le fichier ne peut pas être lu (${error})`,
  'file-not-a-file': 'ce n’est pas un fichier',
  'inside-rollcall': ({ detail }) => `une faute dans Rollcall\u00a0: ${detail}`,
  words: ({ words }) => words,
  usage: ({ field, rule }, say) => (field === '' ? say(rule) : `${field}\u00a0: ${say(rule)}`),
  'parameters-wrong': ({ field, rule }, say) =>
    `Ces réglages ne conviennent pas\u00a0: ${field === '' ? '' : `${field}\u00a0: `}${say(rule)}.`,
  'csv-name': ({ text, rule }, say) => `«\u00a0${text}\u00a0» n’est pas un nom\u00a0: ${say(rule)}.`,
  'with-remedy': ({ cause, remedy }, say) => `${say(cause)} ${say(remedy)}`,
  'nothing-changed': ({ cause }, say) => `${say(cause)} Rien n’a été changé.`,
  'loader-lines-hidden': ({ cause }, say) => `Les messages des chargeurs ne sont pas montrés\u00a0: ${say(cause)}`,
  'tftp-refused': ({ name, cause }, say) => `${name}\u00a0: ${say(cause)}`,
  'http-refused': ({ path, cause }, say) => `il a demandé ${path}\u00a0: ${say(cause)}`,
};

const theFile = (file: string): string => (file === '' ? 'Le fichier' : file);

const long = { '': '', characters: ' caractères', entries: ' éléments' } as const;

const types: Readonly<Record<string, string>> = {
  int: 'un nombre entier',
  number: 'un nombre',
  string: 'un texte',
  boolean: 'vrai ou faux',
  array: 'une liste',
  object: 'un objet',
  record: 'un objet',
};

const tables = {
  computer: 'de poste',
  room: 'de salle',
  action: 'd’action',
  'history entry': 'd’entrée d’historique',
  task: 'de tâche',
} as const;

function usedBy({ everywhere, tasks, rooms, computers }: Omit<PhraseOf<'action-used'>, 'code' | 'name'>): string[] {
  return [
    ...(everywhere ? ['choix par défaut de tous les postes'] : []),
    ...(tasks > 0 ? [counted(tasks, 'tâche')] : []),
    ...(rooms > 0 ? [`choix par défaut de ${counted(rooms, 'salle')}`] : []),
    ...(computers > 0 ? [`choix par défaut de ${counted(computers, 'poste')}`] : []),
  ];
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
