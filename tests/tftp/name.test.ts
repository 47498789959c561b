import { describe, expect, it } from 'vitest';
import { normalName, shownName } from '../../electron/tftp/name.ts';

const names: readonly [sentence: string, asked: string, normal: string | null][] = [
  ['a plain name stays', 'snponly.efi', 'snponly.efi'],
  ['a leading slash is cut', '/grub/grub.cfg', 'grub/grub.cfg'],
  ['backslashes are slashes', '\\Boot\\Fonts\\wgl4_boot.ttf', 'boot/fonts/wgl4_boot.ttf'],
  ['Windows loaders ask without a leading backslash too', 'boot\\x64\\wdsnbp.com', 'boot/x64/wdsnbp.com'],
  ['case is folded', '\\Boot\\BCD', 'boot/bcd'],
  ['doubled slashes are one', '//boot///bcd', 'boot/bcd'],
  ['a dot step is nothing', './boot/./bcd', 'boot/bcd'],
  ['a name that climbs is refused', '../etc/passwd', null],
  ['a name that climbs by backslashes is refused', '\\boot\\..\\..\\secret', null],
  ['an empty name is refused', '', null],
  ['slashes alone are no name', '///', null],
  ['a line break is refused', 'a\nb', null],
  ['a zero byte is refused', 'a\0b', null],
  ['bytes that are no text are refused', 'a\ufffd', null],
  ['a name beyond 255 characters is refused', 'a'.repeat(256), null],
];

describe('normalName', () => {
  it.each(names)('%s', (_sentence, asked, normal) => {
    expect(normalName(asked)).toBe(normal);
  });
});

describe('shownName', () => {
  it('shows a refused name in 80 printable characters', () => {
    expect(shownName(`a\n\x1b${'b'.repeat(100)}`)).toBe(`a??${'b'.repeat(77)}`);
  });
});
