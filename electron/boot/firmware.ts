import type { Mac } from '../contract/model.ts';

/** `52:54:00:00:00:02` as iPXE's `${mac:hexhyp}` writes it: `52-54-00-00-00-02`. */
function hyphenated(mac: Mac): string {
  return mac.replaceAll(':', '-');
}

/** A name without the folder of a signed loader, beside which it asks for what it asks for elsewhere, too. */
export function bareName(name: string): string {
  return name.replace(/^(?:x86_64|arm64)-sb\//, '');
}

/** Where the boot script of a machine is: `http://10.77.0.1:8080/boot/52-54-00-00-00-02.ipxe`. */
export function scriptUrl(httpUrl: string, mac: Mac): string {
  return `${httpUrl}/boot/${hyphenated(mac)}.ipxe`;
}

/**
 * `autoexec.ipxe`, which UEFI iPXE 2.x asks for beside its own binary and runs with the address that the firmware
 * already has. Going straight to the script without `dhcp` saves almost 6 s of every boot. When the machine is not
 * known by its address (`mac` null), iPXE fills its own in.
 *
 * `chain --replace` never comes back once the script is there, so the lines after it run only when it was not
 * fetched. The second try does a DHCP exchange first, for a loader that did not take over the firmware's address.
 * The first try says who the machine is, by what its firmware has in its tables (SMBIOS); the second leaves that out, in
 * case a table holds what no address can carry.
 *
 * Ends with status 1: the firmware goes on to its next boot entry, while status 0 would open its menu.
 */
export function autoexecScript(httpUrl: string, mac: Mac | null): string {
  const url = mac === null ? `${httpUrl}/boot/\${netX/mac:hexhyp}.ipxe` : scriptUrl(httpUrl, mac);
  const who = ['manufacturer', 'product', 'serial'].map((name) => `${name}=\${${name}:uristring}`).join('&');
  return [
    '#!ipxe',
    `chain --replace --autofree --timeout 10000 ${url}?${who} ||`,
    'echo',
    `echo Rollcall: no answer from the boot server (iPXE error \${errno}), trying once more`,
    'sleep 2 ||',
    'dhcp ||',
    `chain --replace --autofree --timeout 10000 ${url} ||`,
    `echo Rollcall: still no answer from the boot server (iPXE error \${errno})`,
    'echo Check the cable and that Rollcall is serving; going on to the next boot device in 10 seconds',
    'sleep 10 ||',
    'exit 1',
    '',
  ].join('\n');
}
