/** Where the reading line is in the middle of a document: this share of the view from its top. */
export const LINE_SHARE = 1 / 3;

/** A view onto a document: how far it is scrolled, how high the view and the document are, px. */
export interface View {
  readonly top: number;
  readonly height: number;
  readonly total: number;
}

/**
 * Position in the document of the line on which the current item is read: a third from the top of the view. At the
 * ends of the document the line moves to the edge, so that every item can be brought to it.
 */
export function readingLine({ top, height, total }: View): number {
  const max = total - height;
  if (max <= 0) return 0;
  const [line, rest] = [height * LINE_SHARE, height * (1 - LINE_SHARE)];
  // A document that is hardly longer than the view has no middle.
  if (max < height) return top + (height * top) / max;
  if (top < line) return 2 * top;
  const left = max - top;
  return left < rest ? top + height - left : top + line;
}

/** How far to scroll for the reading line to come to a position: the inverse of `readingLine`. */
export function scrollFor(position: number, { height, total }: Omit<View, 'top'>): number {
  const max = total - height;
  if (max <= 0) return 0;
  const [line, rest] = [height * LINE_SHARE, height * (1 - LINE_SHARE)];
  let top: number;
  if (max < height) top = (position * max) / total;
  else if (position < 2 * line) top = position / 2;
  else if (position <= max - rest + line) top = position - line;
  else top = (position + max - height) / 2;
  return Math.min(Math.max(top, 0), max);
}
