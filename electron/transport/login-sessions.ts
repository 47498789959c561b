import { createHash, randomBytes } from 'node:crypto';

/** A login lasts a working day, in milliseconds. */
export const loginLasts = 12 * 60 * 60 * 1_000;

/** More browsers than anybody uses; the oldest login ends for the next one. */
const mostLogins = 100;

/** A browser that gave the password; its name is no secret, unlike its key. */
export interface Login {
  readonly name: string;
  readonly until: number;
}

/**
 * Who is logged in to the console on the network. It lives in memory alone, so a restart logs everybody out. Only
 * digests of the keys are held, and they are looked up by digest, so that the time taken tells nothing about a key.
 */
export class LoginSessions {
  readonly #logins = new Map<string, Login>();
  readonly #onEnd: (login: Login) => void;

  /** `onEnd` is told of each login that ends, by whatever. */
  constructor(onEnd: (login: Login) => void) {
    this.#onEnd = onEnd;
  }

  get count(): number {
    return this.#logins.size;
  }

  /** Begins a login and returns its key, for the cookie. */
  begin(now: number): string {
    const [oldest] = this.#logins.keys();
    if (this.#logins.size >= mostLogins && oldest !== undefined) this.#end(oldest);
    const key = randomBytes(24).toString('base64url');
    const digest = digestOf(key);
    this.#logins.set(digest, { name: digest, until: now + loginLasts });
    return key;
  }

  find(key: string, now: number): Login | null {
    const login = this.#logins.get(digestOf(key));
    return login && isAlive(login, now) ? login : null;
  }

  end(login: Login): void {
    this.#end(login.name);
  }

  endAll(): void {
    for (const digest of [...this.#logins.keys()]) this.#end(digest);
  }

  endOld(now: number): void {
    for (const [digest, login] of [...this.#logins]) if (!isAlive(login, now)) this.#end(digest);
  }

  #end(digest: string): void {
    const login = this.#logins.get(digest);
    if (!login) return;
    this.#logins.delete(digest);
    this.#onEnd(login);
  }
}

/** A clock that was set back must not make a login longer. */
function isAlive({ until }: Login, now: number): boolean {
  return now < until && now >= until - loginLasts;
}

function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
