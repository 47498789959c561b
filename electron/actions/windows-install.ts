import { windowsLines } from './windows-text.ts';
import { reportLines, startHead } from './winpe-start.ts';

/** Partitions of a disk for the two firmwares: S: holds the boot files, W: becomes C:. */
export function diskLayout(firmware: 'uefi' | 'bios', disk: number): string {
  const boot =
    firmware === 'uefi'
      ? ['convert gpt', 'create partition efi size=300', 'format quick fs=fat32 label=System', 'assign letter=S', msr]
      : ['create partition primary size=300', 'format quick fs=ntfs label=System', 'assign letter=S', 'active'];
  const rest = ['create partition primary', 'format quick fs=ntfs label=Windows', 'assign letter=W', 'exit'];
  return windowsLines([`select disk ${disk}`, 'clean', ...boot, ...rest].join('\n'));
}

const msr = 'create partition msr size=16';

/**
 * Installs over HTTP: WinPE cannot run setup.exe from a web server, so the image is fetched onto the new partition and
 * applied. `curl` goes on where a broken download ended. Of the firmware `wpeutil UpdateBootInfo` tells (1 BIOS, 2 UEFI).
 */
export function installByHttp(imageUrl: string, edition: number): readonly string[] {
  const key = 'HKLM\\System\\CurrentControlSet\\Control';
  return [
    ...startHead(null, reportLines),
    'if not exist %SystemRoot%\\System32\\curl.exe goto nocurl',
    'wpeutil UpdateBootInfo',
    `for /f "tokens=2*" %%a in ('reg query ${key} /v PEFirmwareType') do set firmware=%%b`,
    'set layout=bios',
    'if "%firmware%"=="0x2" set layout=uefi',
    'diskpart /s %SystemRoot%\\System32\\disk-%layout%.txt || goto failed',
    `curl.exe --fail --retry 5 --retry-delay 3 -C - -o W:\\install.wim "${imageUrl}" || goto failed`,
    `dism /Apply-Image /ImageFile:W:\\install.wim /Index:${edition} /ApplyDir:W:\\ || goto failed`,
    'del W:\\install.wim',
    'if not exist W:\\Windows\\Panther mkdir W:\\Windows\\Panther',
    'copy /y %SystemRoot%\\System32\\unattend.xml W:\\Windows\\Panther\\unattend.xml || goto failed',
    'bcdboot W:\\Windows /s S: /f ALL || goto failed',
    'wpeutil reboot',
    'exit',
    ':nocurl',
    'echo This WinPE has no curl.exe: add the one of a Windows 10 or 11 to the files of the action.',
    ...failure('no curl.exe'),
  ];
}

/** A share of a file server, and who may read it. */
export interface Share {
  readonly path: string;
  readonly user: string;
  readonly password: string;
}

/** Runs the setup.exe of a share; the share is tried for a minute, since the network may come up after WinPE. */
export function installByShare({ path, user, password }: Share): readonly string[] {
  const who = user === '' ? '' : ` /user:${user} "${password}"`;
  return [
    ...startHead(null, reportLines),
    'set tries=0',
    ':connect',
    `net use Z: "${path}"${who} && goto connected`,
    'set /a tries+=1',
    'if %tries% geq 12 goto failed',
    'ping -n 6 127.0.0.1 >nul',
    'goto connect',
    ':connected',
    'Z:\\setup.exe /unattend:%SystemRoot%\\System32\\unattend.xml || goto failed',
    'exit',
    ...failure('setup'),
  ];
}

function failure(why: string): readonly string[] {
  return [
    ':failed',
    'echo The installation stopped. The last lines above say why.',
    `if exist %SystemRoot%\\System32\\curl.exe curl.exe -s -m 20 -o nul "\${failed}?why=${encodeURIComponent(why).replaceAll('%', '%%')}"`,
  ];
}
