/** Random values of a seed: the same everywhere. */
export class RandomValues {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  text(alphabet: string, length: number): string {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet[this.below(alphabet.length)]!;
    return text;
  }

  /**
   * Fills `{an:36}` in a text with 36 characters of the alphabet `an`, and so on: values that look alive do not belong into
   * sources.
   */
  fill(template: string): string {
    return template.replace(
      /\{(an|aa|hex|HEX|ln|un|d|b64|b32|u64|bech|bechl|bytes):(\d+)\}/g,
      (_, name: string, length: string) =>
        name === 'bytes'
          ? Array.from({ length: Number(length) }, () => this.below(256)).join(',')
          : this.text(ALPHABETS[name]!, Number(length)),
    );
  }

  uuid(): string {
    return this.fill('{hex:8}-{hex:4}-4{hex:3}-a{hex:3}-{hex:12}');
  }
}

const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const CAPITALS = SMALL.toUpperCase();
const DIGITS = '0123456789';

const ALPHABETS: Readonly<Record<string, string>> = {
  an: SMALL + CAPITALS + DIGITS,
  aa: SMALL + CAPITALS,
  hex: '0123456789abcdef',
  HEX: '0123456789ABCDEF',
  ln: SMALL + DIGITS,
  un: CAPITALS + DIGITS,
  d: DIGITS,
  b64: `${SMALL}${CAPITALS}${DIGITS}+/`,
  b32: `${CAPITALS}234567`,
  u64: `${SMALL}${CAPITALS}${DIGITS}_-`,
  bech: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  bechl: 'qpzry9x8gf2tvdw0s3jn54khce6mua7l',
};
