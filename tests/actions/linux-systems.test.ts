import { describe, expect, it } from 'vitest';
import type { ScriptContext } from '../../electron/actions/kind.ts';
import { actionKind } from '../../electron/actions/kinds.ts';
import { renderScript, type ScriptView, scriptContext } from '../../electron/boot/script.ts';
import { faultsOf } from '../boot/ipxe-shell.ts';

const image = '/srv/medium.iso';
const view = (kind: string, parameters: Record<string, unknown>, changes: Partial<ScriptView['computer']> = {}) => ({
  action: { id: 7, name: 'Lab', kind, parameters },
  computer: { mac: '52:54:00:00:00:02', name: 'PC 02', seat: { row: 1, column: 2 }, variables: {}, ...changes },
  roomName: 'B12',
  token: 'k3J9',
  httpUrl: 'http://10.77.0.1:8080',
  server: '10.77.0.1',
});

function textOf(kind: string, parameters: Record<string, unknown>, changes: Partial<ScriptView['computer']> = {}) {
  const rendered = renderScript(view(kind, parameters, changes));
  return 'text' in rendered ? rendered.text : rendered.problem;
}

/** The lines between the label that a second try goes back to and the beacon. */
function loading(kind: string, parameters: Record<string, unknown>): string {
  return /:start\n(.*?)imgfetch --name s /s.exec(textOf(kind, parameters))?.[1] ?? textOf(kind, parameters);
}

/** A text that the action makes for the machine. */
function madeText(kind: string, parameters: Record<string, unknown>, slot: string, changes = {}): string {
  const files = actionKind(kind)!.files(parameters);
  const source = files.find((file) => file.slot === slot)?.source;
  if (source?.kind !== 'text') throw new Error(`${slot} is no text`);
  const context: ScriptContext = scriptContext(view(kind, parameters, changes), files);
  return source.text(context);
}

const files = 'http://10.77.0.1:8080/files/7';
const tree = 'http://10.77.0.1:8080/tree/7/k3J9';
/** Fetched where Secure Boot asks for it. */
const shim = `shim --timeout 10000 ${tree}/EFI/boot/bootx64.efi ||\n`;
const card = 'BOOTIF=01-52-54-00-00-00-02';

