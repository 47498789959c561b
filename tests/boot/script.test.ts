import { describe, expect, it } from 'vitest';
import { fallbackScript, problemScript, renderScript, type ScriptView } from '../../electron/boot/script.ts';
import { faultsOf, type Machine, run } from './ipxe-shell.ts';

const pc02: ScriptView = {
  action: {
    id: 7,
    name: 'Lab Linux',
    kind: 'linux',
    parameters: { kernel: '/srv/vmlinuz', initrd: '/srv/initrd.img', cmdline: 'console=ttyS0 quiet' },
  },
  computer: { mac: '52:54:00:00:00:02', name: 'PC-02', seat: { row: 1, column: 2 }, variables: {} },
  roomName: 'B12',
  token: 'k3J9',
  httpUrl: 'http://10.77.0.1:8080',
  server: '10.77.0.1',
};

function textOf(view: ScriptView): string {
  const rendered = renderScript(view);
  if ('problem' in rendered) throw new Error(rendered.problem);
  return rendered.text;
}

function problemOf(view: ScriptView): string | null {
  const rendered = renderScript(view);
  return 'problem' in rendered ? rendered.problem : null;
}

function withAction(kind: string, parameters: Record<string, unknown> = {}, name = 'Lab Linux'): ScriptView {
  return { ...pc02, action: { id: 7, name, kind, parameters } };
}

/** A machine on which everything works; what it leaves with never comes back. */
function machine(
  platform: 'efi' | 'pcbios',
  changes: (words: readonly string[]) => ReturnType<Machine['respond']> | null = () => null,
): Machine {
  const leaves = new Set(['boot', 'sanboot']);
  return { settings: { platform }, respond: (words) => changes(words) ?? (leaves.has(words[0]!) ? 'gone' : 'ok') };
}

const disk = `iseq \${platform} pcbios && goto bios_disk ||
exit 1
:bios_disk
sanboot --no-describe --drive 0x80 || exit
`;
const started = `imgfetch --name s --timeout 3000 http://10.77.0.1:8080/beacon/k3J9/started ||
imgfree s ||
`;

describe('the script of a machine', () => {
  it('of a Linux kernel is this text', () => {
    expect(textOf(pc02)).toBe(`#!ipxe
echo
echo Rollcall: Lab Linux for PC-02, room B12, seat 1,2
set rollcall-again ||
:start
kernel --name vmlinuz http://10.77.0.1:8080/files/7/kernel/vmlinuz?boot=k3J9 initrd=initrd.img console=ttyS0 quiet || goto failed
initrd --name initrd.img http://10.77.0.1:8080/files/7/initrd/initrd.img?boot=k3J9 || goto failed
${started}boot || goto failed
:failed
set rollcall-error \${errno} ||
echo
echo Rollcall: Lab Linux did not start (iPXE error \${rollcall-error})
imgfree ||
isset \${rollcall-again} && goto lost ||
set rollcall-again 1 ||
echo Trying once more in 5 seconds
sleep 5 ||
goto start
:lost
imgfetch --name f --timeout 3000 http://10.77.0.1:8080/beacon/k3J9/failed?why=\${rollcall-error} ||
imgfree f ||
echo Going on to the next boot device in 10 seconds
sleep 10 ||
${disk}`);
  });

  it('of the local disk is this text', () => {
    expect(textOf(withAction('local-disk', {}, 'Local disk'))).toBe(`#!ipxe
echo
echo Rollcall: Local disk for PC-02, room B12, seat 1,2
${started}${disk}`);
  });

  it('of the iPXE shell is this text', () => {
    expect(textOf(withAction('ipxe-shell', {}, 'iPXE shell'))).toBe(`#!ipxe
echo
echo Rollcall: iPXE shell for PC-02, room B12, seat 1,2
${started}echo Type exit to go on to the disk, help for the commands
shell ||
${disk}`);
  });

  it('of a script of its own is this text', () => {
    const text =
      '#!ipxe\r\necho Grüße, ${name} an ${net0/mac}\r\n:again\r\nchain http://${server}/x?m=${mac} || goto again\r\n';
    expect(textOf(withAction('script', { text }, 'Menu'))).toBe(`#!ipxe
echo
echo Rollcall: Menu for PC-02, room B12, seat 1,2
echo Grusse, PC-02 an \${net0/mac}
:again
${started}chain http://10.77.0.1/x?m=52:54:00:00:00:02 || goto again
`);
  });

  it('of a machine without a name, room and seat calls it by its MAC address', () => {
    const view = { ...pc02, computer: { ...pc02.computer, name: null, seat: null }, roomName: null };
    expect(textOf(view)).toContain('echo Rollcall: Lab Linux for 52:54:00:00:00:02\n');
  });

  it('is the same text for the same view', () => {
    expect(textOf(pc02)).toBe(textOf(structuredClone(pc02)));
  });

  it.each([
    ['accents are dropped', 'Prüfung Ärzte', 'Prufung Arzte'],
    ['other alphabets become question marks', 'Экзамен 1', '??????? 1'],
    ['a number sign would begin a comment', 'Lab #2', 'Lab No.2'],
    ['operators become words', 'this || that && more ; end', 'this or that and more , end'],
    ['a dash in front would be an option', '--n Lab', 'n Lab'],
    ['a backslash at the end would join the next line', 'Lab\\', 'Lab'],
    ['a dollar sign is only a sign', 'Lab $5', 'Lab $5'],
  ])('shows any name of an action: %s', (_, name, shown) => {
    const text = textOf(withAction('local-disk', {}, name));
    expect(text).toContain(`echo Rollcall: ${shown} for PC-02`);
    expect(faultsOf(text)).toEqual([]);
  });

  it.each([
    ['Linux', pc02],
    ['Linux without an initrd', withAction('linux', { kernel: '/srv/vmlinuz' })],
    ['local disk', withAction('local-disk')],
    ['shell', withAction('ipxe-shell')],
    ['own script', withAction('script', { text: '#!ipxe\nkernel a\nboot' })],
  ])('runs on every stock build: %s', (_, view) => {
    expect(faultsOf(textOf(view))).toEqual([]);
  });

  it.each([
    [
      'an action of a kind that is not known',
      withAction('windows-xp'),
      'of a kind that this version does not know: windows-xp',
    ],
    ['an action without its kernel', withAction('linux', {}), 'is not complete: kernel:'],
    ['a path that is not whole', withAction('linux', { kernel: 'vmlinuz' }), 'kernel: give the whole path'],
    ['a parameter too many', withAction('local-disk', { disk: 'sda' }), 'is not complete'],
    ['a script that is none', withAction('script', { text: 'echo hello' }), 'line 1: the first line has to be #!ipxe'],
  ])('is refused with one sentence: %s', (_, view, words) => {
    expect(problemOf(view)).toContain(words);
    expect(problemOf(view)).not.toContain('\n');
  });
});

