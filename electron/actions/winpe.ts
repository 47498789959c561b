import { z } from 'zod';
import type { PlainPhrase } from '../contract/model.ts';
import { actionFile, FilePath, imageFile, textFile } from './files.ts';
import { type ActionFile, defineKind, type ScriptContext, type ScriptLines } from './kind.ts';
import { refuse } from './refuse.ts';
import {
  bootFileProblem,
  handedOver,
  injectionProblem,
  lastPart,
  mostPicked,
  WimbootOptions,
  wimbootName,
  wimbootScript,
} from './wimboot.ts';
import { type FilledText, fillCommands, fillXml, TextLines, textOrProblem, windowsValues } from './windows-text.ts';
import { generatedShell, reportLines, reportScript, shellProblem, shellText, startHead } from './winpe-start.ts';

/** The place of a file inside an image, with `/` and without one in front. */
export const InnerPath = z
  .string()
  .min(1)
  .max(240)
  .superRefine((place, context) =>
    refuse(context, /^[^/\\\p{Cc}][^\\\p{Cc}]*$/u.test(place) ? null : { code: 'rule-inner-path' }),
  );

const WinPe = z
  .strictObject({
    wim: FilePath.optional(),
    image: FilePath.optional(),
    wimInImage: InnerPath.default('sources/boot.wim'),
    index: z.int().min(1).max(255).optional(),
    files: z.array(FilePath).max(mostPicked).optional(),
    commands: TextLines.default(''),
    shell: TextLines.default(''),
    answerFile: TextLines.default(''),
    options: WimbootOptions.default(''),
    wimboot: FilePath.optional(),
    bootFiles: z.array(FilePath).max(8).optional(),
  })
  .superRefine((given, context) => {
    if ((given.wim === undefined) === (given.image === undefined)) refuse(context, { code: 'rule-wim-source' }, 'wim');
    refuse(context, injectionProblem(given.files ?? []) ?? clash(given), 'files');
    refuse(context, bootFileProblem(given.bootFiles ?? []), 'bootFiles');
    if (given.shell !== '') refuse(context, shellProblem(given.shell), 'shell');
    if (/(?:^|\s)rawwim(?:\s|$)/.test(given.options)) refuse(context, { code: 'rule-wimboot-raw' }, 'options');
  });
type WinPe = z.output<typeof WinPe>;

const answerName = 'unattend.xml';

/** A file that is picked and a text that is written under one name. */
function clash({ files = [], commands, shell, answerFile }: WinPe): PlainPhrase | null {
  const written = [
    ['startnet.cmd', commands],
    ['winpeshl.ini', shell],
    [answerName, answerFile],
  ] as const;
  const names = new Set(files.map((path) => lastPart(path).toLowerCase()));
  const twice = written.find(([name, text]) => text !== '' && names.has(name));
  return twice === undefined ? null : { code: 'rule-wimboot-made', name: twice[0] };
}

/** Windows PE from a WIM by wimboot, with files put into it on the way. */
export const winpe = defineKind<WinPe>({
  kind: 'winpe',
  title: 'Windows PE',
  description: 'Boots Windows PE from a boot.wim, with commands, an answer file and drivers of your own.',
  parameters: WinPe,
  fileParameters: ['wim', 'image', 'files', 'wimboot', 'bootFiles'],
  loaders: ({ wimboot }) => (wimboot === undefined ? [wimbootName] : []),
  files,
  script,
});

function files(parameters: WinPe): readonly ActionFile[] {
  const { files: given = [], bootFiles = [], wimboot } = parameters;
  const picked = new Set(given.map((path) => lastPart(path).toLowerCase()));
  const found: ActionFile[] =
    wimboot === undefined ? [] : [{ ...actionFile('kernel', wimboot, []), name: wimbootName }];
  found.push(...handedOver(bootFiles, 'boot', found));
  for (const text of texts(parameters)) if (!picked.has(text.name)) found.push(text);
  found.push(...handedOver(given, 'file', found));
  return [...found, bootWim(parameters)];
}

/** wimboot takes the WIM by its ending alone; one name keeps the scripts of all images alike. */
function bootWim({ wim, image, wimInImage }: WinPe): ActionFile {
  const file = wim === undefined ? imageFile('wim', image ?? '', wimInImage, []) : actionFile('wim', wim, []);
  return { ...file, name: 'boot.wim' };
}

/** Commands of somebody's own may hold the password of a share. */
function texts(parameters: WinPe): readonly ActionFile[] {
  const { shell, answerFile, commands } = parameters;
  const secret = { secret: commands !== '' };
  return [
    textFile('startnet', 'startnet.cmd', (context) => textOrProblem(startText(parameters, context)), secret),
    textFile('shell', 'winpeshl.ini', () => (shell === '' ? generatedShell : shellText(shell))),
    textFile('report', 'rollcall-report.vbs', () => reportScript),
    ...(answerFile === ''
      ? []
      : [
          textFile('answer', answerName, (context) => textOrProblem(answerText(parameters, context)), {
            secret: true,
          }),
        ]),
  ];
}

/** Commands that name `\${running}` report themselves. */
function startText({ commands, answerFile }: WinPe, context: ScriptContext): FilledText {
  const report = commands.includes(`\${running}`) ? [] : reportLines;
  const lines = [...startHead(answerFile === '' ? null : answerName, report), commands];
  return fillCommands(lines.join('\n'), windowsValues(context));
}

function answerText({ answerFile }: WinPe, context: ScriptContext): FilledText {
  return fillXml(answerFile, windowsValues(context));
}

function script(parameters: WinPe, context: ScriptContext, found: readonly ActionFile[]): ScriptLines {
  for (const text of [startText(parameters, context), answerText(parameters, context)])
    if ('problem' in text) return text;
  return wimbootScript(context, found, parameters);
}