describe('the script of a Linux system loads', () => {
  it.each<[string, string, Record<string, unknown>, string]>([
    [
      'Debian live',
      'debian-live',
      { image, locale: 'de_DE.UTF-8', keyboard: 'de', cmdline: 'quiet' },
      `kernel --name vmlinuz ${files}/kernel/vmlinuz?boot=k3J9 initrd=initrd.img boot=live components fetch=${tree}/live/filesystem.squashfs ${card} ethdevice-timeout=15 hostname=pc-02 locales=de_DE.UTF-8 keyboard-layouts=de hooks=${tree}/report quiet || goto failed
initrd --name initrd.img ${files}/initrd/initrd.img?boot=k3J9 || goto failed
${shim}`,
    ],
    [
      'Ubuntu live, which takes only an address that ends with .iso',
      'ubuntu-live',
      { image },
      `kernel --name vmlinuz ${files}/kernel/vmlinuz?boot=k3J9 initrd=initrd boot=casper ip=dhcp netboot=url url=${files}/image/medium.iso cloud-config-url=/dev/null ds=nocloud-net;s=${tree}/ || goto failed
initrd --name initrd ${files}/initrd/initrd?boot=k3J9 || goto failed
${shim}`,
    ],
    [
      'the installer of Ubuntu Server by hand, which reports nothing',
      'ubuntu-server',
      { image, report: false },
      `kernel --name vmlinuz ${files}/kernel/vmlinuz?boot=k3J9 initrd=initrd ip=dhcp netboot=url url=${files}/image/medium.iso cloud-config-url=/dev/null || goto failed
initrd --name initrd ${files}/initrd/initrd?boot=k3J9 || goto failed
${shim}`,
    ],
    [
      'the installer of Ubuntu Server with an autoinstall file',
      'ubuntu-server',
      { image, autoinstall: 'autoinstall: {}' },
      `kernel --name vmlinuz ${files}/kernel/vmlinuz?boot=k3J9 initrd=initrd ip=dhcp netboot=url url=${files}/image/medium.iso cloud-config-url=/dev/null autoinstall ds=nocloud-net;s=${tree}/ || goto failed
initrd --name initrd ${files}/initrd/initrd?boot=k3J9 || goto failed
${shim}`,
    ],
    [
      'the installer of Debian with a preseed file',
      'debian-installer',
      { kernel: '/srv/linux', initrd: '/srv/initrd.gz', preseed: 'd-i', locale: 'en_US', keyboard: 'us' },
      `kernel --name linux ${files}/kernel/linux?boot=k3J9 initrd=initrd.gz auto=true priority=critical preseed/url=${files}/preseed/preseed.cfg?boot=k3J9 ${card} hostname=pc-02 domain= locale=en_US keymap=us || goto failed
initrd --name initrd.gz ${files}/initrd/initrd.gz?boot=k3J9 || goto failed
`,
    ],
    [
      'the installer of Debian by hand, from an image',
      'debian-installer',
      { image },
      `kernel --name linux ${files}/kernel/linux?boot=k3J9 initrd=initrd.gz ${card} hostname=pc-02 domain= || goto failed
initrd --name initrd.gz ${files}/initrd/initrd.gz?boot=k3J9 || goto failed
`,
    ],
    [
      'SystemRescue with updates for the processor first',
      'systemrescue',
      { image, microcode: ['sysresccd/boot/intel_ucode.img'], keyboard: 'de', check: true },
      `kernel --name vmlinuz ${files}/kernel/vmlinuz?boot=k3J9 initrd=intel_ucode.img initrd=sysresccd.img archisobasedir=sysresccd ${card} ip=dhcp archiso_http_srv=${tree}/ checksum setkmap=de ar_source=${tree} autoruns=no ar_nowait || goto failed
initrd --name intel_ucode.img ${files}/initrd/intel_ucode.img?boot=k3J9 || goto failed
initrd --name sysresccd.img ${files}/initrd2/sysresccd.img?boot=k3J9 || goto failed
`,
    ],
    [
      'SystemRescue with the scripts of somebody else instead of the report',
      'systemrescue',
      { image, cmdline: 'ar_source=nfs://10.77.0.9/scripts' },
      `kernel --name vmlinuz ${files}/kernel/vmlinuz?boot=k3J9 initrd=sysresccd.img archisobasedir=sysresccd ${card} ip=dhcp archiso_http_srv=${tree}/ ar_source=nfs://10.77.0.9/scripts || goto failed
initrd --name sysresccd.img ${files}/initrd/sysresccd.img?boot=k3J9 || goto failed
`,
    ],
    [
      'Clonezilla that restores a disk without a question',
      'clonezilla',
      { image, job: 'restore', repository: 'nfs://10.77.0.9/images', imageName: 'win11', disk: 'nvme0n1' },
      `kernel --name vmlinuz ${files}/kernel/vmlinuz?boot=k3J9 initrd=initrd.img boot=live username=user config components fetch=${tree}/live/filesystem.squashfs ${card} hostname=pc-02 locales= keyboard-layouts= ocs_live_run="ocs-sr -g auto -e1 auto -e2 -c -r -j2 -scr -batch -p reboot restoredisk win11 nvme0n1" ocs_live_extra_param="" ocs_live_batch=yes ocs_repository="nfs://10.77.0.9/images" ocs_prerun="wget -q -T 10 -O /dev/null http://10.77.0.1:8080/beacon/k3J9/running" ocs_postrun="wget -q -T 10 -O /dev/null http://10.77.0.1:8080/beacon/k3J9/progress?percent=100" union=overlay noswap edd=on nomodeset net.ifnames=0 nosplash noprompt || goto failed
initrd --name initrd.img ${files}/initrd/initrd.img?boot=k3J9 || goto failed
${shim}`,
    ],
    [
      'Memtest86+ by the file for the firmware',
      'memtest',
      { bios: '/boot/memtest86+x64.bin', uefi: '/boot/memtest86+x64.efi', cmdline: 'console=ttyS0,115200' },
      `iseq \${platform} pcbios || goto uefi
kernel --name memtest86-x64.bin ${files}/bios/memtest86-x64.bin?boot=k3J9 console=ttyS0,115200 || goto failed
goto loaded
:uefi
kernel --name memtest86-x64.efi ${files}/uefi/memtest86-x64.efi?boot=k3J9 console=ttyS0,115200 || goto failed
goto loaded
:loaded
`,
    ],
    [
      'Porteus Kiosk with the second initrd of its PXE component',
      'kiosk',
      { image, homepage: 'https://school.example' },
      `kernel --name vmlinuz ${files}/kernel/vmlinuz?boot=k3J9 initrd=initrd.xz initrd=initrdpxe.xz http_server=10.77.0.1:8080 kiosk_config=${tree}/kiosk.conf quiet || goto failed
initrd --name initrd.xz ${files}/initrd/initrd.xz?boot=k3J9 || goto failed
initrd --name initrdpxe.xz ${files}/initrd2/initrdpxe.xz?boot=k3J9 || goto failed
`,
    ],
  ])('%s', (_, kind, parameters, expected) => {
    expect(loading(kind, parameters)).toBe(expected);
    expect(faultsOf(textOf(kind, parameters))).toEqual([]);
  });

  it('nothing on a firmware that Memtest86+ has no file for, and goes on to the disk', () => {
    const text = textOf('memtest', { bios: '/boot/memtest86+x64.bin' });
    expect(text).toContain(':uefi\necho Rollcall: this action has no file for UEFI\nsleep 10 ||\n');
    expect(faultsOf(text)).toEqual([]);
    expect(faultsOf(textOf('memtest', { uefi: '/boot/memtest86+x64.efi' }))).toEqual([]);
  });

  it('nothing when its command line is longer than a kernel takes', () => {
    const name = 'n'.repeat(60);
    const cmdline = `${'x'.repeat(1_600)} \${one} \${two}`;
    const variables = { one: 'y'.repeat(200), two: 'z'.repeat(200) };
    expect(textOf('debian-live', { image, cmdline }, { name, variables })).toMatch(/a kernel takes 2047/);
  });
});

