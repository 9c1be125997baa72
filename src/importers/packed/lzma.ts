/** A stream breaks the rules of LZMA. */
export class LzmaDamage extends Error {
  override readonly name = 'LzmaDamage';
}

const HALF = 1024;
const STATES = 12;
const POSITIONS = 16;
const LENGTHS = 2 + 2 * POSITIONS * 8 + 256;

/** Where each kind of bit has its probabilities. */
const IS_MATCH = 0;
const IS_REPEAT = IS_MATCH + STATES * POSITIONS;
const IS_REPEAT_0 = IS_REPEAT + STATES;
const IS_REPEAT_1 = IS_REPEAT_0 + STATES;
const IS_REPEAT_2 = IS_REPEAT_1 + STATES;
const IS_LONG = IS_REPEAT_2 + STATES;
const DISTANCE_SLOT = IS_LONG + STATES * POSITIONS;
const DISTANCE = DISTANCE_SLOT + 4 * 64;
const ALIGN = DISTANCE + 128;
const MATCH_LENGTH = ALIGN + 16;
const REPEAT_LENGTH = MATCH_LENGTH + LENGTHS;
const LITERAL = REPEAT_LENGTH + LENGTHS;

/** Probabilities that a literal has. */
const LITERAL_SIZE = 0x300;

/** What may be looked back over is first as large as this, bytes; it grows as there is more. */
const FIRST_WINDOW = 64 * 1024;

/**
 * LZMA: an adaptive range coder tells literals from copies of what came before. Lengths and the meaning of each bit
 * are those of the LZMA SDK (public domain). Memory: the window, as far as it is filled.
 */
export class LzmaDecoder {
  readonly #maxWindow: number;
  /** What came out last; full, it goes on at its start. */
  #window: Uint8Array<ArrayBuffer>;
  #writeAt = 0;
  /** Bytes since the window was emptied. */
  #position = 0;
  #probabilities = new Uint16Array();
  #literalContext = 0;
  #literalMask = 0;
  #positionMask = 0;
  #state = 0;
  /** Distances of the last copies, less one. */
  #last: [number, number, number, number] = [0, 0, 0, 0];
  /** Bytes of a copy that are still to be written. */
  #copying = 0;
  #input: Uint8Array = new Uint8Array();
  #at = 0;
  #range = 0;
  #code = 0;

  /** @param window - bytes that may be looked back over */
  constructor(window: number) {
    this.#maxWindow = window;
    this.#window = new Uint8Array(Math.min(window, FIRST_WINDOW));
  }

  emptyWindow(): void {
    this.#position = 0;
    this.#writeAt = 0;
  }

  /**
   * Takes the properties that say which bits are told by which, and starts anew.
   *
   * @throws {LzmaDamage}
   */
  setProperties(value: number): void {
    const literalContext = value % 9;
    const literalPosition = Math.floor(value / 9) % 5;
    const position = Math.floor(value / 45);
    if (position > 4 || literalContext + literalPosition > 4) throw new LzmaDamage('properties of no LZMA2');
    this.#literalContext = literalContext;
    this.#literalMask = (1 << literalPosition) - 1;
    this.#positionMask = (1 << position) - 1;
    this.#probabilities = new Uint16Array(LITERAL + (LITERAL_SIZE << (literalContext + literalPosition)));
    this.resetState();
  }

  /** Forgets what was learnt of the bytes so far. */
  resetState(): void {
    this.#probabilities.fill(HALF);
    this.#state = 0;
    this.#last = [0, 0, 0, 0];
  }

  /** Adds bytes that are not packed, and gives them back. */
  store(bytes: Uint8Array): Uint8Array {
    const stored = bytes.slice();
    for (const byte of stored) this.#put(byte);
    return stored;
  }

