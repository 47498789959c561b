import { describe, expect, it } from 'vitest';
import { actionKind } from '../../electron/actions/kinds.ts';
import { faultsOf, run } from '../boot/ipxe-shell.ts';
import { pc02, printed, scriptOf, textsOf } from './pc02.ts';

const wim = '/srv/boot.wim';
const kind = actionKind('winpe')!;

/** Everything that the form can hold. */
const full = {
  image: '/srv/win11.iso',
  index: 2,
  files: ['/srv/drivers/e1d.inf', '/srv/drivers/e1d.sys', 'C:\\tools\\curl.exe'],
  commands: 'net use Z: \\\\${server}\\images\nZ:\\start.cmd ${computername}',
  shell: '[LaunchApps]\nX:\\tools\\vnc.exe',
  answerFile: '<unattend><ComputerName>${computername}</ComputerName><Owner>${owner}</Owner></unattend>',
  options: 'gui  pause',
  wimboot: '/srv/wimboot-2.8.0',
  bootFiles: ['/srv/boot/BCD', '/srv/boot/bootx64.efi'],
};
const owner = { owner: `R&D <"lab">` };

function problemOf(parameters: Record<string, unknown>): string | null {
  const checked = kind.parameters.safeParse(parameters);
  return checked.success ? null : (checked.error.issues[0]?.message ?? '');
}

