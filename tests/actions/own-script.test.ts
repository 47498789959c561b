import { describe, expect, it } from 'vitest';
import type { ScriptContext } from '../../electron/actions/kind.ts';
import { ownScript } from '../../electron/actions/own-script.ts';

const context: ScriptContext = {
  actionId: 7,
  grubUrl: (name) => `(tftp,10.77.0.1)/grub/${name}`,
  httpUrl: 'http://10.77.0.1:8080',
  server: '10.77.0.1',
  mac: '52:54:00:00:00:02',
  name: 'PC-02',
  room: 'B12',
  seat: '1,2',
  actionName: 'Menu',
  fileUrl: (slot) => `http://10.77.0.1:8080/files/7/${slot}`,
  treeUrl: 'http://10.77.0.1:8080/tree/7/tok/',
  beacon: (kind) => `http://10.77.0.1:8080/beacon/t/${kind}`,
  again: { news: '', onward: '', choose: () => null },
  runningUrl: 'http://10.77.0.1:8080/beacon/t/running',
  variables: { image: 'win11.wim', name: 'not this one' },
};
const beacon = ['imgfetch --name s --timeout 3000 http://10.77.0.1:8080/beacon/t/started ||', 'imgfree s ||'];
const lines = (text: string, changes: Partial<ScriptContext> = {}) =>
  ownScript.script({ text: `#!ipxe\n${text}` }, { ...context, ...changes });

describe('an own script', () => {
  it.each([
    [
      'gets the words of its machine',
      `echo \${name} \${mac} \${room} \${seat} \${action}`,
      ['echo PC-02 52:54:00:00:00:02 B12 1,2 Menu'],
    ],
    ['gets the variables of its computer', `echo \${image}`, ['echo win11.wim']],
    ['keeps what it does not name to us', `echo \${platform}`, [`echo \${platform}`]],
    ['says that it starts before a line that leaves', 'kernel x\nboot', ['kernel x', ...beacon, 'boot']],
    ['says so behind the label of that line', ':go boot', [':go', ...beacon, 'boot']],
    ['does not cut a line that goes on', 'kernel \\\nboot', ['kernel \\', 'boot']],
    [
      'says it where its author wants it',
      `imgfetch \${started} ||\nboot`,
      ['imgfetch http://10.77.0.1:8080/beacon/t/started ||', 'boot'],
    ],
  ])('%s', (_, text, expected) => {
    expect(lines(text)).toEqual({ lines: expected });
  });

  it('is refused for a machine whose variable would break it', () => {
    const variables = { image: 'a.wim || reboot' };
    expect(lines(`kernel \${image}`, { variables })).toEqual({
      problem: `The variable \${image} holds “||”, which iPXE takes as a comment or an operator`,
    });
  });

  it('is not asked for a variable that it does not use', () => {
    expect(lines('shell', { variables: { spare: '# no' } })).toEqual({ lines: ['shell'] });
  });
});
