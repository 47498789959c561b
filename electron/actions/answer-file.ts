import { xmlText } from './windows-text.ts';

/** What a generated answer file says; each text may name variables of the machine. */
export interface AnswerChoice {
  readonly language: string;
  readonly keyboard: string;
  readonly timeZone: string;
  readonly computerName: string;
  readonly user: string;
  readonly password: string;
  readonly productKey: string;
  readonly architecture: 'amd64' | 'arm64' | 'x86';
  readonly disk: number;
  /** The edition inside install.wim, from 1 on. */
  readonly edition: number;
}

/**
 * An answer file for an installation that asks nothing (Windows Setup Automation: passes windowsPE, specialize and
 * oobeSystem). Variables stay as `${name}`, to be filled in and escaped for each machine; what is written here of the
 * form is escaped already. Where an image is applied without setup.exe, Windows reads the last two passes alone.
 */
export function answerTemplate(choice: AnswerChoice): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<unattend xmlns="urn:schemas-microsoft-com:unattend" xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State">',
    ...pass('windowsPE', [
      ...component('Microsoft-Windows-International-Core-WinPE', choice, [
        `<SetupUILanguage><UILanguage>${xmlText(choice.language)}</UILanguage></SetupUILanguage>`,
        ...language(choice),
      ]),
      ...component('Microsoft-Windows-Setup', choice, setup(choice)),
    ]),
    ...pass('specialize', [
      ...component('Microsoft-Windows-Shell-Setup', choice, [
        `<ComputerName>${xmlText(choice.computerName)}</ComputerName>`,
        ...optional('TimeZone', choice.timeZone),
        ...optional('ProductKey', choice.productKey),
      ]),
    ]),
    ...pass('oobeSystem', [
      ...component('Microsoft-Windows-International-Core', choice, language(choice)),
      ...component('Microsoft-Windows-Shell-Setup', choice, [...firstStart, ...account(choice)]),
    ]),
    '</unattend>',
    '',
  ].join('\n');
}

const firstStart: readonly string[] = [
  '<OOBE>',
  '  <HideEULAPage>true</HideEULAPage>',
  '  <HideOnlineAccountScreens>true</HideOnlineAccountScreens>',
  '  <HideWirelessSetupInOOBE>true</HideWirelessSetupInOOBE>',
  '  <ProtectYourPC>3</ProtectYourPC>',
  '</OOBE>',
];

function language({ language, keyboard }: AnswerChoice): readonly string[] {
  return [
    `<InputLocale>${xmlText(keyboard === '' ? language : keyboard)}</InputLocale>`,
    ...['SystemLocale', 'UILanguage', 'UserLocale'].map((name) => `<${name}>${xmlText(language)}</${name}>`),
  ];
}

/** GPT: this pass runs under the setup of a UEFI machine; a BIOS machine is installed by applying the image. */
function setup({ disk, edition, productKey }: AnswerChoice): readonly string[] {
  const partition = (order: number, type: string, size: string): string =>
    `<CreatePartition wcm:action="add"><Order>${order}</Order><Type>${type}</Type>${size}</CreatePartition>`;
  const formatted = (order: number, id: number, format: string, extra: string): string =>
    `<ModifyPartition wcm:action="add"><Order>${order}</Order><PartitionID>${id}</PartitionID><Format>${format}</Format>${extra}</ModifyPartition>`;
  return [
    '<DiskConfiguration>',
    '  <Disk wcm:action="add">',
    `    <DiskID>${disk}</DiskID>`,
    '    <WillWipeDisk>true</WillWipeDisk>',
    '    <CreatePartitions>',
    `      ${partition(1, 'EFI', '<Size>300</Size>')}`,
    `      ${partition(2, 'MSR', '<Size>16</Size>')}`,
    `      ${partition(3, 'Primary', '<Extend>true</Extend>')}`,
    '    </CreatePartitions>',
    '    <ModifyPartitions>',
    `      ${formatted(1, 1, 'FAT32', '')}`,
    `      ${formatted(2, 3, 'NTFS', '<Letter>C</Letter>')}`,
    '    </ModifyPartitions>',
    '  </Disk>',
    '</DiskConfiguration>',
    '<ImageInstall><OSImage>',
    `  <InstallFrom><MetaData wcm:action="add"><Key>/IMAGE/INDEX</Key><Value>${edition}</Value></MetaData></InstallFrom>`,
    `  <InstallTo><DiskID>${disk}</DiskID><PartitionID>3</PartitionID></InstallTo>`,
    '</OSImage></ImageInstall>',
    '<UserData>',
    '  <AcceptEula>true</AcceptEula>',
    ...(productKey === ''
      ? []
      : [`  <ProductKey><Key>${xmlText(productKey)}</Key><WillShowUI>OnError</WillShowUI></ProductKey>`]),
    '</UserData>',
  ];
}

/** A local administrator; without one Windows asks at its first start. */
function account({ user, password }: AnswerChoice): readonly string[] {
  if (user === '') return [];
  const secret = `<Password><Value>${xmlText(password)}</Value><PlainText>true</PlainText></Password>`;
  return [
    '<UserAccounts><LocalAccounts><LocalAccount wcm:action="add">',
    `  <Name>${xmlText(user)}</Name>`,
    '  <Group>Administrators</Group>',
    `  ${secret}`,
    '</LocalAccount></LocalAccounts></UserAccounts>',
  ];
}

function optional(name: string, value: string): readonly string[] {
  return value === '' ? [] : [`<${name}>${xmlText(value)}</${name}>`];
}

function pass(name: string, components: readonly string[]): readonly string[] {
  return [`  <settings pass="${name}">`, ...components.map((line) => `    ${line}`), '  </settings>'];
}

function component(name: string, { architecture }: AnswerChoice, lines: readonly string[]): readonly string[] {
  const head = `<component name="${name}" processorArchitecture="${architecture}" publicKeyToken="31bf3856ad364e35" language="neutral" versionScope="nonSxS">`;
  return [head, ...lines.map((line) => `  ${line}`), '</component>'];
}
