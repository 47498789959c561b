import { describe, expect, it } from 'vitest';
import { limitsOf, negotiate } from '../../electron/tftp/options.ts';
import type { TftpOption } from '../../electron/tftp/packet.ts';

const limits = limitsOf(1_500);
const plain = { blockSize: 512, windowSize: 1, timeout: null };

const rows: readonly [
  sentence: string,
  asked: TftpOption[],
  terms: Partial<typeof plain> | { timeout: number },
  accepted: TftpOption[],
][] = [
  ['without options the blocks are 512 bytes, one at a time, and there is no OACK', [], {}, []],
  ['the asked block size is taken', [['blksize', '1432']], { blockSize: 1_432 }, [['blksize', '1432']]],
  ['a small block size is never raised', [['blksize', '8']], { blockSize: 8 }, [['blksize', '8']]],
  ['a block never exceeds one frame', [['blksize', '65464']], { blockSize: 1_468 }, [['blksize', '1468']]],
  ['a block size below 8 is refused by silence', [['blksize', '7']], {}, []],
  ['a block size that is no number is refused by silence', [['blksize', '14x']], {}, []],
  ['the size of the file answers tsize', [['tsize', '0']], {}, [['tsize', '289280']]],
  ['the asked window is taken', [['windowsize', '4']], { windowSize: 4 }, [['windowsize', '4']]],
  ['a huge window is lowered', [['windowsize', '65535']], { windowSize: 64 }, [['windowsize', '64']]],
  ['a window of 0 is refused by silence', [['windowsize', '0']], {}, []],
  ['the asked timeout is taken as it is', [['timeout', '5']], { timeout: 5 }, [['timeout', '5']]],
  ['a timeout beyond 255 seconds is refused by silence', [['timeout', '256']], {}, []],
  ['an option that nobody knows is left out', [['multicast', '']], {}, []],
  [
    'an option that is asked twice counts once, as first asked',
    [
      ['blksize', '1024'],
      ['blksize', '512'],
    ],
    { blockSize: 1_024 },
    [['blksize', '1024']],
  ],
  [
    'the OACK keeps the order of the request',
    [
      ['tsize', '0'],
      ['blksize', '1468'],
      ['windowsize', '4'],
    ],
    { blockSize: 1_468, windowSize: 4 },
    [
      ['tsize', '289280'],
      ['blksize', '1468'],
      ['windowsize', '4'],
    ],
  ],
];

describe('negotiate', () => {
  it.each(rows)('%s', (_sentence, asked, terms, accepted) => {
    expect(negotiate(asked, 289_280, limits)).toEqual({ ...plain, ...terms, accepted });
  });

  it('takes larger blocks on a card with jumbo frames', () => {
    expect(negotiate([['blksize', '8000']], 1, limitsOf(9_000)).blockSize).toBe(8_000);
  });
});