describe('a Linux system is refused for', () => {
  it.each<[string, string, Record<string, unknown>, RegExp]>([
    ['a place that leaves the image', 'debian-live', { image, kernel: '../etc/passwd' }, /place inside the image/],
    ['a place from the root', 'ubuntu-live', { image, initrd: '/casper/initrd' }, /place inside the image/],
    ['a locale of two words', 'debian-live', { image, locale: 'de init=/bin/sh' }, /one word/],
    ['an installer whose kernel has no whole path', 'debian-installer', { initrd: '/srv/i' }, /whole path/],
    ['a memory test without a file', 'memtest', {}, /for BIOS, for UEFI, or both/],
    ['a restored disk without an image', 'clonezilla', { image, job: 'restore' }, /name of the image/],
    ['a quote in the options', 'clonezilla', { image, restoreOptions: '-p "x' }, /no quotes/],
    ['a repository with a command', 'clonezilla', { image, repository: 'nfs://a/b;reboot' }, /nfs:/],
    ['an image without its PXE component', 'kiosk', { image, pxeInitrd: '' }, /without the PXE component/],
    ['two first pages in one', 'kiosk', { image, homepage: 'http://a|http://b' }, /http:/],
    ['a playlist line without an address', 'signage', { image, pages: ['20 seconds'] }, /seconds and an address/],
    ['a playlist without pages', 'signage', { image, pages: [] }, /./],
  ])('%s', (_, kind, parameters, why) => {
    const checked = actionKind(kind)!.parameters.safeParse(parameters);
    expect(checked.success ? 'accepted' : checked.error.issues[0]?.message).toMatch(why);
  });
});

