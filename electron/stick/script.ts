/**
 * `autoexec.ipxe` of a boot stick. It asks DHCP, whose answer names the boot script of this machine, so that the stick
 * works wherever Rollcall serves; `server` (`http://10.77.0.1:8080`, null for none) is asked when DHCP names none.
 */
export function stickScript(server: string | null): string {
  const written =
    server === null ? [] : [`chain --replace --autofree --timeout 10000 ${server}/boot/\${netX/mac:hexhyp}.ipxe ||`];
  const ask = [
    'dhcp ||',
    `isset \${filename} && chain --replace --autofree --timeout 10000 \${filename} ||`,
    ...written,
  ];
  return [
    '#!ipxe',
    'echo Rollcall boot stick: asking for the boot server',
    ...ask,
    `echo Rollcall: no answer from the boot server (iPXE error \${errno}), trying once more`,
    'sleep 2 ||',
    ...ask,
    `echo Rollcall: still no answer from the boot server (iPXE error \${errno})`,
    'echo Check the cable and that Rollcall is serving; going on to the next boot device in 10 seconds',
    'sleep 10 ||',
    'exit 1',
    '',
  ].join('\n');
}
