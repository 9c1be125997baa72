/** Where the reading line is in the middle of a document: this share of the view from its top. */
const LINE_SHARE = 1 / 3;

/** What is read by pages goes on by this share of the view. */
const PAGE_SHARE = 1 / 2;

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

/** Where the newest row can stand while playing: how far to scroll for its beginning and for its end, and the view, px. */
export interface NewestRow {
  readonly first: number;
  readonly last: number;
  readonly height: number;
}

/**
 * How far to scroll for the newest row while playing: to its end, unless it is too high for its beginning to be seen then;
 * such a row goes through the view as it is read.
 *
 * @param read - share of it that has been read, 0 … 1
 * @param options - `byPages`: it does not move but from page to page
 */
export function newestAt(
  { first, last, height }: NewestRow,
  read: number,
  { byPages }: { readonly byPages: boolean },
): number {
  const way = last - first;
  if (way <= 0) return last;
  if (!byPages) return first + read * way;
  const page = height * PAGE_SHARE;
  const pages = Math.ceil(way / page);
  return first + Math.min(Math.floor(read * (pages + 1)) * page, way);
}
