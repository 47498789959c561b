import { describe, expect, it } from 'vitest';
import { actionKind } from '../../electron/actions/kinds.ts';
import { faultsOf } from '../boot/ipxe-shell.ts';
import { seeded } from '../support/seeded.ts';
import { pc02, printed, scriptOf, textsOf } from './pc02.ts';

const kind = actionKind('windows-setup')!;
const image = '/srv/win11.iso';

const byHttp = {
  image,
  edition: 6,
  language: 'fr-FR',
  keyboard: '040c:0000040c',
  timeZone: 'Romance Standard Time',
  user: 'Tech & Co',
  password: 's3cret<>',
  productKey: 'AAAAA-BBBBB-CCCCC-DDDDD-EEEEE',
  files: ['/srv/curl.exe'],
};
const bySmb = {
  image,
  media: 'smb',
  share: '\\\\nas\\windows 11',
  shareUser: 'lab\\reader',
  sharePassword: 'pass word',
  computerName: 'B12-${seatnumber}',
};

describe('the installation of Windows', () => {
  it.each([
    ['over HTTP', 'windows-http', byHttp, {}],
    ['from a share', 'windows-smb', bySmb, { seatnumber: '07' }],
  ])('%s boots by this script and is given these texts', async (_, file, parameters, variables) => {
    const view = pc02('windows-setup', 'Windows 11', parameters, variables);
    expect(faultsOf(scriptOf(view))).toEqual([]);
    await expect(scriptOf(view)).toMatchFileSnapshot(`../fixtures/scripts/${file}.ipxe`);
    await expect(printed(textsOf(view))).toMatchFileSnapshot(`../fixtures/scripts/${file}.txt`);
  });

  it('takes what it hands over and what it applies out of the ISO', () => {
    const inner = kind
      .files(byHttp)
      .flatMap(({ name, source }) => (source.kind === 'image' ? [[name, source.inner]] : []));
    expect(inner).toEqual([
      ['boot.wim', 'sources/boot.wim'],
      ['install.wim', 'sources/install.wim'],
    ]);
  });

  it.each([
    ['over HTTP', byHttp, ['unattend.xml']],
    ['from a share with a password', bySmb, ['startnet.cmd', 'unattend.xml']],
  ])('keeps passwords secret: %s', (_, parameters, expected) => {
    const secret = kind.files(parameters).filter(({ source }) => source.kind === 'text' && source.secret);
    expect(secret.map(({ name }) => name)).toEqual(expected);
  });

  it('takes an own answer file in the place of the generated one', () => {
    const view = pc02('windows-setup', 'Windows 11', { image, answerFile: '<unattend>${computername}</unattend>' });
    expect(textsOf(view)['unattend.xml']).toBe('<unattend>PC-02</unattend>');
  });

  it('never asks the machine to keep what it cannot: the password stands in no script', () => {
    const view = pc02('windows-setup', 'Windows 11', { ...byHttp, ...bySmb }, { seatnumber: '07' });
    expect(scriptOf(view)).not.toMatch(/s3cret|pass word/);
  });

  it.each([
    ['no share for smb', { image, media: 'smb' }, 'give the share'],
    ['a share that is a path', { image, media: 'smb', share: 'Z:\\win' }, 'a share is written'],
    ['a password that cmd.exe would act on', { image, sharePassword: 'a"&b' }, 'would act on one of these'],
    ['a user of two words', { image, shareUser: 'a b' }, 'one word'],
    ['a name of two lines', { image, computerName: 'a\nb' }, 'one line'],
    [
      'a file that it makes itself',
      { image, files: ['/a/Unattend.xml'] },
      'Unattend.xml is written by this action itself',
    ],
    ['a loader among the files', { image, files: ['/a/x.efi'] }, 'for the boot manager'],
    ['no ISO', {}, 'expected string'],
  ])('is refused: %s', (_, parameters, why) => {
    const checked = kind.parameters.safeParse(parameters);
    expect(checked.success ? '' : checked.error.issues[0]?.message).toContain(why);
  });

  it('is refused on the machine when its name has no value', () => {
    expect(scriptOf(pc02('windows-setup', 'Windows 11', bySmb))).toContain('The computer has no variable seatnumber');
  });

  it('has an answer file that is well-formed whatever the form and the computer hold', () => {
    const random = seeded(11);
    const signs = `ab <>&"'\`]]>é教$\u{fffe}--<!`;
    const words = () => Array.from({ length: 12 }, () => signs[Math.floor(random() * signs.length)] ?? '').join('');
    for (let round = 0; round < 300; round += 1) {
      const form = {
        computerName: '${owner}',
        user: words(),
        password: words(),
        productKey: words(),
        language: words(),
      };
      const view = pc02('windows-setup', words(), { image, ...form }, { owner: words() });
      const text = textsOf({ ...view, computer: { ...view.computer, name: words() } })['unattend.xml'] ?? '';
      expect(openTags(text), text).toEqual([]);
    }
  });
});

/** The elements that are opened and not closed, or closed out of turn; stray signs count as one. */
function openTags(xml: string): readonly string[] {
  const open: string[] = [];
  const body = xml.replace(/^<\?xml [^?]*\?>/, '');
  for (const [whole, closing, name] of body.matchAll(
    /<(\/?)([A-Za-z]+)(?: [A-Za-z:]+="[^"<>]*")*>|[<>]|&(?!(?:amp|lt|gt|quot|apos);)/g,
  )) {
    if (name === undefined) return [whole];
    if (closing === '') open.push(name);
    else if (open.pop() !== name) return [whole];
  }
  return open;
}
