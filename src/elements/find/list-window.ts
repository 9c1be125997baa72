/** Lines of a list that are drawn at most, whatever the height of its view. */
export const MAX_LINES = 60;
/** Lines that are drawn beyond each end of the view. */
const BEYOND = 8;

/** Lines `from` … `to` (exclusive) of a list whose lines are all of one height, and the room of the others, px. */
export interface ListWindow {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
}

/**
 * Which lines of a list are drawn.
 *
 * @param count - lines of the list
 * @param view - where the view begins, its height and the height of a line, px
 */
export function windowOf(
  count: number,
  { top, height, line }: { readonly top: number; readonly height: number; readonly line: number },
): ListWindow {
  const first = Math.floor(top / line) - BEYOND;
  const seen = Math.min(Math.ceil(height / line) + 2 * BEYOND, MAX_LINES);
  const from = Math.max(0, Math.min(first, count - seen));
  const to = Math.min(count, from + seen);
  return { from, to, before: from * line, after: (count - to) * line };
}
