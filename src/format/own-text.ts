/**
 * A short text that does not hold on to a longer one. What `slice` or a regular expression takes of a text may be a view of
 * it (V8 makes such views from 13 characters on), and whoever keeps the piece keeps the whole.
 */
export function ownText(text: string): string {
  // Joining copies: what is cut off again is a view of the copy alone.
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