  /** @throws {LzmaDamage} */
  begin(input: Uint8Array): void {
    this.#input = input;
    this.#range = 0xffffffff;
    this.#code = 0;
    this.#at = 0;
    if (input.length < 5 || input[0] !== 0) throw new LzmaDamage('a chunk does not begin as one');
    for (this.#at = 1; this.#at < 5; this.#at++) this.#code = ((this.#code << 8) | input[this.#at]!) >>> 0;
  }

  /** The chunk has to be read to its end. @throws {LzmaDamage} */
  end(): void {
    if (this.#code !== 0 || this.#at !== this.#input.length || this.#copying > 0)
      throw new LzmaDamage('a chunk ends elsewhere than it says');
  }

  /** The next `count` bytes. @throws {LzmaDamage} */
  decode(count: number): Uint8Array {
    const out = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      if (this.#copying === 0) {
        const literal = this.#next();
        if (literal >= 0) {
          this.#put(literal);
          out[filled++] = literal;
          continue;
        }
      }
      const copied = Math.min(this.#copying, count - filled);
      for (let index = 0; index < copied; index++) {
        const byte = this.#back(this.#last[0]);
        this.#put(byte);
        out[filled++] = byte;
      }
      this.#copying -= copied;
    }
    if (this.#at > this.#input.length) throw new LzmaDamage('a chunk is longer than it says');
    return out;
  }

  /** A literal, or -1 for a copy, whose length and distance are set. */
  #next(): number {
    const position = this.#position & this.#positionMask;
    const state = this.#state;
    if (this.#bit(IS_MATCH + state * POSITIONS + position) === 0) return this.#literal();
    if (this.#bit(IS_REPEAT + state) === 0) {
      this.#copying = this.#length(MATCH_LENGTH, position);
      this.#state = state < 7 ? 7 : 10;
      const [a, b, c] = this.#last;
      this.#last = [this.#distance(Math.min(this.#copying - 2, 3)), a, b, c];
    } else this.#repeat(state, position);
    if (this.#last[0] >= Math.min(this.#position, this.#maxWindow)) throw new LzmaDamage('a copy of nothing');
    return -1;
  }

  /** A copy from one of the last distances, which becomes the last one. */
  #repeat(state: number, position: number): void {
    const which = this.#whichLast(state);
    const isShort = which === 0 && this.#bit(IS_LONG + state * POSITIONS + position) === 0;
    const [a, b, c, d] = this.#last;
    if (which === 1) this.#last = [b, a, c, d];
    else if (which === 2) this.#last = [c, a, b, d];
    else if (which === 3) this.#last = [d, a, b, c];
    this.#copying = isShort ? 1 : this.#length(REPEAT_LENGTH, position);
    if (state >= 7) this.#state = 11;
    else this.#state = isShort ? 9 : 8;
  }

  #whichLast(state: number): number {
    if (this.#bit(IS_REPEAT_0 + state) === 0) return 0;
    if (this.#bit(IS_REPEAT_1 + state) === 0) return 1;
    return 2 + this.#bit(IS_REPEAT_2 + state);
  }

  #literal(): number {
    const before = this.#position === 0 ? 0 : this.#back(0);
    const place = (this.#position & this.#literalMask) << this.#literalContext;
    const base = LITERAL + LITERAL_SIZE * (place + (before >>> (8 - this.#literalContext)));
    let symbol = 1;
    // Behind a copy the byte that would have gone on with it tells much of the literal, up to where they differ.
    let matched = this.#state >= 7 ? this.#back(this.#last[0]) : 0;
    let offset = this.#state >= 7 ? 0x100 : 0;
    while (symbol < 0x100) {
      matched <<= 1;
      const expected = matched & offset;
      const bit = this.#bit(base + offset + expected + symbol);
      symbol = (symbol << 1) | bit;
      offset &= bit === 1 ? expected : ~expected;
    }
    if (this.#state < 4) this.#state = 0;
    else this.#state -= this.#state < 10 ? 3 : 6;
    return symbol & 0xff;
  }

  #length(base: number, position: number): number {
    if (this.#bit(base) === 0) return 2 + this.#tree(base + 2 + position * 8, 3);
    if (this.#bit(base + 1) === 0) return 10 + this.#tree(base + 2 + (POSITIONS + position) * 8, 3);
    return 18 + this.#tree(base + 2 + 2 * POSITIONS * 8, 8);
  }

  #distance(lengthKind: number): number {
    const slot = this.#tree(DISTANCE_SLOT + lengthKind * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >>> 1) - 1;
    const start = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) return start + this.#reverseTree(DISTANCE + start - slot, bits);
    return start + this.#direct(bits - 4) * 16 + this.#reverseTree(ALIGN, 4);
  }

  #tree(base: number, bits: number): number {
    let value = 1;
    for (let index = 0; index < bits; index++) value = (value << 1) | this.#bit(base + value);
    return value - (1 << bits);
  }

  #reverseTree(base: number, bits: number): number {
    let node = 1;
    let value = 0;
    for (let index = 0; index < bits; index++) {
      const bit = this.#bit(base + node);
      node = (node << 1) | bit;
      value |= bit << index;
    }
    return value;
  }

  /** Bits that are as likely as not. */
  #direct(bits: number): number {
    let value = 0;
    for (let index = 0; index < bits; index++) {
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code -= this.#range;
      value = value * 2 + bit;
      this.#refill();
    }
    return value;
  }

  #bit(index: number): number {
    const probability = this.#probabilities[index]!;
    const bound = Math.imul(this.#range >>> 11, probability) >>> 0;
    const bit = this.#code < bound ? 0 : 1;
    if (bit === 0) {
      this.#range = bound;
      this.#probabilities[index] = probability + ((2 * HALF - probability) >>> 5);
    } else {
      this.#range -= bound;
      this.#code -= bound;
      this.#probabilities[index] = probability - (probability >>> 5);
    }
    this.#refill();
    return bit;
  }

  #refill(): void {
    if (this.#range >= 0x1000000) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | (this.#input[this.#at] ?? 0)) >>> 0;
    this.#at += 1;
  }

  #put(byte: number): void {
    if (this.#writeAt === this.#window.length) this.#makeRoom();
    this.#window[this.#writeAt++] = byte;
    this.#position += 1;
  }

  #makeRoom(): void {
    if (this.#window.length === this.#maxWindow) {
      this.#writeAt = 0;
      return;
    }
    const larger = new Uint8Array(Math.min(2 * this.#window.length, this.#maxWindow));
    larger.set(this.#window);
    this.#window = larger;
  }

  /** The byte so far back, 0 being the last one. */
  #back(distance: number): number {
    const at = this.#writeAt - distance - 1;
    return this.#window[at < 0 ? at + this.#maxWindow : at]!;
  }
}
