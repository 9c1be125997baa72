/**
 * How many cells a terminal gives to what is printed (spec section 11, `term.widths`): each character by itself, or
 * an emoji of several characters as one picture.
 */
export type WidthRule = 'characters-17' | 'emoji-17';

/** What a terminal is played by that names no rule. */
export const UNNAMED_WIDTHS: WidthRule = 'characters-17';

/** What new terminals are recorded by. */
export const NEWEST_WIDTHS: WidthRule = 'emoji-17';

/**
 * The rule of a name. One that is not known comes from a later version: the newest is nearest to it.
 *
 * @param name - `term.widths` of a header, `widths` of a track
 */
export function widthRuleOf(name: unknown): WidthRule {
  if (typeof name !== 'string') return UNNAMED_WIDTHS;
  return name === 'characters-17' ? name : NEWEST_WIDTHS;
}