describe('Windows PE', () => {
  it('from a boot.wim alone boots by this script', async () => {
    await expect(scriptOf(pc02('winpe', 'WinPE', { wim }))).toMatchFileSnapshot('../fixtures/scripts/winpe.ipxe');
  });

  it('with all that its form holds boots by this script', async () => {
    const text = scriptOf(pc02('winpe', 'WinPE', full, owner));
    await expect(text).toMatchFileSnapshot('../fixtures/scripts/winpe-full.ipxe');
  });

  it('is given these texts', async () => {
    const texts = printed(textsOf(pc02('winpe', 'WinPE', { wim })));
    await expect(texts).toMatchFileSnapshot('../fixtures/scripts/winpe.txt');
  });

  it('is given these texts with all that its form holds', async () => {
    const texts = printed(textsOf(pc02('winpe', 'WinPE', full, owner)));
    await expect(texts).toMatchFileSnapshot('../fixtures/scripts/winpe-full.txt');
  });

  it.each([
    ['a boot.wim alone', { wim }, {}],
    ['all that its form holds', full, owner],
  ])('has a script that every stock build of iPXE can run: %s', (_, parameters, variables) => {
    expect(faultsOf(scriptOf(pc02('winpe', 'WinPE', parameters, variables)))).toEqual([]);
  });

  it('is given commands and texts with the line ends of Windows', () => {
    for (const text of Object.values(textsOf(pc02('winpe', 'WinPE', { wim, commands: 'a\r\nb\nc' }))))
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('keeps secret what may hold a password, and nothing else', () => {
    const secret = (parameters: Record<string, unknown>): readonly string[] =>
      kind.files(parameters).flatMap(({ name, source }) => (source.kind === 'text' && source.secret ? [name] : []));
    expect(secret({ wim })).toEqual([]);
    expect(secret(full)).toEqual(['startnet.cmd', 'unattend.xml']);
  });

  it('takes its WIM out of an image when one is named', () => {
    const [last] = kind.files(full).slice(-1);
    expect(last).toEqual({
      slot: 'wim',
      name: 'boot.wim',
      source: { kind: 'image', image: '/srv/win11.iso', inner: 'sources/boot.wim' },
    });
  });

  it('puts a picked startnet.cmd in the place of its own', () => {
    const found = kind.files({ wim, files: ['/srv/StartNet.cmd'] });
    expect(found.filter(({ name }) => name.toLowerCase() === 'startnet.cmd')).toMatchObject([{ slot: 'file1' }]);
  });

  it('lets commands report themselves when they name the address', () => {
    const texts = textsOf(pc02('winpe', 'WinPE', { wim, commands: 'curl.exe ${running}' }));
    expect(texts['startnet.cmd']).toBe(
      '@echo off\r\nwpeinit\r\nwpeutil WaitForNetwork\r\ncurl.exe http://10.77.0.1:8080/beacon/k3J9/running\r\n',
    );
  });

  it('needs wimboot of the firmware folder only when no other is picked', () => {
    expect([kind.loaders({ wim }), kind.loaders(full)]).toEqual([['wimboot'], []]);
  });
});

describe('a script that hands over secrets', () => {
  const text = scriptOf(pc02('winpe', 'WinPE', full, owner));
  const machineThatFails = (fails: (words: string, nth: number) => boolean) => {
    const asked = new Map<string, number>();
    return {
      settings: { platform: 'efi' },
      respond: (words: readonly string[]) => {
        const line = words.join(' ');
        asked.set(line, (asked.get(line) ?? 0) + 1);
        return fails(line, asked.get(line)!) ? 0x2d0c618e : ('ok' as const);
      },
    };
  };
  const count = (commands: readonly string[], part: string): number =>
    commands.filter((command) => command.startsWith('initrd') && command.includes(part)).length;

  it('asks for them after everything else', () => {
    const { commands } = run(
      text,
      machineThatFails(() => false),
    );
    const initrds = commands
      .filter((command) => command.startsWith('initrd'))
      .map((command) => command.split(' ').at(-1));
    expect(initrds.slice(-3)).toEqual(['boot.wim', 'startnet.cmd', 'unattend.xml']);
  });

  it('asks again at once for one that broke', () => {
    const { commands } = run(
      text,
      machineThatFails((line, nth) => line.includes('unattend.xml') && nth === 1),
    );
    expect([count(commands, 'unattend.xml'), commands.some((command) => command.startsWith('boot'))]).toEqual([
      2,
      true,
    ]);
  });

  it('does not begin anew when the boot fails after them', () => {
    const { commands } = run(
      text,
      machineThatFails((line) => line.startsWith('boot')),
    );
    expect([count(commands, 'unattend.xml'), count(commands, 'boot.wim')]).toEqual([1, 1]);
  });

  it('begins anew when something before them fails', () => {
    const { commands } = run(
      text,
      machineThatFails((line, nth) => line.includes('boot.wim') && nth === 1),
    );
    expect([count(commands, 'unattend.xml'), count(commands, 'boot.wim')]).toEqual([1, 2]);
  });
});

describe('what wimboot cannot do is refused', () => {
  it.each([
    ['a loader among the files', { wim, files: ['/a/shell.efi'] }, 'keeps shell.efi for the boot manager'],
    ['a font among the files', { wim, files: ['/a/wgl4_boot.TTF'] }, 'keeps wgl4_boot.TTF'],
    ['a second WIM among the files', { wim, files: ['C:\\a\\tools.wim'] }, 'keeps tools.wim'],
    ['a BCD among the files', { wim, files: ['/a/bcd'] }, 'keeps bcd'],
    ['a name of two words', { wim, files: ['/a/my driver.inf'] }, 'at most 48 letters'],
    ['a name that would be an option', { wim, files: ['/a/--timeout'] }, 'at most 48 letters'],
    [
      'two names that Windows cannot tell apart',
      { wim, files: ['/a/x.inf', '/b/X.INF'] },
      'two files are called X.INF',
    ],
    [
      'a text and a file of one name',
      { wim, files: ['/a/startnet.cmd'], commands: 'dir' },
      'startnet.cmd is written by this action',
    ],
    [
      'a driver among the files of the boot manager',
      { wim, bootFiles: ['/a/x.sys'] },
      'x.sys is no file of the boot manager',
    ],
    ['an option that wimboot does not know', { wim, options: 'gui index=2' }, 'wimboot does not know index=2'],
    ['an option that leaves the image alone', { wim, options: 'rawwim' }, 'rawwim leaves the image as it is'],
    [
      'a winpeshl.ini that would skip the commands',
      { wim, shell: '[LaunchApp]\nAppPath=x.exe' },
      'winpeshl.ini runs in',
    ],
    ['no WIM at all', {}, 'give a boot.wim'],
    ['a WIM and an image', { wim, image: '/srv/a.iso' }, 'give a boot.wim'],
    ['an image 0', { wim, index: 0 }, '>=1'],
    ['more files than there is room for', { wim, files: Array.from({ length: 49 }, (_, n) => `/a/${n}.inf`) }, '<=48'],
    [
      'a place that leads out of the image',
      { image: '/a.iso', wimInImage: '/sources/boot.wim' },
      'without one in front',
    ],
  ])('%s', (_, parameters, why) => {
    expect(problemOf(parameters)).toContain(why);
  });

  it.each([
    [
      'an answer file that names what the computer has not',
      { wim, answerFile: '<a>${key}</a>' },
      {},
      'no variable key',
    ],
    [
      'a command with a value that cmd.exe would act on',
      { wim, commands: 'echo ${x}' },
      { x: 'a & format c:' },
      'variable x holds',
    ],
  ])('%s, on the screen of the machine', (_, parameters, variables, why) => {
    expect(scriptOf(pc02('winpe', 'WinPE', parameters, variables))).toContain(why);
  });
});
