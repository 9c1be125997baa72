import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** 128 bits: more than anybody on this computer can try. */
const TOKEN_BYTES = 16;
/** Name of the parameter of the start address. */
const PARAMETER = 'token';
/** Name of the header that an action needs. */
const ACTION_HEADER = 'reprise-token';

/**
 * What tells the browser that was given the start address from every other program on this computer.
 *
 * The address brings the token, the browser keeps it as a cookie that no script reads and no other site has it send,
 * and the address without it is where the page stays. Actions need a second token, in a header: a page has to be of
 * this server to read it, and a form cannot send it.
 */
export class AccessToken {
  readonly #page = randomBytes(TOKEN_BYTES).toString('base64url');
  readonly #cookie: string;
  /** Token that lets in once → the path that it leads to. */
  readonly #once = new Map<string, string>();
  /** What a page puts into the header of its actions. */
  readonly ofActions = randomBytes(TOKEN_BYTES).toString('base64url');

  /** @param port - of the server: browsers keep one set of cookies for all ports of a host */
  constructor(port: number) {
    this.#cookie = `reprise-${port}`;
  }

  /** An address with the token in it. */
  addTo(address: string): string {
    const url = new URL(address);
    url.searchParams.set(PARAMETER, this.#page);
    return url.href;
  }

  /**
   * The query of an address that lets in one browser and is worth nothing when it has: for the arguments of a program,
   * which everybody on this computer may read. Nothing else is in it.
   *
   * @param path - where it leads, with query and fragment
   */
  once(path: string): string {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    this.#once.set(token, path);
    return `?${PARAMETER}=${token}`;
  }

  /** Where an address with a token leads, without it. `undefined` without a right one. */
  takenFrom(path: string, search: string): string | undefined {
    const parameters = new URLSearchParams(search);
    const token = parameters.get(PARAMETER);
    if (token === null) return undefined;
    const target = this.#once.get(token);
    if (this.#once.delete(token)) return target;
    if (!isEqual(token, this.#page)) return undefined;
    parameters.delete(PARAMETER);
    return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
  }

  /** Content of the header `Set-Cookie`. */
  get cookie(): string {
    return `${this.#cookie}=${this.#page}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** Whether a request comes from a browser that had the start address. */
  isIn({ cookie = '' }: IncomingHttpHeaders): boolean {
    const prefix = `${this.#cookie}=`;
    return cookie
      .split(';')
      .map((pair) => pair.trim())
      .some((pair) => pair.startsWith(prefix) && isEqual(pair.slice(prefix.length), this.#page));
  }

  /** Whether a request may do something. */
  allowsAction(headers: IncomingHttpHeaders): boolean {
    const token = headers[ACTION_HEADER];
    return this.isIn(headers) && typeof token === 'string' && isEqual(token, this.ofActions);
  }
}

/** Compares in a time that does not tell how much of a guess is right. */
function isEqual(guess: string, token: string): boolean {
  const [a, b] = [Buffer.from(guess), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
