import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';
import { text } from 'node:stream/consumers';
import { loginPolicy } from '../contract/csp.ts';
import { loginPath, logoutPath, socketPath } from '../contract/wire.ts';
import { cookieOf } from './admission.ts';
import { callerOf, refuse, say, sendFile, setSafeHeaders } from './answer.ts';
import type { AnswerCode } from './answer-words.ts';
import type { Attempts } from './attempts.ts';
import { type BackupTransfer, isBackups } from './backup-transfer.ts';
import type { EnginePort, FaultLog } from './engine-port.ts';
import { type LoginNotice, loginPage } from './login-page.ts';
import { type Login, type LoginSessions, loginLasts } from './login-sessions.ts';
import { languageOf } from './login-words.ts';
import type { PageFiles } from './page-files.ts';

export interface DeskOptions {
  readonly engine: EnginePort;
  readonly page: PageFiles;
  readonly policy: string;
  readonly backups: BackupTransfer;
  /** One try of a password. */
  readonly isPassword: (given: string) => Promise<boolean>;
  readonly attempts: Attempts;
  /** Told when somebody logged in, or a login ended. */
  readonly onLogins: () => void;
  readonly log: FaultLog;
}

/** A form with one password in it is short. */
const largestForm = 4_096;

/** Tries that may wait for their turn; scrypt takes 32 MiB, so one is worked on at a time. */
const mostWaiting = 8;

/** Says who may come in, and answers everybody. */
export class LoginDesk {
  readonly #options: DeskOptions;
  readonly #logins: LoginSessions;
  readonly #cookieName: string;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(options: DeskOptions, logins: LoginSessions, cookieName: string) {
    this.#options = options;
    this.#logins = logins;
    this.#cookieName = cookieName;
  }

  /** A browser must come from our own page, with a login. */
  admitSocket(request: IncomingMessage): Login | 401 | 403 | 404 | 421 {
    if (request.url !== socketPath) return 404;
    const wrong = wrongAddress(request);
    if (wrong) return wrong.status;
    if (request.headers.origin === undefined) return 403;
    return this.#loginOf(request) ?? 401;
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    setSafeHeaders(response, this.#options.policy);
    // Browsers heed it on encrypted connections only, and complain about it on others.
    response.removeHeader('Cross-Origin-Opener-Policy');
    const wrong = wrongAddress(request);
    if (wrong) refuse(request, response, wrong.status, wrong.why);
    else if (request.method === 'GET' || request.method === 'HEAD') this.#give(request, response);
    else if (request.headers.origin === undefined) refuse(request, response, 403, 'other-page');
    else if (request.method === 'POST') this.#take(request, response);
    else {
      response.setHeader('Allow', 'GET, HEAD, POST');
      say(response, 405, 'Only GET, HEAD and POST.');
    }
  }

  #give(request: IncomingMessage, response: ServerResponse): void {
    const [path = '/', query] = (request.url ?? '/').split('?', 2);
    const login = this.#loginOf(request);
    if (login) this.#show(path, request, response);
    else if (path === loginPath) askPassword(request, response, 200, { kind: query === 'out' ? 'logged-out' : 'none' });
    else if (path === '/') redirect(response, loginPath);
    else refuse(request, response, 401, 'no-login');
  }

  /** To who is logged in. */
  #show(path: string, request: IncomingMessage, response: ServerResponse): void {
    const { engine, page, backups } = this.#options;
    const file = page.get(path);
    if (file) sendFile(request, response, file);
    else if (isBackups(path)) backups.answer(engine, request, response);
    else if (path === loginPath) redirect(response, '/');
    else refuse(request, response, 404, 'no-page');
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const { engine, backups } = this.#options;
    const login = this.#loginOf(request);
    if (request.url === loginPath) void this.#enter(request, response);
    else if (!login) refuse(request, response, 401, 'no-login');
    else if (isBackups(request.url)) backups.answer(engine, request, response);
    else if (request.url === logoutPath) this.#leave(login, response);
    else say(response, 404, 'Rollcall takes nothing here.');
  }

  #leave(login: Login, response: ServerResponse): void {
    this.#logins.end(login);
    response.setHeader('Set-Cookie', `${this.#cookieName}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`);
    redirect(response, `${loginPath}?out`);
  }

  /** The try is counted before it is worked on, so that many at once are no way around the bound. */
  async #enter(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { attempts, log } = this.#options;
    const address = request.socket.remoteAddress ?? '';
    const given = await passwordIn(request);
    if (given === null) {
      say(response, 400, 'That is no password.');
      return;
    }
    const wait = this.#waiting >= mostWaiting ? 1_000 : attempts.take(address, performance.now());
    if (wait > 0) {
      askLater(request, response, wait);
      return;
    }
    try {
      if (await this.#isPassword(given)) {
        attempts.giveBack(address);
        this.#welcome(response);
      } else {
        askPassword(request, response, 401, { kind: 'wrong' });
      }
    } catch (fault) {
      log('login', fault);
      say(response, 500, 'The password could not be looked at. The log of Rollcall holds the details.');
    }
  }

  #isPassword(given: string): Promise<boolean> {
    this.#waiting += 1;
    const answer = this.#turn.then(() => this.#options.isPassword(given));
    this.#turn = answer
      .catch(() => undefined)
      .then(() => {
        this.#waiting -= 1;
      });
    return answer;
  }

  #welcome(response: ServerResponse): void {
    const key = this.#logins.begin(Date.now());
    const life = `Max-Age=${loginLasts / 1_000}`;
    response.setHeader('Set-Cookie', `${this.#cookieName}=${key}; Path=/; HttpOnly; SameSite=Strict; ${life}`);
    this.#options.onLogins();
    redirect(response, '/');
  }

  #loginOf(request: IncomingMessage): Login | null {
    const key = cookieOf(callerOf(request), this.#cookieName);
    return key === null ? null : this.#logins.find(key, Date.now());
  }
}

