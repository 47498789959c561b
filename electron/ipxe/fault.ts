/**
 * What can be found in a script without running it. `refused` cannot be saved; a `warning` will not do what it seems to
 * on some machine; a `hint` is worth a look.
 */
export type Severity = 'refused' | 'warning' | 'hint';

export type LintRule =
  | 'first-line'
  | 'script-long'
  | 'line-long'
  | 'control-character'
  | 'dangling-backslash'
  | 'ascii'
  | 'label-twice'
  | 'label-missing'
  | 'unknown-command'
  | 'unknown-option'
  | 'quotes'
  | 'joined-operator'
  | 'shown-comment'
  | 'not-in-bios'
  | 'not-in-builds'
  | 'only-newer'
  | 'ends-when-false'
  | 'filled-in'
  | 'open-expansion'
  | 'goto-empty'
  | 'ends-here'
  | 'label-unused'
  | 'never-set';

/** A change that mends a fault: on one line, columns from 0. */
export interface Fix {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** One fault: its line from 1, its columns from 0 (the last exclusive), and the words that its sentence names. */
export interface Fault {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly severity: Severity;
  readonly rule: LintRule;
  readonly words: readonly string[];
  readonly fix: Fix | null;
}

export type FaultLanguage = 'en' | 'fr';

type Sentence = (first: string, second: string) => string;

const sentences: Readonly<Record<LintRule, Readonly<Record<FaultLanguage, Sentence>>>> = {
  'first-line': {
    en: () => 'the first line has to be #!ipxe and nothing before it',
    fr: () => 'la première ligne doit être #!ipxe, sans rien avant',
  },
  'script-long': {
    en: (most) => `the script is longer than ${most} characters`,
    fr: (most) => `le script dépasse ${most} caractères`,
  },
  'line-long': {
    en: (most) => `the line is longer than ${most} characters`,
    fr: (most) => `la ligne dépasse ${most} caractères`,
  },
  'control-character': {
    en: () => 'the line holds a control character',
    fr: () => 'la ligne contient un caractère de contrôle',
  },
  'dangling-backslash': {
    en: () => 'the last line ends with a backslash, so something is missing after it',
    fr: () => 'la dernière ligne finit par une barre oblique inverse : il manque la suite',
  },
  ascii: {
    en: () => 'iPXE knows ASCII only; letters like ä are possible in echo and in comments',
    fr: () => 'iPXE ne connaît que l’ASCII ; les lettres comme é vont dans echo et dans les commentaires',
  },
  'label-twice': {
    en: (label) => `the label :${label} is there twice; goto takes the first`,
    fr: (label) => `l’étiquette :${label} existe deux fois ; goto prend la première`,
  },
  'label-missing': {
    en: (label) => `there is no label :${label}`,
    fr: (label) => `il n’y a pas d’étiquette :${label}`,
  },
  'unknown-command': {
    en: (name, near) => `iPXE has no command ${name}${near === '' ? '' : `; did you mean ${near}?`}`,
    fr: (name, near) => `iPXE n’a pas de commande ${name}${near === '' ? '' : ` ; vouliez-vous dire ${near} ?`}`,
  },
  'unknown-option': {
    en: (command, option) => `${command} has no option ${option}, and ends the script over it`,
    fr: (command, option) => `${command} n’a pas d’option ${option} : le script s’arrête là`,
  },
  quotes: {
    en: () => 'iPXE has no quoting: the quotes arrive in the value',
    fr: () => 'iPXE ne connaît pas les guillemets : ils restent dans la valeur',
  },
  'joined-operator': {
    en: (operator) => `${operator} counts only with a blank on both sides`,
    fr: (operator) => `${operator} ne compte qu’avec une espace de chaque côté`,
  },
  'shown-comment': {
    en: () => 'a word that begins with # begins a comment: the rest of the text is not shown',
    fr: () => 'un mot qui commence par # ouvre un commentaire : la suite du texte n’est pas affichée',
  },
  'not-in-bios': {
    en: (what) => `${what} is not in BIOS builds: there the script ends here, unless || goes on`,
    fr: (what) => `${what} manque aux versions BIOS : le script s’y arrête ici, sauf si || continue`,
  },
  'not-in-builds': {
    en: (what) => `${what} is not in the boot loaders that Rollcall hands out`,
    fr: (what) => `${what} manque aux chargeurs que Rollcall distribue`,
  },
  'only-newer': {
    en: (what) => `${what} came after iPXE 2.0.0, so the boot loaders that Rollcall hands out lack it`,
    fr: (what) => `${what} est apparu après iPXE 2.0.0 : les chargeurs que Rollcall distribue ne l’ont pas`,
  },
  'ends-when-false': {
    en: (command) => `when ${command} is not true the script ends here; put || at the end of the line`,
    fr: (command) => `si ${command} n’est pas vrai, le script s’arrête ici ; mettez || à la fin de la ligne`,
  },
  'filled-in': {
    en: (name) => `Rollcall fills in \${${name}} before the machine sees the script, so setting it changes nothing`,
    fr: (name) => `Rollcall remplace \${${name}} avant l’envoi du script : le définir ne change rien`,
  },
  'open-expansion': {
    en: () => 'this ${ has no } in the same word; iPXE splits at blanks first',
    fr: () => 'ce ${ n’a pas de } dans le même mot ; iPXE coupe d’abord aux espaces',
  },
  'goto-empty': {
    en: () => 'goto needs the name of a label',
    fr: () => 'goto demande le nom d’une étiquette',
  },
  'ends-here': {
    en: (command) => `if ${command} does not work the script ends here; || goto a label says what then`,
    fr: (command) => `si ${command} échoue, le script s’arrête ici ; || goto suivi d’une étiquette dit quoi faire`,
  },
  'label-unused': {
    en: (label) => `nothing goes to :${label}`,
    fr: (label) => `rien ne mène à :${label}`,
  },
  'never-set': {
    en: (name) => `nothing sets \${${name}}: it is empty, unless the computer has a variable of that name`,
    fr: (name) => `rien ne définit \${${name}} : vide, sauf si le poste a une variable de ce nom`,
  },
};

/** The fault in one sentence without its line. */
export function faultText(fault: Pick<Fault, 'rule' | 'words'>, language: FaultLanguage = 'en'): string {
  return sentences[fault.rule][language](fault.words[0] ?? '', fault.words[1] ?? '');
}