describe('a machine that runs its script', () => {
  it('says that it has started right before the kernel, and with no image left over', () => {
    const { commands, end } = run(textOf(pc02), machine('efi'));
    expect(commands.slice(-3)).toEqual([
      'imgfetch --name s --timeout 3000 http://10.77.0.1:8080/beacon/k3J9/started',
      'imgfree s',
      'boot',
    ]);
    expect(end).toBe('gone');
  });

  it('boots although the server is gone when it reports', () => {
    const silent = machine('pcbios', ([command]) =>
      command === 'imgfetch' ? 0x4c0a6035 : command === 'imgfree' ? 0x2d000000 : null,
    );
    expect(run(textOf(pc02), silent).end).toBe('gone');
  });

  it('tries a missing kernel once more, reports its error and goes on to the UEFI boot order', () => {
    const { commands, end } = run(
      textOf(pc02),
      machine('efi', ([command]) => (command === 'kernel' ? 0x2d0c618e : null)),
    );
    expect(commands.filter((command) => command.startsWith('kernel'))).toHaveLength(2);
    expect(commands).toContain(
      'imgfetch --name f --timeout 3000 http://10.77.0.1:8080/beacon/k3J9/failed?why=0x2d0c618e',
    );
    expect(end).toEqual({ exit: 1 });
  });

  it('boots when the second try works', () => {
    let tries = 0;
    const flaky = machine('efi', ([command]) => (command === 'initrd' && tries++ === 0 ? 0x4c0a6035 : null));
    const { commands, end } = run(textOf(pc02), flaky);
    expect(commands.some((command) => command.includes('/failed'))).toBe(false);
    expect(end).toBe('gone');
  });

  it('frees the images of the first try before the second', () => {
    let tries = 0;
    const flaky = machine('efi', ([command]) => (command === 'boot' && tries++ === 0 ? 0x2e008081 : null));
    const { commands } = run(textOf(pc02), flaky);
    expect(commands.indexOf('imgfree')).toBeLessThan(
      commands.lastIndexOf(
        'kernel --name vmlinuz http://10.77.0.1:8080/files/7/kernel/vmlinuz?boot=k3J9 initrd=initrd.img console=ttyS0 quiet',
      ),
    );
  });

  it.each([
    ['a UEFI machine ends with an error, so that the firmware tries its next entry', 'efi', { exit: 1 }],
    ['a BIOS machine starts its first disk', 'pcbios', 'gone'],
  ] as const)('leaves for its disk: %s', (_, platform, end) => {
    for (const text of [textOf(withAction('local-disk')), problemScript('Something is wrong'), fallbackScript()]) {
      expect(run(text, machine(platform)).end).toEqual(end);
    }
  });

  it('hands a BIOS machine without a disk back to its firmware', () => {
    const diskless = machine('pcbios', ([command]) => (command === 'sanboot' ? 0x2c000000 : null));
    expect(run(fallbackScript(), diskless).end).toEqual({ exit: 0 });
  });
});

describe('the script that shows a problem', () => {
  it('is this text', () => {
    expect(
      problemScript(
        'The action “Größe” is not complete: kernel: give the whole path of the file, from the root or the drive letter on',
      ),
    ).toBe(`#!ipxe
echo
echo Rollcall: The action "Grosse" is not complete: kernel: give the whole path of
echo Rollcall: the file, from the root or the drive letter on
echo Going on to the next boot device in 10 seconds
sleep 10 ||
${disk}`);
  });

  it.each([[''], ['--x'], ['# no'], ['a\nreboot'], ['${reboot}'], ['x || reboot'], ['x'.repeat(5_000)]])(
    'is valid for %j',
    (sentence) => {
      expect(faultsOf(problemScript(sentence))).toEqual([]);
      expect(run(problemScript(sentence), machine('efi')).commands).not.toContain('reboot');
    },
  );
});

describe('the sentence of a problem', () => {
  it('never joins two lines, whatever word a line ends with', () => {
    const lines = problemScript(`There is no folder ${'C:\\images\\ '.repeat(60)}`).split('\n');
    expect(lines.filter((line) => line.endsWith('\\'))).toEqual([]);
  });
});
