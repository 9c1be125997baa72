/** A part of a text in which pieces were decoded or taken out, with the way back to the text. */
export interface RewrittenText {
  readonly text: string;
  /** Where a range of it stands in the original, and whether something in it was written another way there. */
  original(
    start: number,
    end: number,
  ): { readonly start: number; readonly end: number; readonly isRewritten: boolean };
}

/** Most pieces of a text: one of nothing else is data. */
const MAX_PIECES = 200_000;

/** How much is read before and behind pieces, in characters: the name of a value, and the rest of a key. */
const BEFORE = 256;
const BEHIND = 1024;

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly decoded: string;
}

/**
 * Replaces the matches of an expression in a text.
 *
 * @param pieces global expression
 * @param decode what a match stands for; `undefined` leaves it as it is
 * @returns the parts of the text around the matches: what is far from all of them reads as it is
 */
export function rewriteText(
  text: string,
  pieces: RegExp,
  decode: (match: RegExpExecArray) => string | undefined,
): readonly RewrittenText[] {
  const parts: RewrittenText[] = [];
  let near: Piece[] = [];
  let count = 0;
  for (const match of text.matchAll(pieces)) {
    const decoded = decode(match);
    if (decoded === undefined) continue;
    if (++count > MAX_PIECES) break;
    const last = near.at(-1);
    if (last && match.index - last.end > BEFORE + BEHIND) {
      parts.push(rewritePart(text, near));
      near = [];
    }
    near.push({ start: match.index, end: match.index + match[0].length, decoded });
  }
  if (near.length > 0) parts.push(rewritePart(text, near));
  return parts;
}

function rewritePart(text: string, pieces: readonly Piece[]): RewrittenText {
  const from = Math.max(0, pieces[0]!.start - BEFORE);
  const to = Math.min(text.length, pieces.at(-1)!.end + BEHIND);
  /** Where each piece begins in the rewritten text. */
  const places: number[] = [];
  let rewritten = '';
  let at = from;
  for (const { start, end, decoded } of pieces) {
    rewritten += text.slice(at, start);
    places.push(rewritten.length);
    rewritten += decoded;
    at = end;
  }
  return mapped(rewritten + text.slice(at, to), from, pieces, places);
}

function mapped(
  text: string,
  from: number,
  pieces: readonly Piece[],
  places: readonly number[],
): RewrittenText {
  /** The last piece that begins at or before a place, or -1. */
  const pieceBefore = (place: number): number => {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle]! <= place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const behind = (number: number, place: number): number =>
    pieces[number]!.end + place - places[number]! - pieces[number]!.decoded.length;
  const isInside = (number: number, place: number): boolean =>
    place - places[number]! < pieces[number]!.decoded.length;
  const originalStart = (place: number): number => {
    const number = pieceBefore(place);
    if (number < 0) return from + place;
    return isInside(number, place) ? pieces[number]!.start : behind(number, place);
  };
  const originalEnd = (place: number): number => {
    const number = pieceBefore(place - 1);
    if (number < 0) return from + place;
    return isInside(number, place - 1) ? pieces[number]!.end : behind(number, place);
  };
  return {
    text,
    original: (start, end) => {
      const last = pieceBefore(end - 1);
      const length = last < 0 ? 0 : pieces[last]!.decoded.length;
      // A piece that was taken out has no length: it is inside when it lies behind the first character.
      const isRewritten =
        last >= 0 && (length === 0 ? places[last]! > start : places[last]! + length > start);
      return { start: originalStart(start), end: originalEnd(end), isRewritten };
    },
  };
}
