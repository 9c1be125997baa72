import type { Place } from '../place.ts';

/** A run of characters that tokens are made of. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** Shortest run that may be a secret without a name: the beginning of one and an ellipsis. */
const MIN_RUN = 14;

/** What one pass over a text finds. */
interface Scan {
  readonly runs: readonly Run[];
  /** 1 for each code below 128 that stands in the text. */
  readonly has: Uint8Array;
}

/** A text that rules look at, with what several of them need of it, made once. */
export class Source {
  readonly text: string;
  readonly place: Place;
  #mentionsSecret: boolean | undefined;
  #scan: Scan | undefined;

  constructor(text: string, place: Place) {
    this.text = text;
    this.place = place;
  }

  /** Tells whether a text may stand in it, by the rarest of its characters; cheaper than looking for it. */
  mayHold(literal: string): boolean {
    const code = rarestOf(literal);
    return code > 127 || this.#scanned.has[code] === 1;
  }

  /** Tells whether a word stands in the text that names of secrets have. */
  get mentionsSecret(): boolean {
    this.#mentionsSecret ??= WORD_OF_SECRETS.test(this.text);
    return this.#mentionsSecret;
  }

  /** The runs of at least 14 of `A-Z a-z 0-9 + / = _ . ~ % : -`, in order. */
  get runs(): readonly Run[] {
    return this.#scanned.runs;
  }

  get #scanned(): Scan {
    this.#scan ??= scan(this.text);
    return this.#scan;
  }

  /** What stands before a place, at most `length` characters of it. */
  before(place: number, length: number): string {
    return this.text.slice(Math.max(0, place - length), place);
  }
}

const WORD_OF_SECRETS =
  /pass|pwd|secret|token|cred|key|auth|bearer|dsn|_pat|sas|mnemonic|wif|salt|pepper|cookie|psk|otp|jwt|kennwort|csrf|xsrf|sess|hmac|pw|sig|connection|database|entropy|vault|phrase|seed|contrase/i;

const TOKEN_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_.~%:-';
let isToken: Uint8Array | undefined;

/** Characters from common to rare, in sessions; what is not here is rarer. */
const BY_FREQUENCY = 'etaoinsrlcdpumhfgybv.wk-_/x=01"2:3qjz458679,\\()STACEIRNDOPLMFBUGHVWKXYJQZ';
const rarest = new Map<string, number>();

function rarestOf(literal: string): number {
  let code = rarest.get(literal);
  if (code === undefined) {
    const rank = (character: string): number => {
      const at = BY_FREQUENCY.indexOf(character);
      return at < 0 ? BY_FREQUENCY.length : at;
    };
    code = [...literal].sort((a, b) => rank(b) - rank(a))[0]!.charCodeAt(0);
    rarest.set(literal, code);
  }
  return code;
}

function scan(text: string): Scan {
  if (!isToken) {
    isToken = new Uint8Array(128);
    for (const character of TOKEN_CHARACTERS) isToken[character.charCodeAt(0)] = 1;
  }
  const table = isToken;
  const runs: Run[] = [];
  const has = new Uint8Array(128);
  const length = text.length;
  let start = -1;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128) has[code] = 1;
    if (code < 128 && table[code] === 1) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      if (i - start >= MIN_RUN) runs.push({ start, end: i });
      start = -1;
    }
  }
  if (start >= 0 && length - start >= MIN_RUN) runs.push({ start, end: length });
  return { runs, has };
}