describe('the text that is made for a machine', () => {
  it('is a preseed file with its words, that says when it begins and when it ends', () => {
    const preseed = 'd-i netcfg/hostname string ${hostname}\r\nd-i x/${owner} string ${UNKNOWN}';
    const parameters = { kernel: '/srv/linux', initrd: '/srv/initrd.gz', preseed };
    expect(
      madeText('debian-installer', parameters, 'preseed', { variables: { owner: 'a\nb' } }),
    ).toBe(`d-i netcfg/hostname string pc-02
d-i x/a b string \${UNKNOWN}
d-i preseed/early_command string wget -q -O /dev/null http://10.77.0.1:8080/beacon/k3J9/running || true
d-i preseed/late_command string wget -q -O /dev/null http://10.77.0.1:8080/beacon/k3J9/progress?percent=100 || true
`);
  });

  it('keeps the commands that a preseed file has itself', () => {
    const preseed = 'd-i preseed/early_command string a\nd-i preseed/late_command string b\n';
    const parameters = { kernel: '/srv/linux', initrd: '/srv/initrd.gz', preseed };
    expect(madeText('debian-installer', parameters, 'preseed')).toBe(preseed);
  });

  it('is an autoinstall file whose values cannot leave their quotes', () => {
    const autoinstall = 'autoinstall:\n  identity: {realname: "${name}"}';
    const text = madeText('ubuntu-server', { image, autoinstall }, 'user-data', { name: 'A "B" \\' });
    expect(text).toBe('#cloud-config\nautoinstall:\n  identity: {realname: "A \\"B\\" \\\\"}\n');
  });

  it('are the three files of cloud-init, the one with passwords secret', () => {
    const texts = actionKind('ubuntu-server')!
      .files({ image, autoinstall: 'x' })
      .flatMap(({ name, source }) => (source.kind === 'text' ? [`${name} ${source.secret}`] : []));
    expect(texts).toEqual(['user-data true', 'meta-data false', 'vendor-data false']);
    expect(madeText('ubuntu-server', { image, autoinstall: 'x' }, 'meta-data')).toBe(
      'instance-id: rollcall-525400000002\nlocal-hostname: pc-02\n',
    );
  });

  it('is the report of an Ubuntu image, for an installation by hand too, where nothing is secret', () => {
    for (const kind of ['ubuntu-live', 'ubuntu-server']) {
      expect(madeText(kind, { image }, 'user-data')).toBe('#cloud-config\n{}\n');
      expect(madeText(kind, { image }, 'vendor-data')).toBe(
        "#cloud-config\nbootcmd:\n  - [wget, -q, -T, '10', -O, /dev/null, 'http://10.77.0.1:8080/beacon/k3J9/running']\n",
      );
    }
    expect(madeText('ubuntu-server', { image, autoinstall: 'x', report: false }, 'vendor-data')).not.toContain('http');
    expect(actionKind('ubuntu-live')!.files({ image, report: false })).toHaveLength(3);
  });

  it('can say when an installation is done', () => {
    const autoinstall = "autoinstall:\n  late-commands: ['wget -qO- ${done}']\n";
    expect(madeText('ubuntu-server', { image, autoinstall }, 'user-data')).toContain(
      "['wget -qO- http://10.77.0.1:8080/beacon/k3J9/progress?percent=100']",
    );
  });

  it('is the script that SystemRescue runs by itself', () => {
    expect(madeText('systemrescue', { image }, 'autorun')).toBe(`#!/bin/sh
wget -q -T 10 -O /dev/null http://10.77.0.1:8080/beacon/k3J9/running || curl -s -m 10 -o /dev/null http://10.77.0.1:8080/beacon/k3J9/running || true
`);
  });

  it('is the settings of a kiosk, with the value of a machine encoded and own lines instead of ours', () => {
    const parameters = {
      image,
      homepage: 'https://exam.example/?who=${candidate}',
      allowList: ['exam.example', 'sso.example'],
      idleMinutes: 5,
      keyboard: 'de',
      moreSettings: 'removable_devices=yes\nvolume_level=40',
    };
    const text = madeText('kiosk', parameters, 'kiosk.conf', { variables: { candidate: 'Ada & Co|http://x' } });
    expect(text).toBe(`[[ GLOBAL ]]
connection=wired
dhcp=yes
hostname=pc-02
browser=firefox
homepage=https://exam.example/?who=Ada%20%26%20Co%7Chttp%3A%2F%2Fx
whitelist=exam.example|sso.example
disable_navigation_bar=yes
session_idle=5
removable_devices=yes
right_mouse_click=no
primary_keyboard_layout=de
volume_level=40
kiosk_config=${tree}/kiosk.conf

`);
  });

  it.each([
    ['browser', 'chrome', 'browser=chrome'],
    ['navigation', true, null],
    ['navigation', false, 'disable_navigation_bar=yes'],
    ['idleMinutes', 7, 'session_idle=7'],
    ['idleMinutes', 0, null],
    ['onScreenKeyboard', true, 'virtual_keyboard=yes'],
    ['rightClick', true, 'right_mouse_click=yes'],
    ['devices', true, 'removable_devices=yes'],
    ['devices', false, 'removable_devices=no'],
    ['keyboard', 'fr', 'primary_keyboard_layout=fr'],
    ['timezone', 'Europe/Paris', 'timezone=Europe/Paris'],
    ['shutdownMenu', 'lock', 'shutdown_menu=lock'],
    ['allowList', ['a.example', 'b.example'], 'whitelist=a.example|b.example'],
  ])('has for %s as %s of the form of a kiosk the line %s', (field, value, line) => {
    const lines = (parameters: object) => madeText('kiosk', { image, ...parameters }, 'kiosk.conf').split('\n');
    const keys = { navigation: 'disable_navigation_bar', idleMinutes: 'session_idle' } as Record<string, string>;
    if (line === null)
      expect(lines({ [field]: value }).filter((each) => each.startsWith(`${keys[field]}=`))).toEqual([]);
    else expect(lines({ [field]: value })).toContain(line);
  });

  it('is the settings of a kiosk in an exam, whose portal and allow-list win over the form', () => {
    const parameters = { image, homepage: 'https://school.example', allowList: ['school.example'] };
    const exam = {
      'exam-portal': 'https://exam.example/?who=${candidate}|x',
      'exam-allow': 'sso.example *.cdn.example',
    };
    const variables = { ...exam, candidate: 'A|B' };
    const text = madeText('kiosk', parameters, 'kiosk.conf', { variables });
    expect(text).toContain(
      'homepage=https://exam.example/?who=A%7CB%7Cx\nwhitelist=exam.example|sso.example|*.cdn.example\n',
    );
    expect(text).not.toContain('school.example');
    const free = madeText('kiosk', parameters, 'kiosk.conf', { variables: { ...exam, 'exam-portal': '' } });
    expect(free).toContain('homepage=https://school.example\nwhitelist=school.example\n');
  });

  it('is a page that leads on to the first page of the machine, which can say nothing else', () => {
    const homepage = "https://a.example/?x=1&y=${who}'";
    const variables = { who: '"><script>' };
    const page = madeText('kiosk', { image, homepage }, 'portal.html', { variables });
    const address = 'https://a.example/?x=1&#38;y=%22%3E%3Cscript%3E&#39;';
    expect(page).toContain(`<meta http-equiv="refresh" content="0; url=${address}">`);
    expect(page).not.toContain('<script');
    expect(madeText('catalogue', { image }, 'portal.html')).not.toContain('refresh');
  });

  it('is the settings of a catalogue, which can go back and begins anew', () => {
    const text = madeText('catalogue', { image, homepage: 'https://opac.example' }, 'kiosk.conf');
    expect(text).toContain('homepage=https://opac.example\nsession_idle=3\n');
    expect(text).not.toContain('disable_navigation_bar');
  });

  it('is one setting for pages that are all shown for one time', () => {
    const text = madeText('signage', { image, pages: ['15 https://a.example', '15 https://b.example'] }, 'kiosk.conf');
    expect(text).toContain('homepage=https://a.example|https://b.example\n');
    expect(text).toContain('toggle_tabs=15\n');
  });

  it('is a page of its own for pages that are shown for times of their own', () => {
    const parameters = { image, pages: ['15 https://a.example', 'https://b.example/</script'.replace('<', '%3C')] };
    expect(madeText('signage', parameters, 'kiosk.conf')).toContain(`homepage=${tree}/playlist.html\n`);
    expect(madeText('signage', parameters, 'playlist.html')).toContain(
      'const pages = [["https://a.example",15000],["https://b.example/%3C/script",30000]];',
    );
  });
});

