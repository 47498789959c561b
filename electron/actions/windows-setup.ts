import { z } from 'zod';
import type { PlainPhrase } from '../contract/model.ts';
import { answerTemplate } from './answer-file.ts';
import { actionFile, FilePath, imageFile, textFile } from './files.ts';
import { type ActionFile, defineKind, type ScriptContext, type ScriptLines } from './kind.ts';
import { refuse } from './refuse.ts';
import { handedOver, injectionProblem, lastPart, mostPicked, wimbootName, wimbootScript } from './wimboot.ts';
import { diskLayout, installByHttp, installByShare } from './windows-install.ts';
import { type FilledText, fillCommands, fillXml, TextLines, textOrProblem, windowsValues } from './windows-text.ts';
import { InnerPath } from './winpe.ts';
import { generatedShell, reportScript } from './winpe-start.ts';

/** One line of a form, for an answer file. */
const Line = z
  .string()
  .max(120)
  .superRefine((text, context) => refuse(context, /\p{Cc}/u.test(text) ? { code: 'rule-one-line' } : null));

/** Words in a command of Windows: nothing that cmd.exe would act on. */
const CommandWords = Line.superRefine((text, context) =>
  refuse(context, /["%&|<>^!]/.test(text) ? { code: 'rule-windows-command' } : null),
);

const Share = CommandWords.superRefine((text, context) =>
  refuse(context, text === '' || /^\\\\[^\\/\s]+\\[^/]+$/.test(text) ? null : { code: 'rule-share' }),
);

const ShareUser = CommandWords.superRefine((text, context) =>
  refuse(context, /\s/.test(text) ? { code: 'rule-one-word' } : null),
);

const WindowsSetup = z
  .strictObject({
    image: FilePath,
    computerName: Line.default(`\${computername}`),
    edition: z.int().min(1).max(99).default(1),
    language: Line.default('en-US'),
    keyboard: Line.default(''),
    timeZone: Line.default(''),
    user: Line.default(''),
    password: Line.default(''),
    productKey: Line.default(''),
    disk: z.int().min(0).max(31).default(0),
    media: z.enum(['http', 'smb']).default('http'),
    share: Share.default(''),
    shareUser: ShareUser.default(''),
    sharePassword: CommandWords.default(''),
    answerFile: TextLines.default(''),
    files: z.array(FilePath).max(mostPicked).optional(),
    architecture: z.enum(['amd64', 'arm64', 'x86']).default('amd64'),
    wimInImage: InnerPath.default('sources/boot.wim'),
    index: z.int().min(1).max(255).default(2),
    installInImage: InnerPath.default('sources/install.wim'),
    wimboot: FilePath.optional(),
  })
  .superRefine((given, context) => {
    if (given.media === 'smb' && given.share === '') refuse(context, { code: 'rule-share-missing' }, 'share');
    refuse(context, injectionProblem(given.files ?? []) ?? ownName(given.files ?? []), 'files');
  });
type WindowsSetup = z.output<typeof WindowsSetup>;

/** The names that this action makes itself. */
const madeNames: readonly string[] = [
  'startnet.cmd',
  'winpeshl.ini',
  'rollcall-report.vbs',
  'disk-uefi.txt',
  'disk-bios.txt',
  'unattend.xml',
];

function ownName(paths: readonly string[]): PlainPhrase | null {
  const name = paths.map(lastPart).find((each) => madeNames.includes(each.toLowerCase()));
  return name === undefined ? null : { code: 'rule-wimboot-made', name };
}

/** Windows from its installation image, without a question; it erases the disk. */
export const windowsSetup = defineKind<WindowsSetup>({
  kind: 'windows-setup',
  title: 'Windows installation',
  description: 'Erases the disk and installs Windows from its ISO, without asking anything.',
  parameters: WindowsSetup,
  fileParameters: ['image', 'files', 'wimboot'],
  secretParameters: ['password', 'productKey', 'sharePassword'],
  loaders: ({ wimboot }) => (wimboot === undefined ? [wimbootName] : []),
  files,
  script,
});

/** The slot of the image that is applied: fetched by WinPE, never handed to wimboot. */
const installSlot = 'install';

function files(parameters: WindowsSetup): readonly ActionFile[] {
  const { image, wimboot, disk, media, wimInImage, installInImage } = parameters;
  const byHttp = media === 'http';
  const found: ActionFile[] =
    wimboot === undefined ? [] : [{ ...actionFile('kernel', wimboot, []), name: wimbootName }];
  found.push(
    textFile('startnet', 'startnet.cmd', (context) => textOrProblem(startText(parameters, context)), {
      secret: !byHttp,
    }),
    textFile('shell', 'winpeshl.ini', () => generatedShell),
    textFile('report', 'rollcall-report.vbs', () => reportScript),
  );
  if (byHttp)
    for (const firmware of ['uefi', 'bios'] as const)
      found.push(textFile(`disk-${firmware}`, `disk-${firmware}.txt`, () => diskLayout(firmware, disk)));
  found.push(
    textFile('answer', 'unattend.xml', (context) => textOrProblem(answerText(parameters, context)), { secret: true }),
    ...handedOver(parameters.files ?? [], 'file', found),
    { ...imageFile('wim', image, wimInImage, []), name: 'boot.wim' },
  );
  if (byHttp) found.push({ ...imageFile(installSlot, image, installInImage, []), name: 'install.wim' });
  return found;
}

function startText(parameters: WindowsSetup, context: ScriptContext): FilledText {
  const { media, share, shareUser, sharePassword, edition } = parameters;
  const lines =
    media === 'http'
      ? installByHttp(context.fileUrl(installSlot), edition)
      : installByShare({ path: share, user: shareUser, password: sharePassword });
  return fillCommands(lines.join('\n'), windowsValues(context));
}

function answerText(parameters: WindowsSetup, context: ScriptContext): FilledText {
  const template = parameters.answerFile === '' ? answerTemplate(parameters) : parameters.answerFile;
  return fillXml(template, windowsValues(context));
}

function script(parameters: WindowsSetup, context: ScriptContext, found: readonly ActionFile[]): ScriptLines {
  for (const text of [startText(parameters, context), answerText(parameters, context)])
    if ('problem' in text) return text;
  const handed = found.filter(({ slot }) => slot !== installSlot);
  return wimbootScript(context, handed, { index: parameters.index, options: '' });
}
