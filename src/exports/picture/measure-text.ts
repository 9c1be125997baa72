/** Widths of characters of a sans-serif font, in its size: of common ones a little more than they have. */
const WIDTHS: readonly (readonly [characters: RegExp, width: number])[] = [
  [/[\u0300-\u036f\u200b-\u200f\u2060\ufe00-\ufe0f]/u, 0],
  [
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u,
    1.02,
  ],
  [/\p{Emoji_Presentation}/u, 1.25],
  [/[ijl.,:;'|!]/, 0.27],
  [/[frt()[\]{}\-/\\ "`]/, 0.36],
  [/[mwMW@%—…]/, 0.92],
  [/[A-Z&#+=<>~_]/, 0.69],
];
const OTHER = 0.57;
const BOLD = 1.06;

/**
 * About how wide a text is in a sans-serif font, pixels: nobody knows which one it will be written in.
 *
 * @param size - of the font
 */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const character of text) width += WIDTHS.find(([kind]) => kind.test(character))?.[1] ?? OTHER;
  return width * size * (bold ? BOLD : 1);
}

/** A place in which text stands. */
export interface TextPlace {
  /** Pixels. */
  readonly width: number;
  readonly size: number;
  readonly bold?: boolean;
  readonly lines: number;
}

/** Breaks a text between words (inside those longer than a line) into lines; the last ends in `…` where there is more. */
export function wrapText(text: string, { width, size, bold = false, lines: most }: TextPlace): string[] {
  const fits = (line: string): boolean => textWidth(line, size, bold) <= width;
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < most) {
    if (fits(rest)) {
      lines.push(rest);
      return lines;
    }
    const isLast = lines.length === most - 1;
    const end = lineEnd(rest, (line) => fits(isLast ? `${line}…` : line));
    const line = rest.slice(0, end).trimEnd();
    lines.push(isLast ? `${line.replace(/[\s.,;:–-]+$/u, '')}…` : line);
    rest = rest.slice(end).trimStart();
  }
  return lines;
}

/** Where the longest beginning ends that fits: behind a word, or between characters where words are longer. */
function lineEnd(text: string, fits: (line: string) => boolean): number {
  let end = 0;
  let word = 0;
  for (const character of text) {
    if (!fits(text.slice(0, end + character.length))) break;
    end += character.length;
    if (isBreak(text, end)) word = end;
  }
  return word > 0 ? word : Math.max(end, Array.from(text)[0]?.length ?? 1);
}

const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

function isBreak(text: string, end: number): boolean {
  const [before = '', after = ''] = [text.slice(0, end).at(-1), text[end]];
  return /\s/.test(after) || /\s/.test(before) || (IDEOGRAPH.test(before) && IDEOGRAPH.test(after));
}
