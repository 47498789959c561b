import { describe, expect, it } from 'vitest';
import { clientMenu, menuItems } from '../../electron/actions/client-menu.ts';
import { handedOff } from '../../electron/actions/hand-off.ts';
import { actionKind } from '../../electron/actions/kinds.ts';
import { faultsOf, run } from '../boot/ipxe-shell.ts';
import { pc02, scriptOf } from './pc02.ts';

const actions = new Map([
  ['Lab Linux', 3],
  ['Local disk', 1],
]);
const menu = { items: ['Lab Linux', 'Local disk'], seconds: 20 };

function viewOf(
  kind: string,
  name: string,
  parameters: Record<string, unknown>,
  variables: Record<string, string> = {},
) {
  const checked = actionKind(kind)!.parameters.parse(parameters) as Record<string, unknown>;
  return { ...pc02(kind, name, checked, variables), actionNamed: (wanted: string) => actions.get(wanted) ?? null };
}

const scripts = [
  ['an ISO of this computer', 'san-iso', 'san', { image: '/srv/rescue.iso' }],
  [
    'an iSCSI disk that is kept for an installer',
    'san-iscsi',
    'san',
    { uri: 'iscsi:10.0.0.9::::iqn.2026.school:disk', initiator: 'iqn.2026.school:pc02', keep: true, drive: '0x81' },
  ],
  ['an AoE disk', 'san-aoe', 'san', { uri: 'aoe:e0.1' }],
  ['an FCoE disk', 'san-fcoe', 'san', { uri: 'fcp:50:0a:09:81:86:57:cd:0b:0' }],
  ['the local disk by other ways out', 'local-disk-forms', 'local-disk', { bios: 'exit', uefi: 'firmware menu' }],
  ['one file on the local disk', 'local-disk-file', 'local-disk', { bootFile: '\\EFI\\debian\\shimx64.efi' }],
  ['a restart', 'power-restart', 'power', {}],
  ['switching off', 'power-off', 'power', { turn: 'power off' }],
  ['the setup of the firmware', 'power-setup', 'power', { turn: 'firmware setup' }],
  ['a menu with a time', 'client-menu', 'client-menu', menu],
  ['a menu that waits', 'client-menu-waits', 'client-menu', { ...menu, seconds: 0 }],
  ['the hold screen', 'hold', 'hold', {}],
  ['the inventory', 'inventory', 'inventory', {}],
  ['netboot.xyz from the internet', 'netboot-xyz', 'netboot-xyz', {}],
  ['netboot.xyz from a mirror', 'netboot-xyz-mirror', 'netboot-xyz', { mirror: 'http://10.0.0.5/netboot.xyz/' }],
  ['netboot.xyz from a folder', 'netboot-xyz-folder', 'netboot-xyz', { mirror: '/srv/netboot.xyz' }],
  ['FOG by POST', 'fog-post', 'fog', { server: '10.0.0.6' }],
  ['FOG by GET', 'fog-get', 'fog', { server: 'fog.school', way: 'get', folder: '/fog' }],
  ['the loader of FOG', 'fog-loader', 'fog', { server: '10.0.0.6', way: 'own loader' }],
  ['WDS', 'wds', 'wds', { server: '10.0.0.7' }],
  [
    'WDS by wimboot',
    'wds-wimboot',
    'wds',
    { server: '10.0.0.7', way: 'wimboot', wim: '/srv/LiteTouchPE_x64.wim', wimboot: '/srv/wimboot' },
  ],
  ['a hand-off', 'hand-off', 'hand-off', {}],
] as const;

