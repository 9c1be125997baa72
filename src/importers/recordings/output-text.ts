import { cp437Text } from './cp437.ts';

/** How the bytes of a recording become text. */
export type OutputEncoding = 'utf-8' | 'cp437';

/** So many characters of UTF-8 for each wrong byte, and it is UTF-8 with some noise. */
const MIN_CHARACTERS_PER_FLAW = 4;

/**
 * Tells in which character set output was written, from all of it: UTF-8 where it decodes (a few wrong bytes among
 * many characters are noise), else code page 437, which games draw their walls with.
 */
export class EncodingSurvey {
  #characters = 0;
  #flaws = 0;
  /** Bytes of the character that are still to come, and the range of the next one. */
  #missing = 0;
  #low = 0x80;
  #high = 0xbf;

  get encoding(): OutputEncoding {
    return this.#flaws * MIN_CHARACTERS_PER_FLAW <= this.#characters ? 'utf-8' : 'cp437';
  }

  /** Wrong bytes, if it is taken for UTF-8. */
  get flaws(): number {
    return this.#flaws;
  }

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#missing > 0) this.#follow(byte);
      else if (byte >= 0x80) this.#lead(byte);
    }
  }

  #follow(byte: number): void {
    if (byte < this.#low || byte > this.#high) {
      this.#flaws += 1;
      this.#missing = 0;
      if (byte >= 0x80) this.#lead(byte);
      return;
    }
    this.#missing -= 1;
    this.#low = 0x80;
    this.#high = 0xbf;
    if (this.#missing === 0) this.#characters += 1;
  }

  /** First byte of a character; the ranges leave out overlong forms, surrogates and what lies beyond U+10FFFF. */
  #lead(byte: number): void {
    if (byte < 0xc2 || byte > 0xf4) {
      this.#flaws += 1;
      return;
    }
    this.#missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    this.#low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    this.#high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
  }
}

/** Turns output into text piece by piece; a character may stand in two pieces. */
export class OutputDecoder {
  readonly #utf8: TextDecoder | undefined;

  constructor(encoding: OutputEncoding) {
    this.#utf8 = encoding === 'utf-8' ? new TextDecoder('utf-8', { ignoreBOM: true }) : undefined;
  }

  decode(bytes: Uint8Array): string {
    return this.#utf8 ? this.#utf8.decode(bytes, { stream: true }) : cp437Text(bytes);
  }

  /** What is left of a character that never ended. */
  end(): string {
    return this.#utf8?.decode() ?? '';
  }
}
