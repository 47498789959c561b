/** Disks, menus and chains: the kinds that boot from another machine, or not at all. */
export const networkKinds = {
  san: {
    title: 'Network disk or ISO',
    help: 'Starts an ISO or a disk image, or a disk of an iSCSI, AoE or FCoE server. Windows and most installers lose an image that comes by HTTP. FCoE (fcp:) needs an iPXE that was built with it: the ones that come with Rollcall are not.',
  },
  'client-menu': { title: 'Menu on the machine', help: 'Whoever sits in front of the machine chooses.' },
  hold: { title: 'Hold screen', help: 'Keeps the machine waiting, so that it takes your next click at once.' },
  power: {
    title: 'Restart, power off, firmware setup',
    help: 'For a task. As a default the machine would never come further.',
  },
  inventory: {
    title: 'Inventory',
    help: 'Asks the machine for its serial number, memory, processor and network chip, then boots its default.',
  },
  'netboot-xyz': { title: 'netboot.xyz', help: 'Opens the menu of netboot.xyz.' },
  fog: { title: 'FOG', help: 'Hands the machine to a FOG server.' },
  wds: {
    title: 'WDS or MDT',
    help: 'Hands the machine to a WDS server. Under UEFI with iPXE 2.0 its loader does not find the server: choose the way “wimboot” then.',
  },
  'hand-off': {
    title: 'Leave to another boot server',
    help: 'Rollcall stays silent for the machine, so that SCCM, Altiris or another server answers.',
  },
} as const;

export const networkParameters = {
  'local-disk': {
    bios: {
      label: 'Way out under BIOS',
      help: 'first disk starts it directly; exit leaves the order to the firmware.',
    },
    uefi: { label: 'Way out under UEFI', help: 'For a board that does not go on to its disk by the usual way.' },
    bootFile: {
      label: 'File on the disk under UEFI',
      help: 'Such as \\EFI\\debian\\shimx64.efi. It goes before the way out.',
    },
  },
  san: {
    image: { label: 'ISO or disk image', help: 'A file on this computer. Or give an address below.' },
    uri: {
      label: 'Address of the disk',
      help: 'iscsi:10.0.0.9::::iqn.2026.school:disk, aoe:e0.1 or http://… ${name} and the variables of the computer are filled in.',
    },
    initiator: { label: 'Name of the iSCSI initiator', help: 'Begins with iqn.' },
    drive: { label: 'Drive number', help: 'Such as 0x80.' },
    keep: { label: 'Keep the disk after a failed start', help: 'For an installer that writes to it.' },
  },
  'client-menu': {
    items: { label: 'Actions', help: 'The first is taken when the time is over.' },
    seconds: { label: 'Seconds to choose', help: '0 waits for ever.' },
  },
  hold: {
    message: { label: 'Words on the screen', help: null },
    seconds: { label: 'Seconds between two questions', help: null },
  },
  power: { turn: { label: 'What the machine does', help: null } },
  'netboot-xyz': {
    mirror: {
      label: 'Mirror',
      help: 'The folder with menu.ipxe: its address, or its path on this computer. Without one, the menu comes from the internet.',
    },
  },
  fog: {
    server: { label: 'FOG server', help: 'Its address or name.' },
    way: {
      label: 'How FOG is asked',
      help: 'Its own loader asks the DHCP server for FOG: for rooms where that server names it.',
    },
    folder: { label: 'Folder on the server', help: null },
  },
  wds: {
    server: { label: 'WDS server', help: 'Its address or name.' },
    bios: { label: 'Boot file for BIOS', help: null },
    uefi: { label: 'Boot file for UEFI', help: null },
    way: {
      label: 'Way',
      help: 'loader: the files of the server by TFTP. wimboot: a copy of its boot image, for iPXE 2.0.',
    },
    wim: { label: 'Boot image', help: 'For the way wimboot. With MDT: Boot\\LiteTouchPE_x64.wim of the share.' },
    wimboot: { label: 'Another wimboot', help: null },
  },
  'hand-off': {
    address: {
      label: 'Go on giving it an address',
      help: 'Without a boot file. Only where Rollcall gives the addresses.',
    },
  },
} as const;
