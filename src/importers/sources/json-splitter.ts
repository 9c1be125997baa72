/** A piece of a JSON document that is read without holding the whole of it. */
export interface JsonPart {
  /** Key of the member of the root object it is, or is an item of; `''` for an item of a root array. */
  readonly member: string;
  /** Key of the item, where the member is an object that is split. */
  readonly key?: string;
  /** Whether it is an item of a member that is split, or of the root array. */
  readonly isItem: boolean;
  /** The JSON text of the value; the beginning of it when it is `oversized`. */
  readonly text: string;
  readonly flaw?: 'oversized' | 'incomplete-document';
  /** Bytes of the value. */
  readonly size: number;
}

/** Where a document is cut. */
export interface SplitOptions {
  /** Keys of members of the root object whose items are told one by one: arrays, and objects. */
  readonly split: ReadonlySet<string>;
  /** Bytes of a part above which only its beginning is kept. */
  readonly maxPartSize: number;
}

/** Characters kept of an oversized part, for the report. */
const OVERSIZED_EXCERPT = 256;

/** Bytes of a key above which the document is no longer followed. */
const MAX_KEY_SIZE = 64 * 1024;

type Phase =
  'value' | 'value-or-end' | 'inside' | 'key-or-end' | 'key' | 'colon' | 'comma-or-end' | 'done' | 'broken';

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Cuts a JSON document into the members of its root object (or items of its root array) while its bytes arrive, so
 * that a document of any size takes the memory of its largest part, and one that ends too early still gives every
 * part before the cut. It follows strings and brackets only: whether a part is valid JSON, `JSON.parse` says.
 */
export class JsonSplitter {
  readonly #options: SplitOptions;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #phase: Phase = 'value';
  /** Containers around the value that is read: none, the root, or the root and a member that is split. */
  readonly #containers: ('object' | 'array')[] = [];
  /** Key of the value at each level. */
  readonly #keys: string[] = ['', ''];
  /** Bytes of the part, or key, that began in an earlier chunk. */
  #held: Uint8Array[] = [];
  #heldSize = 0;
  #size = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #parts: JsonPart[] = [];

  constructor(options: SplitOptions) {
    this.#options = options;
  }

  /** Whether the document is whole. */
  get isComplete(): boolean {
    return this.#phase === 'done';
  }

