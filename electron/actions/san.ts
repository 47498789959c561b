import { z } from 'zod';
import { actionFile, FilePath } from './files.ts';
import { type ActionFile, defineKind, type ScriptContext, type ScriptLines } from './kind.ts';
import { failureTail, retryHead, startedBeacon } from './phrases.ts';
import { expandLines, templateValues, valueProblem } from './template.ts';

/** One word of a script line; `${…}` in it is filled in. */
const word = (shape: RegExp, message: string) =>
  z
    .string()
    .max(512)
    .regex(shape, message)
    .refine((text) => valueProblem('x', text.replaceAll('${', '(')) === null, 'use plain ASCII without line breaks');

/** What iPXE opens as a disk (ipxe: src/net/tcp/iscsi.c, src/drivers/block, src/core/uri.c). */
const SanUri = word(
  /^(?:https?:\/\/[^\s/]|iscsi:[^\s]|aoe:e|fcp:)\S*$/i,
  'give an address that begins with http://, https://, iscsi:, aoe:e or fcp:, without blanks',
);

const San = z
  .strictObject({
    image: FilePath.optional(),
    uri: SanUri.optional(),
    initiator: word(/^(?:iqn|eui|naa)\.\S+$/i, 'the name of an initiator begins with iqn., eui. or naa.').optional(),
    drive: z
      .string()
      .regex(/^0x[0-9a-f]{2}$/i, 'give the number of the drive as 0x80')
      .optional(),
    keep: z.boolean().default(false),
  })
  .refine(({ image, uri }) => (image === undefined) !== (uri === undefined), {
    message: 'give either an image of this computer or the address of a disk',
    path: ['uri'],
  });
type San = z.output<typeof San>;

/**
 * A disk or an ISO over the network, as a drive of the firmware. The drive of an HTTP image is there only as long as the
 * system reads by the firmware: Windows and most installers lose it as soon as their own drivers take over.
 */
export const san = defineKind<San>({
  kind: 'san',
  title: 'Network disk or ISO',
  description:
    'Starts an ISO or a disk image by HTTP, or a disk of an iSCSI, AoE or FCoE server. A system that stops asking the firmware for its disk loses an image that comes by HTTP; FCoE needs an iPXE that was built with it.',
  parameters: San,
  fileParameters: ['image'],
  files: ({ image }) => (image === undefined ? [] : [actionFile('image', image, [])]),
  script,
});

/** The disk stays known after a failed start with `keep`: an installer on the next boot device then writes to it. */
function script(parameters: San, context: ScriptContext, [image]: readonly ActionFile[]): ScriptLines {
  const { uri, initiator, drive, keep } = parameters;
  const place = image === undefined ? (uri ?? '') : context.fileUrl('image');
  const options = [...(keep ? ['--keep'] : []), ...(drive === undefined ? [] : ['--drive', drive])];
  const own = expandLines(
    [
      ...(initiator === undefined ? [] : [`set initiator-iqn ${initiator}`]),
      ['sanboot', ...options, place, '|| goto failed'].join(' '),
    ],
    templateValues(context),
  );
  if ('problem' in own) return own;
  return {
    lines: [
      ...retryHead,
      ...(/^fcp:/i.test(place) ? ['echo FCoE needs an iPXE that was built with it; the stock builds are not'] : []),
      ...(keep ? ['set keep-san 1'] : []),
      ...own.lines.slice(0, -1),
      ...startedBeacon(context),
      ...own.lines.slice(-1),
      ...failureTail(context),
    ],
  };
}