describe('disks, menus and chains', () => {
  it.each(scripts)('%s is this script', async (_, golden, kind, parameters) => {
    const text = scriptOf(viewOf(kind, 'The action', parameters));
    await expect(text).toMatchFileSnapshot(`../fixtures/scripts/${golden}.ipxe`);
  });

  /** Menus, `cpuid`, `params` and `poweroff` are beyond what all builds share; the scripts go on where they are missing. */
  const usual = scripts.filter(([, golden]) => !/^(client-menu|fog-(post|get)|power-off)/.test(golden));
  it.each(usual)('%s is a script that every stock build of iPXE can run', (_, __, kind, parameters) => {
    expect(faultsOf(scriptOf(viewOf(kind, 'The action', parameters)))).toEqual([]);
  });

  it.each([
    ['neither an image nor an address', 'san', {}],
    ['both an image and an address', 'san', { image: '/srv/a.iso', uri: 'aoe:e0.1' }],
    ['an address with a blank', 'san', { uri: 'iscsi:10.0.0.9 --x' }],
    ['an address of another kind', 'san', { uri: 'file:/etc/passwd' }],
    ['a drive that is no number', 'san', { uri: 'aoe:e0.1', drive: 'sda' }],
    ['a boot file with a command', 'local-disk', { bootFile: '\\EFI\\x.efi || shell' }],
    ['a server with a path', 'fog', { server: 'fog/x' }],
    ['a folder of FOG with a query', 'fog', { server: 'fog', folder: '/fog?x' }],
    ['a boot file of WDS with a blank', 'wds', { server: 'wds', bios: 'a b' }],
    ['the way round the loader of WDS without its image', 'wds', { server: 'wds', way: 'wimboot' }],
    ['an empty menu', 'client-menu', { items: [] }],
    ['a mirror without http', 'netboot-xyz', { mirror: 'ftp://x/' }],
    ['a message of two lines', 'hold', { message: 'a\nb' }],
  ])('refuse %s', (_, kind, parameters) => {
    expect(actionKind(kind)!.parameters.safeParse(parameters).success).toBe(false);
  });

  it('fill the words of the machine into the address of its disk', () => {
    const view = viewOf('san', 'Disk', { uri: 'iscsi:10.0.0.9::::iqn.2026.school:${disk}' }, { disk: 'lun-02' });
    expect(scriptOf(view)).toContain('sanboot iscsi:10.0.0.9::::iqn.2026.school:lun-02 || goto failed\n');
  });
});

describe('a menu', () => {
  it('that names an action which is not there says so', () => {
    expect(scriptOf(viewOf('client-menu', 'Menu', { items: ['Lab Linux', 'Gone'] }))).toBe(
      'The action “Menu” cannot be used here. Its menu names the action “Gone”, which is not there',
    );
  });

  it('does not offer itself', () => {
    const view = viewOf('client-menu', 'Menu', { items: ['Menu'] });
    expect(scriptOf({ ...view, actionNamed: () => 7 })).toContain('names the action “Menu”');
  });

  it('names what it offers, and no other kind does', () => {
    expect(menuItems({ kind: clientMenu.kind, parameters: menu })).toEqual(menu.items);
    expect(menuItems({ kind: 'linux', parameters: menu })).toEqual([]);
  });

  it('takes its first entry when the choice was given up', () => {
    const commands = run(scriptOf(viewOf('client-menu', 'Menu', menu)), {
      settings: { platform: 'efi' },
      respond: ([word]) => (word === 'choose' ? 1 : word === 'chain' ? 'gone' : 'ok'),
    }).commands;
    expect(commands.at(-1)).toContain('choose=3');
  });
});

describe('FOG', () => {
  it.each([
    ['by POST where the boot loader can', 'ok', 'boot.php##params'],
    ['by GET where it cannot', 1, 'boot.php?mac0='],
  ] as const)('is asked %s', (_, params, asked) => {
    const commands = run(scriptOf(viewOf('fog', 'FOG', { server: '10.0.0.6' })), {
      settings: { platform: 'pcbios', buildarch: 'i386' },
      respond: ([word]) => (word === 'params' ? params : word === 'chain' ? 'gone' : 'ok'),
    }).commands;
    expect(commands.at(-1)).toContain(asked);
  });
});

it.each([
  [{ kind: 'linux', parameters: {} }, 'no'],
  [{ kind: 'hand-off', parameters: {} }, 'with address'],
  [{ kind: 'hand-off', parameters: { address: true } }, 'with address'],
  [{ kind: 'hand-off', parameters: { address: false } }, 'silently'],
] as const)('%j leaves the machine to another server: %s', (action, expected) => {
  expect(handedOff(action)).toBe(expected);
});
