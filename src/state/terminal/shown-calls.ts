import type { ShownCall } from '../../format/index.ts';
import type { Stretch } from './call-rows.ts';
import type { TerminalScreen } from './terminal-screen.ts';

/** The calls whose rows are on a screen, as a keyframe has them. */
export function shownCalls(
  stretches: readonly Stretch[],
  { scrolled, rows }: Pick<TerminalScreen, 'scrolled' | 'rows'>,
): readonly ShownCall[] {
  const start = stretches.findLastIndex(({ first }) => first <= scrolled);
  return stretches
    .slice(Math.max(start, 0))
    .map(({ first, call }) => ({ row: Math.max(0, first - scrolled), call }))
    .filter(({ row }) => row < rows);
}
