import type { ScriptContext } from './kind.ts';
import { plainWords } from './template.ts';

/**
 * Leaves the boot loader for the machine's own disk; the last lines of a script.
 *
 * BIOS: the first disk is started directly, and `exit` hands over to the next device where that fails. UEFI: `exit 1`.
 * A boot entry that ends with success stops the firmware's boot order and opens its menu (seen on OVMF 2022.11; Dell and
 * Lenovo servers do the same), one that fails lets it go on, to the disk or first to its other network entries.
 */
export const leaveToDisk: readonly string[] = [
  `iseq \${platform} pcbios && goto bios_disk ||`,
  'exit 1',
  ':bios_disk',
  'sanboot --no-describe --drive 0x80 || exit',
];

/**
 * The machine's own last request before it leaves the boot loader. A plain GET, since iPXE for BIOS has no `params`;
 * the answer is freed again, or a kernel would get it as an initrd. A server that is gone costs 3 s and no boot.
 */
export function startedBeacon(context: ScriptContext): readonly string[] {
  return [`imgfetch --name s --timeout 3000 ${context.beacon('started')} ||`, 'imgfree s ||'];
}

/** Begins the part of a script that `failureTail` may run a second time. */
export const retryHead: readonly string[] = ['set rollcall-again ||', ':start'];

/**
 * Where `|| goto failed` goes: once more from `:start`, then the failure is reported with the loader's error number
 * and the machine goes on to its disk. The number is kept first, since every failing command overwrites it.
 */
export function failureTail(context: ScriptContext): readonly string[] {
  return [
    ':failed',
    `set rollcall-error \${errno} ||`,
    'echo',
    `echo Rollcall: ${plainWords(context.actionName)} did not start (iPXE error \${rollcall-error})`,
    'imgfree ||',
    `isset \${rollcall-again} && goto lost ||`,
    'set rollcall-again 1 ||',
    'echo Trying once more in 5 seconds',
    'sleep 5 ||',
    'goto start',
    ':lost',
    `imgfetch --name f --timeout 3000 ${context.beacon('failed')}?why=\${rollcall-error} ||`,
    'imgfree f ||',
    'echo Going on to the next boot device in 10 seconds',
    'sleep 10 ||',
    ...leaveToDisk,
  ];
}
