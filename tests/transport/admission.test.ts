import { expect, test } from 'vitest';
import { type Admission, admitPage, admitSocket, admitToken, type Caller } from '../../electron/transport/admission.ts';

const gate = {
  authorities: ['127.0.0.1:4711', 'localhost:4711'],
  token: 'the-token',
  cookieName: 'rollcall-4711',
  cookieValue: 'the-cookie',
};

const nobody: Caller = { host: '127.0.0.1:4711', origin: undefined, authorization: undefined, cookie: undefined };
const cookie = 'other=1; rollcall-4711=the-cookie';
const ownOrigin = 'http://127.0.0.1:4711';

function outcome(admission: Admission): number | 'admitted' {
  return admission.kind === 'admitted' ? 'admitted' : admission.status;
}

const pages: [why: string, caller: Partial<Caller>, wanted: number | 'admitted'][] = [
  ['with the cookie', { cookie }, 'admitted'],
  ['with the cookie under the name localhost', { cookie, host: 'localhost:4711' }, 'admitted'],
  ['without the cookie', {}, 401],
  ['with the cookie of another port', { cookie: 'rollcall-4712=the-cookie' }, 401],
  ['with a wrong cookie', { cookie: 'rollcall-4711=the-cookie2' }, 401],
  ['under a name that was rebound to this address', { cookie, host: 'evil.example:4711' }, 421],
  ['under the right address with another port', { cookie, host: '127.0.0.1:80' }, 421],
  ['without a Host', { cookie, host: undefined }, 421],
  ['from another page', { cookie, origin: 'https://evil.example' }, 403],
  ['from a page of another port of this machine', { cookie, origin: 'http://127.0.0.1:8080' }, 403],
];

test.each(pages)('the page %s', (_why, caller, wanted) => {
  expect(outcome(admitPage(gate, { ...nobody, ...caller }))).toBe(wanted);
});

const sockets: [why: string, caller: Partial<Caller>, wanted: number | 'admitted'][] = [
  ['of our page with its cookie', { cookie, origin: ownOrigin }, 'admitted'],
  ['of our page without its cookie', { origin: ownOrigin }, 401],
  ['of our page under another of our names', { cookie, origin: 'http://localhost:4711' }, 403],
  ['of another page with our cookie', { cookie, origin: 'http://evil.example' }, 403],
  ['of a page without an origin (a file, a sandbox)', { cookie, origin: 'null' }, 403],
  ['with the cookie alone, without an origin', { cookie }, 401],
  ['of a program with the token', { authorization: 'Bearer the-token' }, 'admitted'],
  ['of a program with a wrong token', { authorization: 'Bearer the-token2' }, 401],
  ['of a program with an empty token', { authorization: 'Bearer ' }, 401],
  ['of a program with another scheme', { authorization: 'Basic the-token' }, 401],
];

test.each(sockets)('the WebSocket %s', (_why, caller, wanted) => {
  expect(outcome(admitSocket(gate, { ...nobody, ...caller }))).toBe(wanted);
});

test('the token of the printed address opens the page, on its own names only', () => {
  expect(outcome(admitToken(gate, nobody, 'the-token'))).toBe('admitted');
  expect(outcome(admitToken(gate, nobody, 'the-cookie'))).toBe(401);
  expect(outcome(admitToken(gate, { ...nobody, host: 'evil.example:4711' }, 'the-token'))).toBe(421);
});