  /** The parts that end in this chunk. */
  push(bytes: Uint8Array): readonly JsonPart[] {
    this.#parts = [];
    let start = this.#isCollecting() ? 0 : -1;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (start === -1) {
        start = this.#between(byte, at);
        continue;
      }
      const end = this.#endsAt(byte);
      if (end === undefined) continue;
      this.#finish(bytes.subarray(start, at + end));
      start = -1;
      if (end === 0) this.#between(byte, at);
    }
    if (start !== -1) this.#hold(bytes.subarray(start));
    return this.#parts;
  }

  /** What is left when the document ends: the part that was not finished. */
  end(): readonly JsonPart[] {
    this.#parts = [];
    const isScalarRoot = this.#phase === 'inside' && this.#containers.length === 0;
    if (this.#phase === 'inside' || this.#phase === 'broken') this.#emit(new Uint8Array(0), !isScalarRoot);
    this.#held = [];
    return this.#parts;
  }

  #isCollecting(): boolean {
    return this.#phase === 'inside' || this.#phase === 'key' || this.#phase === 'broken';
  }

  /** Takes a byte between parts; tells where a part or key begins, else -1. */
  #between(byte: number, at: number): number {
    if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) return -1;
    switch (this.#phase) {
      case 'value':
      case 'value-or-end':
        if (this.#phase === 'value-or-end' && byte === CLOSE_BRACKET) return this.#close();
        return this.#open(byte) ? -1 : this.#begin(byte, at);
      case 'key-or-end':
        if (byte === CLOSE_BRACE) return this.#close();
        if (byte !== QUOTE) break;
        this.#phase = 'key';
        this.#inString = true;
        return at;
      case 'colon':
        if (byte !== COLON) break;
        this.#phase = 'value';
        return -1;
      case 'comma-or-end':
        if (byte === COMMA) {
          this.#phase = this.#containers.at(-1) === 'object' ? 'key-or-end' : 'value';
          return -1;
        }
        if (byte === (this.#containers.at(-1) === 'object' ? CLOSE_BRACE : CLOSE_BRACKET))
          return this.#close();
        break;
      default:
    }
    this.#phase = 'broken';
    return at;
  }

  /** Enters the root, or a member that is split. */
  #open(byte: number): boolean {
    const isContainer = byte === OPEN_BRACE || byte === OPEN_BRACKET;
    const level = this.#containers.length;
    const isSplit =
      level === 0 ||
      (level === 1 && this.#containers[0] === 'object' && this.#options.split.has(this.#keys[0]!));
    if (!isContainer || !isSplit) return false;
    this.#containers.push(byte === OPEN_BRACE ? 'object' : 'array');
    this.#phase = byte === OPEN_BRACE ? 'key-or-end' : 'value-or-end';
    return true;
  }

  #close(): -1 {
    this.#containers.pop();
    this.#phase = this.#containers.length === 0 ? 'done' : 'comma-or-end';
    return -1;
  }

  #begin(byte: number, at: number): number {
    this.#phase = 'inside';
    this.#depth = byte === OPEN_BRACE || byte === OPEN_BRACKET ? 1 : 0;
    this.#inString = byte === QUOTE;
    return at;
  }

  /** Whether the part or key ends with this byte (1), before it (0), or not yet. */
  #endsAt(byte: number): 0 | 1 | undefined {
    if (this.#phase === 'broken') return undefined;
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) {
        this.#inString = false;
        if (this.#depth === 0 || this.#phase === 'key') return 1;
      }
      return undefined;
    }
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (this.#depth === 0) return 0;
      this.#depth -= 1;
      if (this.#depth === 0) return 1;
    } else if (this.#depth === 0 && (byte === COMMA || byte <= 0x20)) return 0;
    return undefined;
  }

  #finish(tail: Uint8Array): void {
    if (this.#phase === 'key') {
      this.#keys[this.#containers.length - 1] = keyOf(this.#take(tail));
      this.#phase = 'colon';
      return;
    }
    this.#emit(tail, false);
    this.#phase = this.#containers.length === 0 ? 'done' : 'comma-or-end';
  }

  #emit(tail: Uint8Array, isIncomplete: boolean): void {
    const size = this.#size + tail.length;
    const isOversized = size > this.#options.maxPartSize;
    const level = this.#containers.length;
    const isItem = level === 2 || this.#containers[0] === 'array';
    const inObject = level === 2 && this.#containers[1] === 'object';
    this.#parts.push({
      member: this.#containers[0] === 'array' || level === 0 ? '' : this.#keys[0]!,
      ...(inObject && { key: this.#keys[1]! }),
      isItem,
      text: isOversized ? this.#take(tail).slice(0, OVERSIZED_EXCERPT) : this.#take(tail),
      ...(isOversized ? { flaw: 'oversized' } : isIncomplete ? { flaw: 'incomplete-document' } : {}),
      size,
    });
  }

  #hold(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#phase === 'key' && this.#size > MAX_KEY_SIZE) this.#phase = 'broken';
    if (this.#heldSize > this.#options.maxPartSize) return;
    // The source may reuse its buffer for the next chunk.
    this.#held.push(bytes.slice());
    this.#heldSize += bytes.length;
  }

  #take(tail: Uint8Array): string {
    let text = '';
    for (const piece of this.#held) text += this.#decoder.decode(piece, { stream: true });
    text += this.#decoder.decode(tail);
    this.#held = [];
    this.#heldSize = 0;
    this.#size = 0;
    return text;
  }
}

function keyOf(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}
