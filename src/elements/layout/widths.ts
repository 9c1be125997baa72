/**
 * Widths of a player, in rem, up to which it has another form: with large text the narrow forms come earlier.
 *
 * - sheet: targets for thumbs; what floats is a sheet
 * - single: one pane at a time, under tabs
 * - floating: outline and find float over the story
 */
export const WIDTHS = { sheet: 30, single: 47.5, floating: 68.75 } as const;

/** The form of a player, from the narrowest. */
export type Form = 'sheet' | 'single' | 'floating' | 'wide';

/** Forms by the number of widths that are exceeded. */
export const FORMS: readonly Form[] = ['sheet', 'single', 'floating', 'wide'];
