import type { Place } from '../place.ts';

/** A run of characters that tokens are made of. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** Shortest run that may be a secret by its look alone. */
const MIN_RUN = 20;

/** A text that rules look at, with what several of them need of it, made once. */
export class Source {
  readonly text: string;
  readonly place: Place;
  #runs: readonly Run[] | undefined;

  constructor(text: string, place: Place) {
    this.text = text;
    this.place = place;
  }

  /** The runs of at least 20 of `A-Z a-z 0-9 + / = _ . ~ % : -`, in order. */
  get runs(): readonly Run[] {
    this.#runs ??= runsOf(this.text);
    return this.#runs;
  }

  /** What stands before a place, at most `length` characters of it. */
  before(place: number, length: number): string {
    return this.text.slice(Math.max(0, place - length), place);
  }
}

const TOKEN_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_.~%:-';
let isToken: Uint8Array | undefined;

function runsOf(text: string): Run[] {
  if (!isToken) {
    isToken = new Uint8Array(128);
    for (const character of TOKEN_CHARACTERS) isToken[character.charCodeAt(0)] = 1;
  }
  const table = isToken;
  const runs: Run[] = [];
  const length = text.length;
  let start = -1;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128 && table[code] === 1) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      if (i - start >= MIN_RUN) runs.push({ start, end: i });
      start = -1;
    }
  }
  if (start >= 0 && length - start >= MIN_RUN) runs.push({ start, end: length });
  return runs;
}
