import type { TerminalColors } from './terminal-screen.ts';

type SpecialColor = 'foreground' | 'background' | 'cursor';

const SPECIAL: readonly SpecialColor[] = ['foreground', 'background', 'cursor'];

/** Colours that a program changed by OSC 4, 10, 11 and 12 and reset by 104, 110, 111 and 112. */
export class Palette implements TerminalColors {
  readonly #palette = new Map<number, string>();
  readonly #special = new Map<SpecialColor, string>();

  get palette(): ReadonlyMap<number, string> {
    return this.#palette;
  }
  get foreground(): string | undefined {
    return this.#special.get('foreground');
  }
  get background(): string | undefined {
    return this.#special.get('background');
  }
  get cursor(): string | undefined {
    return this.#special.get('cursor');
  }

  /** OSC 4: pairs of index and colour. A colour of `?` asks for the value; nobody answers. */
  setIndexed(payload: string): void {
    const parts = payload.split(';');
    for (let i = 0; i + 1 < parts.length; i += 2) {
      const index = paletteIndex(parts[i]!);
      const color = parseColor(parts[i + 1]!);
      if (index !== undefined && color !== undefined) this.#palette.set(index, color);
    }
  }

  /** No colour is changed any more. */
  clear(): void {
    this.#palette.clear();
    this.#special.clear();
  }

  /** OSC 104: the indices named, or all. */
  resetIndexed(payload: string): void {
    if (payload === '') this.#palette.clear();
    for (const part of payload.split(';')) {
      const index = paletteIndex(part);
      if (index !== undefined) this.#palette.delete(index);
    }
  }

  /** OSC 10, 11 or 12 (`first` 0, 1, 2): the colour named by the code, further ones for the codes after it. */
  setSpecial(first: number, payload: string): void {
    payload.split(';').forEach((part, i) => {
      const name = SPECIAL[first + i];
      const color = parseColor(part);
      if (name !== undefined && color !== undefined) this.#special.set(name, color);
    });
  }

  /** OSC 110, 111 or 112. */
  resetSpecial(index: number): void {
    const name = SPECIAL[index];
    if (name !== undefined) this.#special.delete(name);
  }

  /** The OSC sequences that give these colours to a terminal that has none changed. */
  toEscapes(): string {
    const indexed = [...this.#palette].sort(([a], [b]) => a - b);
    const special = SPECIAL.flatMap((name, i) => {
      const color = this.#special.get(name);
      return color === undefined ? [] : [`\x1b]${10 + i};${color}\x07`];
    });
    return (
      (indexed.length > 0 ? `\x1b]4;${indexed.map(([i, color]) => `${i};${color}`).join(';')}\x07` : '') +
      special.join('')
    );
  }
}

function paletteIndex(text: string): number | undefined {
  return /^\d{1,3}$/.test(text) && Number(text) < 256 ? Number(text) : undefined;
}

/**
 * Reads a colour as XParseColor does: `rgb:r/g/b` with 1 to 4 hex digits each, `#rgb` to `#rrrrggggbbbb`.
 *
 * @returns `#rrggbb`, or `undefined` for anything else (named colours are not looked up)
 */
function parseColor(text: string): string | undefined {
  const slashed = /^rgb:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})$/i.exec(text);
  if (slashed)
    return hexColor(slashed.slice(1).map((digits) => parseInt(digits, 16) / (16 ** digits.length - 1)));
  const hash = /^#((?:[\da-f]{3}){1,4})$/i.exec(text)?.[1];
  if (hash === undefined) return undefined;
  const length = hash.length / 3;
  // In this form missing digits are low ones: #f00 is #f00000.
  const channels = [0, 1, 2].map((i) =>
    parseInt(
      hash
        .slice(i * length, (i + 1) * length)
        .padEnd(2, '0')
        .slice(0, 2),
      16,
    ),
  );
  return hexColor(channels.map((channel) => channel / 255));
}

function hexColor(channels: readonly number[]): string {
  return `#${channels
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
