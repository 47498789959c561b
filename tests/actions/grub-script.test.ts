import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { grubQuoted, kernelWords } from '../../electron/actions/grub-script.ts';
import { actionKinds } from '../../electron/actions/kinds.ts';
import { renderGrub } from '../../electron/boot/grub.ts';
import { pc02 } from './pc02.ts';

const linux = { kernel: '/srv/vmlinuz', initrd: ['/srv/a.img', '/srv/b.img'] };
const image = '/srv/disc.iso';

function grubOf(kind: string, parameters: Record<string, unknown>, variables = {}): string {
  const rendered = renderGrub(pc02(kind, 'The action', parameters, variables));
  return 'text' in rendered ? rendered.text : rendered.problem;
}

describe('for GRUB', () => {
  it.each([
    ['a Linux kernel', 'linux', 'linux', { ...linux, cmdline: 'console=ttyS0 quiet' }],
    ['a kernel alone', 'linux-alone', 'linux', { kernel: '/srv/vmlinuz' }],
    ['Debian live', 'debian-live', 'debian-live', { image }],
    ['the Debian installer', 'debian-installer', 'debian-installer', { image, preseed: 'd-i a/b string x' }],
    ['Clonezilla live', 'clonezilla', 'clonezilla', { image }],
    ['the local disk', 'local-disk', 'local-disk', {}],
    ['a file of the local disk', 'local-disk-file', 'local-disk', { bootFile: '\\EFI\\debian\\shimx64.efi' }],
  ])('%s is this text', async (_, golden, kind, parameters) => {
    await expect(grubOf(kind, parameters)).toMatchFileSnapshot(`../fixtures/scripts/${golden}.grub.cfg`);
  });

  it('a kind that no signed loader starts says so', () => {
    expect(grubOf('memtest', { bios: '/srv/m.bin' })).toBe('Secure Boot does not let the action “The action” start');
    const able = actionKinds.filter(({ secureBoot }) => secureBoot === 'debian').map(({ kind }) => kind);
    expect(able.sort()).toEqual(['clonezilla', 'debian-installer', 'debian-live', 'linux', 'local-disk']);
  });

  it('what only iPXE can fill in is refused', () => {
    expect(grubOf('linux', { ...linux, cmdline: 'ip=${net0/ip}' })).toContain('names ${net0/ip}, which only iPXE');
  });

  it('the words of the machine are filled in', () => {
    expect(grubOf('linux', { ...linux, cmdline: 'host=${name} lab=${lab}' }, { lab: 'B' })).toContain(
      "'host=PC-02' 'lab=B'",
    );
  });
});

describe('a word', () => {
  const hostile = ["it's", "'; reboot; '", '$(reboot)', '`reboot`', '\\', '"', 'a;b', '{}', '#x', '&& halt', "''"];

  it.each(hostile)('%s stands for itself between quotes, for every shell of this family', (text) => {
    const printed = execFileSync('sh', ['-c', `printf %s ${grubQuoted(text)}`], { encoding: 'utf8' });
    expect(printed).toBe(text);
  });

  it.each([
    ['a b  c', ['a', 'b', 'c']],
    ['x="a b" y', ['x=a b', 'y']],
    ['"x=a b"', ['x=a b']],
    ['', []],
  ])('of the command line %s is told as the kernel does', (line, words) => {
    expect(kernelWords(line)).toEqual(words);
  });
});
