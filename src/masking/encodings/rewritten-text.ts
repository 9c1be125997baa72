/** A text in which pieces were decoded or taken out, with the way back to the original. */
export interface RewrittenText {
  readonly text: string;
  /** Where a range of it stands in the original, and whether something in it was written another way there. */
  original(
    start: number,
    end: number,
  ): { readonly start: number; readonly end: number; readonly isRewritten: boolean };
}

/** Fewest pieces for which a text is searched a second time, and most: a text of nothing else is data. */
const MAX_PIECES = 200_000;

/**
 * Replaces the matches of an expression in a text.
 *
 * @param pieces global expression
 * @param decode what a match stands for; `undefined` leaves it as it is
 * @param least fewest matches for which it is worth it
 * @returns `undefined` where there are fewer
 */
export function rewriteText(
  text: string,
  pieces: RegExp,
  decode: (match: RegExpExecArray) => string | undefined,
  least: number,
): RewrittenText | undefined {
  const starts: number[] = [];
  const ends: number[] = [];
  const lengths: number[] = [];
  let rewritten = '';
  let from = 0;
  const expression = new RegExp(pieces);
  for (
    let match = expression.exec(text);
    match && starts.length < MAX_PIECES;
    match = expression.exec(text)
  ) {
    const decoded = decode(match);
    if (decoded === undefined) continue;
    rewritten += text.slice(from, match.index) + decoded;
    from = match.index + match[0].length;
    starts.push(match.index);
    ends.push(from);
    lengths.push(rewritten.length - decoded.length, decoded.length);
  }
  if (starts.length < least) return undefined;
  return mapped(rewritten + text.slice(from), starts, ends, lengths);
}

/** `at` holds two numbers a piece: where it begins in the rewritten text, and its length there. */
function mapped(
  text: string,
  starts: readonly number[],
  ends: readonly number[],
  at: readonly number[],
): RewrittenText {
  /** The last piece that begins at or before a place, or -1. */
  const pieceBefore = (place: number): number => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at[2 * middle]! <= place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const originalStart = (place: number): number => {
    const piece = pieceBefore(place);
    if (piece < 0) return place;
    const inside = place - at[2 * piece]!;
    return inside < at[2 * piece + 1]! ? starts[piece]! : ends[piece]! + inside - at[2 * piece + 1]!;
  };
  const originalEnd = (place: number): number => {
    const piece = pieceBefore(place - 1);
    if (piece < 0) return place;
    const inside = place - at[2 * piece]!;
    return inside <= at[2 * piece + 1]! ? ends[piece]! : ends[piece]! + inside - at[2 * piece + 1]!;
  };
  return {
    text,
    original: (start, end) => {
      const last = pieceBefore(end - 1);
      const touches = last >= 0 && at[2 * last]! + at[2 * last + 1]! > start;
      // A piece that was taken out has no length: it is inside when it lies behind the first character.
      const removed = last >= 0 && at[2 * last + 1] === 0 && at[2 * last]! > start;
      return { start: originalStart(start), end: originalEnd(end), isRewritten: touches || removed };
    },
  };
}
