import { describe, expect, it } from 'vitest';
import { seatTable } from '../../electron/contract/seat-table.ts';

const one = [{ computer: 'PC-01', variables: { candidate: '4711' } }];

describe('a table of seats', () => {
  it.each([
    ['nothing is no seat', ' \n', []],
    ['a line is a seat and its candidate', 'PC-01;4711', one],
    ['a heading may be there', 'Seat;Candidate\nPC-01;4711\n', one],
    ['a French heading too', 'Poste\tCandidat\r\nPC-01\t4711\r\n', one],
    [
      'cells of a spreadsheet are parted by tabs, and keep their commas',
      'PC-01\tDoe, Jo',
      [{ computer: 'PC-01', variables: { candidate: 'Doe, Jo' } }],
    ],
    [
      'more columns are named by the heading, as scripts can name them',
      'PC,Candidate,Exam room\nPC-01,4711,A 1',
      [{ computer: 'PC-01', variables: { candidate: '4711', 'exam-room': 'A 1' } }],
    ],
    [
      'an empty cell is no variable',
      'PC;Candidate;Group\nPC-01;;B',
      [{ computer: 'PC-01', variables: { group: 'B' } }],
    ],
  ])('%s', (_, text, seats) => {
    expect(seatTable(text)).toEqual(seats);
  });
});
