import { english as words } from './describe-en.ts';
import { ended } from './describe-numbers.ts';
import type { CauseOf, CauseWords, DiagnosisWords } from './diagnosis.ts';

const cable = 'Check its cable and switch port, then restart it.';
const firewall =
  'Allow Rollcall in the firewall of this computer (UDP 67, 69 and 4011, TCP of the HTTP port), then restart the machine.';
const oneServer =
  'Unplug the other DHCP server from this network, or stop and serve again beside it (“There is already a DHCP server”).';

export const englishCauses: DiagnosisWords = {
  'never-heard': {
    why: 'Nothing was ever heard of it.',
    remedy:
      'Check the cable and the switch port. Then set network boot (PXE) first in the boot order of its firmware, with the network stack switched on.',
  },
  'did-not-start': ({ action, since }, moment) => ({
    why: `It has not asked for anything since “${action}” is due (${moment(since)}).`,
    remedy:
      'Switch it on, or restart it. If it then starts from its disk, set network boot (PXE) first in its boot order and switch the network stack on; else check the cable.',
  }),
  'system-asks': ({ system, at }, moment) => ({
    why: `Its installed system asked for an address at ${moment(at)}${system === null ? '' : ` (${system})`}, and its firmware did not: it starts from its disk.`,
    remedy:
      'The cable is good. Set network boot (PXE) before the disk in its boot order, or choose network boot in its start menu (often F12).',
  }),
  'not-serving': {
    why: 'Rollcall does not serve, so no machine gets an answer.',
    remedy: 'Start serving on the card of the classroom, then restart the machine.',
  },
  'left-alone': {
    why: 'It is unknown, and the settings leave unknown machines alone.',
    remedy: 'Give it a name and a seat, or serve unknown machines; then restart it.',
  },
  'handed-off': {
    why: 'Its action leaves it to another boot server, so Rollcall did not answer.',
    remedy: 'Check that the other boot server runs, or give the machine another action.',
  },
  'refused-by-hand': {
    why: 'Somebody decided that this machine is left alone.',
    remedy: 'Serve it after all, or give it a name and a seat; then restart it.',
  },
  'waits-for-answer': {
    why: 'It is new here and waits on its screen: nobody has said yet whether it may start.',
    remedy: 'Serve it or leave it alone under “Needs you”; it goes on within seconds.',
  },
  'nobody-answered': {
    why: 'It is new here, and nobody said in time whether it may start, so it went on to its own disk.',
    remedy: 'Serve it under “Needs you”, then restart it.',
  },
  'too-many-unknown': {
    why: 'So many unknown machines have appeared that no further one is answered.',
    remedy: 'Look for a device that makes up MAC addresses and unplug it; then start Rollcall again.',
  },
  'loader-none': ({ machine, architecture }) => loaderNone[machine](architecture),
  'bios-by-http': {
    why: 'It asked for HTTP boot as a BIOS, which cannot start a boot loader that way.',
    remedy: 'Choose PXE in place of HTTP boot in its firmware.',
  },
  'range-full': {
    why: 'It got no address: all addresses of the range are given away.',
    remedy: 'Make the range larger or the lease time shorter, and serve again.',
  },
  'relay-without-range': ({ relay }) => ({
    why: `Its question came through the relay ${relay}, from a network for which there is no range.`,
    remedy: 'Serve on a card of that network, or give that network a range.',
  }),
  'bootp-only': {
    why: 'It asks by BOOTP, which is too old for leases.',
    remedy: 'Update the firmware of its network card, or start it from the boot stick.',
  },
  'other-server-won': ({ server }) => ({
    why: `It took the offer of another DHCP server, ${server}, which does not lead to Rollcall.`,
    remedy: oneServer,
  }),
  'two-servers': ({ servers }) => ({
    why: `Two DHCP servers made it an offer, Rollcall and ${servers}, and it took neither.`,
    remedy: oneServer,
  }),
  'addresses-stopped': ({ server }) => ({
    why: `Rollcall stopped giving addresses when it heard another DHCP server, ${server}.`,
    remedy: `Unplug ${server} and start serving again, or serve as a proxy beside it.`,
  }),
  'offer-not-taken': ({ questions }) => ({
    why: `It asked ${questions === 1 ? 'once' : `${questions} times`}, was offered an address and did not take it.`,
    remedy:
      'Look for a second DHCP server, and whether the switch port lets answers through (spanning tree: set the port to “edge” or “portfast”). Then restart it.',
  }),
  'proxy-offer-ignored': {
    why: 'It has an address from the other DHCP server and does not take the boot file that Rollcall adds.',
    remedy:
      'Its firmware takes one offer alone. Let Rollcall give the addresses (“This switch is mine alone”, the other server off), or enter the boot file in the other server.',
  },
  'proxy-without-addresses': {
    why: 'Rollcall serves beside another DHCP server, but nobody gave the machine an address.',
    remedy: 'Switch the other DHCP server on, or let Rollcall give the addresses (“This switch is mine alone”).',
  },
  'address-refused': ({ refusals }) => ({
    why: `The address that it wanted was refused ${refusals === 1 ? 'once' : `${refusals} times`}, and it has taken no other.`,
    remedy: 'Restart it. If it stays so, take away its reservation or release its address in the other DHCP server.',
  }),
  'duplicate-address': ({ address }) => ({
    why: `Another device already uses ${address}, the address that it was offered.`,
    remedy: `Find the device with the fixed address ${address} and set it to DHCP, or leave that address out of the range.`,
  }),
  'duplicate-mac': {
    why: 'Two machines use the same network address (MAC), so each takes the answers of the other.',
    remedy:
      'Look for a copied USB network adapter or dock, or a virtual machine, and give it an address of its own (“MAC pass-through” in the firmware).',
  },
  'answer-not-sent': ({ detail }) => ({
    why: `The answer could not leave this computer: ${ended(detail)}`,
    remedy: 'Check the card and its cable on this computer, and that no firewall blocks it; then serve again.',
  }),
  'loader-not-asked': ({ file }) => ({
    why: `It has an address and was told to load ${file}, but did not ask for it.`,
    remedy: firewall,
  }),
  'tftp-blocked': ({ file }) => ({
    why: `It asked for ${file} by TFTP, and nothing of the answer reached it.`,
    remedy: firewall,
  }),
  'tftp-broken': ({ file, percent }) => ({
    why: `The transfer of ${file} by TFTP broke off at ${percent} %.`,
    remedy: cable,
  }),
  'tftp-no-such-file': ({ file }) => ({
    why: `It asked by TFTP for ${file}, which Rollcall does not have.`,
    remedy:
      'Another DHCP server names this boot file: correct its option 67, or switch it off. If the file is a boot loader of Rollcall, complete the firmware in the settings.',
  }),
  'tftp-broken-off': ({ file, words: said }) => ({
    why: `It broke the transfer of ${file} off: ${ended(said)}`,
    remedy: 'Restart it. If it stays so, update the firmware of its network card or try another boot loader.',
  }),
  'loader-other-architecture': ({ file, firmware }) => ({
    why: `It got ${file}, which does not fit its firmware (${words.firmware[firmware]}).`,
    remedy:
      'Another DHCP server names one boot file for all machines: let it tell BIOS and UEFI apart, or let Rollcall name it.',
  }),
  'secure-boot': ({ file }) => ({
    why: `It fetched ${file} whole and did not start it: Secure Boot refuses loaders that are not signed.`,
    remedy: 'Use the signed boot loader for this machine, or switch Secure Boot off in its firmware.',
  }),
  'second-stage-refused': ({ file }) => ({
    why: `Its signed loader fetched ${file} and refused it: the signature is not of a key that this machine trusts.`,
    remedy: 'Confirm the message on its screen. Take both loaders from one source, or switch Secure Boot off.',
  }),
  'loader-silent': ({ file }) => ({
    why: `It fetched ${file} whole, and then nothing was heard of it.`,
    remedy: 'Read its screen. Try another boot loader for this machine, or update its firmware.',
  }),
  'loader-no-address': {
    why: 'Its boot loader runs and asks for an address, and has taken none.',
    remedy:
      'The switch port opens too late: set it to “edge” or “portfast” (spanning tree). Else look for a second DHCP server.',
  },
  'script-not-asked': {
    why: 'Its boot loader runs and has an address, but never asked for its script by HTTP.',
    remedy: firewall,
  },
  'script-cut': {
    why: 'The connection broke while it fetched its script.',
    remedy: cable,
  },
  'second-card': ({ wanted }) => ({
    why: `It asked with one network card for the script of another (${wanted}).`,
    remedy: 'Plug the cable into the card that it boots from, or switch the other card off in its firmware.',
  }),
  'file-not-there': ({ path }) => ({
    why:
      path === null
        ? 'A file that its script names is not on the server.'
        : `It asked for ${path}, which is not there.`,
    remedy: 'Open the action and check its files and paths.',
  }),
  'window-over': ({ path }) => ({
    why: `It asked for ${path} when the time of its task was over.`,
    remedy: 'Give it the action once more, with a longer window.',
  }),
  'file-unreadable': ({ file, error }) => ({
    why: `${file} cannot be read on this computer (${error}).`,
    remedy: 'Check that the file is still there and may be read; a drive may have been unplugged.',
  }),
  'file-changed': ({ file }) => ({
    why: `${file} was changed on this computer while the machine fetched it.`,
    remedy: 'Wait until it is written, then restart the machine.',
  }),
  'download-cut': ({ file, percent }) => ({
    why: `The machine closed the connection at ${percent} % of ${file}.`,
    remedy: `${cable} If it happens at the same place again, its memory may be too small.`,
  }),
  'download-stalled': ({ file, percent }) => ({
    why: `The download of ${file} stands still at ${percent} %.`,
    remedy: `${cable} If it happens on many machines, try another boot loader: some hang on large files.`,
  }),
  'connection-refused': {
    why: 'The server refused its connection.',
    remedy: 'Check that Rollcall serves, and that no firewall blocks its HTTP port.',
  },
  'server-unreachable': {
    why: 'It cannot reach the server, or the server’s answers do not reach it.',
    remedy:
      'Check the cable and the switch port, that only one DHCP server answers, and that no firewall blocks Rollcall.',
  },
  'no-link': {
    why: 'Its network card has no link.',
    remedy: 'Plug the cable in, or try another port of the switch.',
  },
  'no-device': {
    why: 'Its boot loader does not find the network card or the disk.',
    remedy:
      'Switch the card or the disk on in its firmware (disk mode AHCI, not RAID); for a card, try another boot loader.',
  },
  'damaged-file': {
    why: 'A file arrived damaged, or its disk could not be read.',
    remedy: 'Restart it. If it happens again, check its cable, and whether the file is whole (its SHA-256).',
  },
  'wrong-format': ({ firmware }) => ({
    why: `A file is nothing that its firmware can start (${words.firmware[firmware]}).`,
    remedy: 'Check that the kernel of the action fits BIOS or UEFI and the processor of the machine.',
  }),
  'low-memory': {
    why: 'Its memory is too small for the files of this action.',
    remedy: 'Give it an action with smaller files, or more memory.',
  },
  'loader-too-old': {
    why: 'Its boot loader cannot do what the script asks for.',
    remedy: 'Let it load the boot loader that Rollcall brings: switch iPXE in its own network card off.',
  },
  certificate: {
    why: 'It does not trust the certificate of an HTTPS server.',
    remedy:
      'Set the clock of the machine in its firmware: a wrong date does this. Else use an address that begins with http://.',
  },
  'kernel-not-signed': {
    why: 'Its firmware refused the kernel: Secure Boot starts only what is signed.',
    remedy: 'Use the signed kernel of the distribution, or switch Secure Boot off in its firmware.',
  },
  cancelled: {
    why: 'Somebody stopped the boot at its keyboard.',
    remedy: 'Restart it and keep the keys free; a key may be stuck.',
  },
  'loader-error': ({ number }) => ({
    why: `Its boot loader stopped with an error (${number}).`,
    remedy: 'Read its screen; the number is explained at ipxe.org/err.',
  }),
  'kernel-silent': ({ action }) => ({
    why: `“${action}” was started, and its system has not been heard of since.`,
    remedy:
      'Read its screen. Often the driver of its network card is missing in the initrd, or the kernel does not fit the machine.',
  }),
  'windows-without-bcd': {
    why: 'Windows PE was handed over without its boot data (BCD and boot.sdi), and did not start.',
    remedy: 'Hand over only wimboot and boot.wim with wimboot 2.7.1 or newer, or add BCD and boot.sdi to the script.',
  },
  'windows-without-network': {
    why: 'Windows PE was started, and nothing was heard of it on the network.',
    remedy:
      'Put the driver of its network card into boot.wim (dism /Add-Driver). If its screen is blue, the driver of the disk is missing or the image does not fit BIOS or UEFI.',
  },
  'windows-without-disk': {
    why: 'Windows PE runs on the network, and its installation stopped.',
    remedy:
      'Most often it sees no disk: put the storage driver (Intel RST/VMD) into boot.wim, or set the disk mode to AHCI in the firmware.',
  },
  'windows-without-curl': {
    why: 'This Windows PE has no curl.exe and cannot fetch its image.',
    remedy: 'Add the curl.exe of a Windows 10 or 11 to the files of the action.',
  },
  'kiosk-without-pxe': {
    why: 'The kiosk was started and fetched nothing more: its image was made without the PXE component.',
    remedy: 'Make the image anew in the wizard of Porteus Kiosk, with initrdpxe.xz among the additional components.',
  },
  'network-disk-lost': {
    why: 'It started from a network disk, and its system was not heard of afterwards.',
    remedy:
      'Many systems lose a disk that comes by HTTP when their own drivers start. Boot their kernel and initrd in its place, or use iSCSI.',
  },
  told: ({ words: said }) => ({ why: `It told: ${ended(said)}`, remedy: 'Read its screen, then restart it.' }),
  'silent-at': ({ stage }) => ({
    why: `It came as far as “${stages[stage]}” and is silent since.`,
    remedy: 'Read its screen, check its cable and restart it.',
  }),
  'slow-link': ({ megabytesPerSecond }) => ({
    why: `It loads at ${megabytesPerSecond} MB/s: its link seems to run at 100 Mb/s.`,
    remedy: 'Change the cable (all eight wires) or the switch port; a gigabit link is ten times as fast.',
  }),
  'bad-cable': ({ file, blocks }) => ({
    why: `${blocks} blocks of ${file} had to be sent again.`,
    remedy: 'Change its cable or its switch port.',
  }),
};

const loaderNone: Readonly<Record<CauseOf<'loader-none'>['machine'], (architecture: number | null) => CauseWords>> = {
  ia32: () => ({
    why: 'It has 32-bit UEFI, for which there is no boot loader.',
    remedy: 'Switch it to BIOS (legacy) network boot in its firmware.',
  }),
  arm32: () => ({
    why: 'It has a 32-bit ARM processor, for which there is no boot loader.',
    remedy: 'Start it from a card or a stick.',
  }),
  raspberry: () => ({
    why: 'It is a Raspberry Pi, which has no PXE firmware of its own.',
    remedy: 'Put UEFI firmware for it on its card first.',
  }),
  other: (architecture) => ({
    why: `There is no boot loader for its processor (architecture ${architecture ?? 'not named'}).`,
    remedy: 'Start it from a stick or from its disk.',
  }),
};

const stages = {
  seen: 'Seen',
  address: 'Address',
  loader: 'Loader',
  script: 'Script',
  loading: 'Loading',
  started: 'Started',
  running: 'Running',
  failed: 'Failed',
} as const;