function wrongAddress({ headers, socket }: IncomingMessage): { status: 403 | 421; why: AnswerCode } | null {
  const own = authorities(socket.localAddress ?? '', socket.localPort ?? 0);
  if (headers.host === undefined || !own.includes(headers.host)) return { status: 421, why: 'other-name-network' };
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`)
    return { status: 403, why: 'other-page' };
  return null;
}

/** How a browser names this address in Host; port 80 is left out of it. */
export function authorities(address: string, port: number): string[] {
  const host = isIPv6(address) ? `[${address}]` : address;
  return port === 80 ? [host, `${host}:80`] : [`${host}:${port}`];
}

/** The field of the form; null when it is no such form. */
async function passwordIn(request: IncomingMessage): Promise<string | null> {
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (!(length <= largestForm)) return null;
  if (!/^application\/x-www-form-urlencoded\b/.test(request.headers['content-type'] ?? '')) return null;
  return new URLSearchParams(await text(request).catch(() => '')).get('password');
}

function askPassword(request: IncomingMessage, response: ServerResponse, status: number, notice: LoginNotice): void {
  const bytes = Buffer.from(loginPage(languageOf(request.headers['accept-language']), notice));
  response.setHeader('Content-Security-Policy', loginPolicy);
  // Under no-referrer a browser sends the form with the Origin `null` (Fetch, §3.2), which is anybody's.
  response.setHeader('Referrer-Policy', 'same-origin');
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': bytes.byteLength,
    'Cache-Control': 'no-store',
    Vary: 'Accept-Language',
  });
  response.end(bytes);
}

function askLater(request: IncomingMessage, response: ServerResponse, wait: number): void {
  const seconds = Math.ceil(wait / 1_000);
  response.setHeader('Retry-After', seconds);
  askPassword(request, response, 429, { kind: 'wait', seconds });
}

function redirect(response: ServerResponse, path: string): void {
  response.writeHead(303, { Location: path, 'Cache-Control': 'no-store' }).end();
}