describe('the name of a machine', () => {
  const every: readonly (readonly [string, Record<string, unknown>])[] = [
    ['debian-live', { image }],
    ['ubuntu-server', { image, autoinstall: 'x' }],
    ['debian-installer', { image, preseed: 'x' }],
    ['systemrescue', { image }],
    ['clonezilla', { image }],
    ['kiosk', { image, homepage: 'https://a.example/${name}' }],
    ['signage', { image, pages: ['https://a.example/${name}'] }],
  ];
  const names = ['a || reboot', '#1', 'Prüfung 3', '-x', '${net0/mac}', 'a;b&c "d"', '试验', 'x'.repeat(64)];

  it.each(every)('changes nothing but its own words in the script of %s', (kind, parameters) => {
    const shape = (name: string) =>
      textOf(kind, parameters, { name })
        .replace(/hostname=[a-z0-9-]+/, '')
        .split('\n')
        .slice(3);
    for (const name of names) {
      expect(shape(name)).toEqual(shape('PC-02'));
      expect(faultsOf(textOf(kind, parameters, { name }))).toEqual([]);
    }
  });

  it('cannot add a line to a text that is made for it', () => {
    const variables = { evil: 'a\r\nd-i b\u2028c' };
    const preseed = 'd-i x string ${evil}\nd-i preseed/early_command string\nd-i preseed/late_command string\n';
    expect(madeText('debian-installer', { image, preseed }, 'preseed', { variables })).toBe(
      'd-i x string a d-i b c\nd-i preseed/early_command string\nd-i preseed/late_command string\n',
    );
  });

  it('becomes a host name, or that of its card where nothing of it is left', () => {
    const host = (name: string) => /hostname=(\S*)/.exec(textOf('debian-live', { image }, { name }))?.[1];
    expect(['Salle B12 – 3', '-A-', '试验', 'é'.repeat(80)].map(host)).toEqual([
      'salle-b12-3',
      'a',
      'pc-525400000002',
      'e'.repeat(63),
    ]);
  });
});
