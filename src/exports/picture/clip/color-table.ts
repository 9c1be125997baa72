import type { Pixels } from '../rasteriser.ts';

/** Colours of a GIF. */
const MAX_COLORS = 256;

/** Red, green and blue as one number. */
type Color = number;

/**
 * At most 256 colours for pictures that have more: those that they have most of, of colours that are nearly the same one;
 * every other becomes the nearest of them.
 */
export class ColorTable {
  /** `0xrrggbb`; as many as a power of two. */
  readonly colors: readonly Color[];
  readonly #count: number;
  readonly #indexes = new Map<Color, number>();

  constructor(pictures: readonly Pixels[]) {
    const counts = countColors(pictures);
    const exact = [...counts.keys()];
    const chosen = exact.length <= MAX_COLORS ? exact.sort((a, b) => a - b) : mostUsed(counts);
    chosen.forEach((color, index) => this.#indexes.set(color, index));
    const size = Math.max(2, 2 ** Math.ceil(Math.log2(chosen.length)));
    this.colors = [...chosen, ...new Array<Color>(size - chosen.length).fill(0)];
    this.#count = chosen.length;
  }

  /** A picture as indexes into the table, row by row. */
  indexed({ data }: Pixels): Uint8Array {
    const indexes = new Uint8Array(data.length / 4);
    for (let i = 0; i < indexes.length; i += 1) indexes[i] = this.#indexOf(colorAt(data, 4 * i));
    return indexes;
  }

  #indexOf(color: Color): number {
    let index = this.#indexes.get(color);
    if (index === undefined) {
      index = this.#nearest(color);
      this.#indexes.set(color, index);
    }
    return index;
  }

  #nearest(color: Color): number {
    let best = 0;
    let least = Infinity;
    for (let i = 0; i < this.#count; i += 1) {
      const distance = distanceOf(color, this.colors[i]!);
      if (distance < least) [best, least] = [i, distance];
    }
    return best;
  }
}

function colorAt(data: Uint8Array, at: number): Color {
  return (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!;
}

function countColors(pictures: readonly Pixels[]): Map<Color, number> {
  const counts = new Map<Color, number>();
  for (const { data } of pictures)
    for (let at = 0; at < data.length; at += 4) {
      const color = colorAt(data, at);
      counts.set(color, (counts.get(color) ?? 0) + 1);
    }
  return counts;
}

/** Of each group of colours that are alike the most used one, for the groups that are used most. */
function mostUsed(counts: ReadonlyMap<Color, number>): Color[] {
  const groups = new Map<number, { color: Color; most: number; count: number }>();
  for (const [color, count] of counts) {
    const key = color & 0xf8f8f8;
    const group = groups.get(key);
    if (!group) groups.set(key, { color, most: count, count });
    else {
      group.count += count;
      if (count > group.most) [group.color, group.most] = [color, count];
    }
  }
  return [...groups.values()]
    .sort((a, b) => b.count - a.count || a.color - b.color)
    .slice(0, MAX_COLORS)
    .map(({ color }) => color);
}

function distanceOf(a: Color, b: Color): number {
  const [red, green, blue] = [
    (a >> 16) - (b >> 16),
    ((a >> 8) & 255) - ((b >> 8) & 255),
    (a & 255) - (b & 255),
  ];
  return 2 * red * red + 4 * green * green + 3 * blue * blue;
}
