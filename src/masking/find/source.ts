import type { Place } from '../place.ts';

/** A run of characters that tokens are made of. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** Shortest run that may be a secret without a name: the beginning of one and an ellipsis. */
const MIN_RUN = 12;

/** What one pass over a text finds. */
interface Scan {
  readonly runs: readonly Run[];
  /** Marks the pairs of characters of this text in `pairs`. */
  readonly stamp: number;
}

/** A text that rules look at, with what several of them need of it, made once. */
export class Source {
  readonly text: string;
  readonly place: Place;
  /** The runs of at least 12 of `A-Z a-z 0-9 + / = _ . ~ % : -`, in order. */
  readonly runs: readonly Run[];
  #mentionsSecret: boolean | undefined;
  readonly #stamp: number;

  constructor(text: string, place: Place) {
    this.text = text;
    this.place = place;
    const { runs, stamp } = scan(text);
    this.runs = runs;
    this.#stamp = stamp;
  }

  /** Tells whether a literal stands in the text. */
  holds(literal: string): boolean {
    return this.#mayHold(literal) && this.text.includes(literal);
  }

  /** Texts are long and literals many: most are ruled out by their pairs of characters, without a look at the text. */
  #mayHold(literal: string): boolean {
    const stamp = this.#stamp;
    // Another text was looked at since.
    if (stamp !== lastStamp) return true;
    for (let i = 1; i < literal.length; i++) {
      if (pairs[pairOf(literal.charCodeAt(i - 1), literal.charCodeAt(i))] !== stamp) return false;
    }
    return true;
  }

  /** Tells whether a word stands in the text that names of secrets have. */
  get mentionsSecret(): boolean {
    this.#mentionsSecret ??= WORD_OF_SECRETS.test(this.text);
    return this.#mentionsSecret;
  }

  /** What stands before a place, at most `length` characters of it. */
  before(place: number, length: number): string {
    return this.text.slice(Math.max(0, place - length), place);
  }
}

const WORD_OF_SECRETS =
  /pass|pwd|secret|token|cred|key|auth|bearer|dsn|_pat|(?:ops|hub|lab|user|access)pat\b|_pk\b|api_?hash|recovery|backup.?code|user.?info|sas|mnemonic|wif|salt|pepper|cookie|psk|otp|jwt|kennwort|csrf|xsrf|sess|hmac|pw|sig|connection|database|entropy|vault|phrase|seed|private|kty|sensitive|random_|appid|contrase|senha|wachtwoord|lösenord|hasło|пароль|密码|密碼|パスワード|비밀번호/i;

const TOKEN_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_.~%:-';
let isToken: Uint8Array | undefined;

/** For each pair of ASCII characters the stamp of the last text in which it stands. */
const pairs = new Uint32Array(1 << 14);
let lastStamp = 0;

function pairOf(first: number, second: number): number {
  return ((first & 127) << 7) | (second & 127);
}

function scan(text: string): Scan {
  isToken ??= tokenTable();
  const table = isToken;
  const runs: Run[] = [];
  const stamp = ++lastStamp;
  const length = text.length;
  let start = -1;
  let before = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    pairs[pairOf(before, code)] = stamp;
    before = code;
    if (code < 128 && table[code] === 1) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      if (i - start >= MIN_RUN) runs.push({ start, end: i });
      start = -1;
    }
  }
  if (start >= 0 && length - start >= MIN_RUN) runs.push({ start, end: length });
  return { runs, stamp };
}

function tokenTable(): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of TOKEN_CHARACTERS) table[character.charCodeAt(0)] = 1;
  return table;
}
