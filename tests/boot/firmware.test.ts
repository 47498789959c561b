import { describe, expect, it } from 'vitest';
import { autoexecScript, scriptUrl } from '../../electron/boot/firmware.ts';
import { faultsOf, type Machine, type Response, run } from './ipxe-shell.ts';

const url = 'http://10.77.0.1:8080';
const mac = '52:54:00:00:00:02';
const plain = `chain --replace --autofree --timeout 10000 ${url}/boot/52-54-00-00-00-02.ipxe`;

/** Settings of a machine whose firmware left its tables empty. */
const chain = `${plain}?manufacturer=&product=&serial=`;
const words = 'manufacturer=${manufacturer:uristring}&product=${product:uristring}&serial=${serial:uristring}';

describe('autoexec.ipxe', () => {
  it('of a machine that is known by its address is this text', () => {
    expect(autoexecScript(url, mac)).toBe(`#!ipxe
${plain}?${words} ||
echo
echo Rollcall: no answer from the boot server (iPXE error \${errno}), trying once more
sleep 2 ||
dhcp ||
${plain} ||
echo Rollcall: still no answer from the boot server (iPXE error \${errno})
echo Check the cable and that Rollcall is serving; going on to the next boot device in 10 seconds
sleep 10 ||
exit 1
`);
  });

  it('of any other machine lets iPXE fill its address in', () => {
    const text = autoexecScript(url, null);
    const machine: Machine = { settings: { 'netX/mac:hexhyp': '52-54-00-00-00-02' }, respond: () => 'gone' };
    expect(run(text, machine).commands).toEqual([chain]);
  });

  it.each([[mac], [null]])('runs on every stock build', (address) => {
    expect(faultsOf(autoexecScript(url, address))).toEqual([]);
  });

  it.each<[string, readonly Response[], readonly string[], 'gone' | { exit: number }]>([
    ['goes straight to the script, with no DHCP before it', ['gone'], [chain], 'gone'],
    ['asks for an address when the first try fails', [0x4c0a6035, 'gone'], [chain, 'sleep 2', 'dhcp', plain], 'gone'],
    [
      'lets the firmware try its next entry when both fail',
      [1, 1],
      [chain, 'sleep 2', 'dhcp', plain, 'sleep 10', 'exit 1'],
      { exit: 1 },
    ],
  ])('%s', (_, answers, expected, end) => {
    const left = [...answers];
    const machine: Machine = { settings: {}, respond: ([command]) => (command === 'chain' ? left.shift()! : 'ok') };
    const ran = run(autoexecScript(url, mac), machine);
    expect(ran.commands.filter((command) => !command.startsWith('echo'))).toEqual(expected);
    expect(ran.end).toEqual(end);
  });

  it('and DHCP name the same script', () => {
    expect(autoexecScript(url, mac)).toContain(scriptUrl(url, mac));
  });
});
