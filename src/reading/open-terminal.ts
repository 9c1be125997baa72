import type { TrackDescription } from '../format/index.ts';
import type { TerminalPlayback } from '../state/terminal/playback.ts';

/** Terminal size where the manifest tells none, cells. */
const DEFAULT_COLS = 80;
const DEFAULT_ROWS = 24;

/** Rows above the screen that can be read unless somebody says: some 40 screens. */
const SCROLLBACK = 2000;

/**
 * The state of a terminal track before its first event. Loads the emulator, 50 KB of code, on first use.
 *
 * @param scrollback - rows above the screen that can be read
 */
export async function openTerminal(
  { cols = DEFAULT_COLS, rows = DEFAULT_ROWS }: TrackDescription,
  scrollback = SCROLLBACK,
): Promise<TerminalPlayback> {
  const { TerminalPlayback } = await import('../state/terminal/playback.ts');
  return new TerminalPlayback({ cols, rows }, { scrollback });
}
