const image = { label: 'Image', help: 'The ISO, a file on this computer.' };
const kernel = { label: 'Kernel', help: 'Its place inside the image.' };
const initrd = { label: 'Initial file system', help: 'Its place inside the image.' };
const squashfs = { label: 'File system', help: 'Its place inside the image.' };
const locale = { label: 'Language', help: 'Such as en_GB.UTF-8.' };
const keyboard = { label: 'Keyboard', help: 'Such as us, de or fr.' };
const cmdline = {
  label: 'More words for the kernel',
  help: '${name}, ${mac}, ${room}, ${server} and ${http} are filled in.',
};
const cloudReport = {
  label: 'Report that it runs',
  help: 'cloud-init tells it; desktops before 23.04 have none and stay silent.',
};

const kioskImage = {
  image: { label: 'Image', help: 'An ISO that was made with the PXE component of Porteus Kiosk.' },
  kernel,
  initrd,
  pxeInitrd: { label: 'PXE component', help: 'The place of initrdpxe.xz inside the image.' },
  handSettings: { label: 'Hand over these settings', help: 'For images that fetch them by kiosk_config.' },
  cmdline,
};
const homepage = {
  label: 'First page',
  help: 'Empty: the one that the image was made with. One made with /portal.html of this server opens this one.',
};
const allowList = { label: 'Allowed besides', help: 'A domain or an address a line. Empty: everything is allowed.' };
const idleMinutes = { label: 'Begin anew after', help: 'Minutes without anybody at the machine; 0 is never.' };
const onScreenKeyboard = { label: 'Keyboard on the screen', help: null };
const kioskForm = {
  browser: { label: 'Browser', help: null },
  keyboard,
  timezone: { label: 'Time zone', help: 'Such as Europe/Paris.' },
  devices: { label: 'Allow sticks and disks', help: null },
  shutdownMenu: { label: 'Shutdown menu', help: 'In the words of the image. Empty: as the image has it.' },
  moreSettings: { label: 'More settings', help: 'Lines key=value. They win over those above.' },
};

/** The words of the kinds that boot Linux systems from their images. */
export const linuxKinds = {
  kiosk: { title: 'Porteus Kiosk', help: 'A locked browser from memory.' },
  catalogue: {
    title: 'Catalogue terminal',
    help: 'A kiosk that shows a catalogue and begins anew when nobody uses it.',
  },
  signage: { title: 'Digital signage', help: 'A screen that shows pages in turn, each for its own time.' },
  'debian-live': { title: 'Debian live', help: 'Runs a Debian live image from memory, without touching the disk.' },
  'ubuntu-live': {
    title: 'Ubuntu live',
    help: 'Runs an Ubuntu desktop image. The machine needs memory for all of it.',
  },
  'debian-installer': { title: 'Debian installer', help: 'Installs Debian, by hand or unattended by a preseed file.' },
  'ubuntu-server': {
    title: 'Ubuntu Server installer',
    help: 'Installs Ubuntu, by hand or unattended. The machine needs memory for the whole image.',
  },
  systemrescue: { title: 'SystemRescue', help: 'A Linux with tools to look after disks and file systems.' },
  clonezilla: { title: 'Clonezilla live', help: 'Saves a disk to an image or restores it from one.' },
  memtest: {
    title: 'Memtest86+',
    help: 'Tests the memory until the machine is switched off. Secure Boot has to be off.',
  },
} as const;

/** The words of their parameters. */
export const linuxParameters = {
  kiosk: {
    ...kioskImage,
    homepage,
    allowList,
    navigation: { label: 'Navigation bar', help: null },
    idleMinutes,
    onScreenKeyboard,
    rightClick: { label: 'Right mouse button', help: null },
    ...kioskForm,
  },
  catalogue: { ...kioskImage, homepage, allowList, idleMinutes, onScreenKeyboard, ...kioskForm },
  signage: {
    ...kioskImage,
    pages: { label: 'Pages', help: 'A line each: seconds and address, such as 20 https://school.example.' },
    ...kioskForm,
  },
  'debian-live': {
    image,
    kernel,
    initrd,
    squashfs,
    locale,
    keyboard,
    report: { label: 'Report that it runs', help: 'The live system tells it by a hook of live-config.' },
    cmdline,
  },
  'ubuntu-live': { image, kernel, initrd, report: cloudReport, cmdline },
  'debian-installer': {
    image: { label: 'Image', help: 'A mini.iso. Without one, the two files of the folder netboot below.' },
    kernel: { label: 'Kernel', help: 'Inside the image, or a file on this computer.' },
    initrd: { label: 'Initial file system', help: 'Inside the image, or a file on this computer.' },
    preseed: {
      label: 'Preseed file',
      help: 'Served once, to this machine alone. ${hostname}, ${room} and the variables of the computer are filled in.',
    },
    locale,
    keyboard,
    domain: { label: 'Domain', help: null },
    cmdline,
  },
  'ubuntu-server': {
    image,
    kernel,
    initrd,
    report: cloudReport,
    cmdline,
    autoinstall: {
      label: 'Autoinstall file',
      help: 'Served once, to this machine alone. Values stand in double quotes: "${hostname}". A late command that fetches ${done} tells the end.',
    },
  },
  systemrescue: {
    image,
    kernel,
    initrd,
    microcode: { label: 'Processor updates', help: 'Places inside the image, one a line.' },
    baseFolder: { label: 'Folder of the system', help: 'Inside the image.' },
    nameCard: { label: 'Name the network card', help: 'Tells the system which card it started from.' },
    check: { label: 'Check what is fetched', help: null },
    keyboard,
    rootPassword: { label: 'Password of root', help: 'Everybody at the machine can read it.' },
    report: {
      label: 'Report that it runs',
      help: 'The system tells it by an autorun script; yours on the image are then not run.',
    },
    cmdline,
  },
  clonezilla: {
    image,
    kernel,
    initrd,
    squashfs,
    job: { label: 'What to do', help: null },
    repository: {
      label: 'Where the images are',
      help: 'Such as nfs://10.77.0.1/images. A password in it can be read.',
    },
    imageName: { label: 'Name of the image', help: null },
    disk: { label: 'Disk', help: 'Such as sda or nvme0n1.' },
    afterwards: { label: 'When it is done', help: null },
    restoreOptions: { label: 'Options to restore', help: null },
    saveOptions: { label: 'Options to save', help: null },
    locale,
    keyboard,
    cmdline,
  },
  memtest: {
    image: { label: 'Image', help: 'Without one, files on this computer.' },
    bios: { label: 'File for BIOS', help: 'Ends with .bin.' },
    uefi: { label: 'File for UEFI', help: 'Ends with .efi.' },
    cmdline: { label: 'Options', help: 'Such as console=ttyS0,115200.' },
  },
} as const;
