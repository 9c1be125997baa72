import type { TerminalView } from '../../player/index.ts';
import type { RepriseTerminal } from '../terminal/terminal.ts';

/** What a viewer can choose: lines laid out anew, all columns in view, or the columns and size of the recording. */
export type Choice = 'wrapped' | 'fitted' | 'recorded';

/** How a terminal is laid out. */
export interface Arrangement extends Pick<RepriseTerminal, 'fit' | 'wrap'> {
  /** What there is to choose; nothing where it makes no difference. */
  readonly choices: readonly Choice[];
  readonly chosen: Choice;
}

/** Sizes that the buttons lead through. */
const ZOOMS: readonly number[] = [0.7, 0.85, 1, 1.2, 1.45, 1.75, 2.1, 2.5];

/** The least that text is zoomed to. */
export const LEAST_ZOOM = ZOOMS[0]!;
/** The most that text is zoomed to. */
export const MOST_ZOOM = ZOOMS.at(-1)!;

/** Width of a character, as a share of the font size; fonts for terminals differ little. */
const ADVANCE = 0.6;
/** Font sizes as `<reprise-terminal>` has them by default, CSS pixels, and what stands beside the columns. */
const NORMAL_FONT_SIZE = 13;
const SMALLEST_FONT_SIZE = 11;
const BESIDE = 40;

/**
 * How to lay out a terminal in a pane of a width (CSS pixels): one made from tool calls in lines of that width,
 * others so that their columns fit, as long as the text stays readable.
 */
export function arrange(
  { screen, track }: TerminalView,
  { width, choice }: { readonly width: number; readonly choice: Choice | undefined },
): Arrangement {
  const cols = screen?.cols ?? track.cols ?? 0;
  const needs = (fontSize: number): boolean => cols * ADVANCE * fontSize + BESIDE > width;
  if (track.synthesised) {
    const chosen = choice === 'recorded' ? choice : 'wrapped';
    const wrap = chosen === 'recorded' ? 'never' : 'auto';
    return { choices: ['wrapped', 'recorded'], chosen, wrap, fit: chosen === 'recorded' ? 'none' : 'both' };
  }
  const isTooWide = needs(SMALLEST_FONT_SIZE);
  const chosen = choice === 'fitted' || choice === 'recorded' ? choice : isTooWide ? 'recorded' : 'fitted';
  const fit = choice === 'recorded' ? 'none' : choice === 'fitted' && isTooWide ? 'all' : 'both';
  return { choices: needs(NORMAL_FONT_SIZE) ? ['fitted', 'recorded'] : [], chosen, wrap: 'auto', fit };
}

/** The next size of text, up or down. */
export function nextZoom(zoom: number, direction: 1 | -1): number {
  const further = ZOOMS.filter((size) => (direction > 0 ? size > zoom + 0.01 : size < zoom - 0.01));
  return (direction > 0 ? further[0] : further.at(-1)) ?? zoom;
}
