import { describe, expect, test } from 'vitest';
import { openWim } from '../../electron/media/wim.ts';
import { seededDice } from '../support/mutate.ts';
import { fixture, inMemory, text } from './disc.ts';
import { little, patched } from './patch.ts';

const wim = fixture('boot.wim');

describe('a WIM file', () => {
  test('tells its images and which one starts', async () => {
    expect(await openWim(inMemory(wim))).toEqual({
      kind: 'wim',
      bootIndex: 1,
      images: [
        {
          index: 1,
          name: 'Tools & more <PE>',
          description: 'made for a test',
          architecture: 'x64',
          version: '10.0.22621',
          bytes: 7,
        },
      ],
    });
  });

  test('with no image to start says so', async () => {
    expect(await openWim(patched(wim, [{ at: 120, bytes: little(0, 4) }]))).toMatchObject({ bootIndex: null });
    expect(await openWim(patched(wim, [{ at: 120, bytes: little(9, 4) }]))).toMatchObject({ bootIndex: null });
  });

  test.each([
    ['that is none', text('MZ'.repeat(400)), 'media-foreign'],
    ['that is empty', new Uint8Array(0), 'media-foreign'],
    ['that is cut off before its words', wim.slice(0, 300), 'media-wim'],
  ])('%s is refused', async (_what, bytes, code) => {
    expect(await openWim(inMemory(bytes))).toEqual({ kind: 'media-fault', why: expect.objectContaining({ code }) });
  });

  test.each([
    ['a number of images that it does not have', 44, little(7, 4)],
    ['a billion images', 44, little(1_000_000_000, 4)],
    ['words of more bytes than any has', 88, little(2 ** 40, 8)],
    ['words that are compressed', 79, Uint8Array.of(4)],
  ])('with %s is damaged', async (_what, at, bytes) => {
    expect(await openWim(patched(wim, [{ at, bytes }]))).toMatchObject({ why: { code: 'media-wim' } });
  });

  test('damaged anywhere is a value or a fault', async () => {
    const dice = seededDice(0x3171);
    for (let i = 0; i < 3_000; i += 1) {
      const bytes = wim.slice(0, dice(10) === 0 ? dice(wim.length) : wim.length);
      for (let times = 1 + dice(4); times > 0 && bytes.length > 0; times -= 1) bytes[dice(bytes.length)] = dice(256);
      expect(await openWim(inMemory(bytes))).toMatchObject({ kind: expect.stringMatching(/^(wim|media-fault)$/) });
    }
  });
});
