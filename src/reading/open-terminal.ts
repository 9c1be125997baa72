import { type TrackDescription, widthRuleOf } from '../format/index.ts';
import type * as Emulation from '../state/terminal/playback.ts';

/** Terminal size where the manifest tells none, cells. */
const DEFAULT_COLS = 80;
const DEFAULT_ROWS = 24;

/** Rows above the screen that can be read unless somebody says: some 40 screens. */
const SCROLLBACK = 2000;

/** Loads the emulator, 50 KB of code. */
export function loadEmulator(): Promise<typeof Emulation> {
  return import('../state/terminal/playback.ts');
}

/**
 * The state of a terminal track before its first event. Loads the emulator on first use.
 *
 * @param scrollback - rows above the screen that can be read
 */
export async function openTerminal(
  { cols = DEFAULT_COLS, rows = DEFAULT_ROWS, synthesised, widths }: TrackDescription,
  scrollback = SCROLLBACK,
): Promise<Emulation.TerminalPlayback> {
  const { TerminalPlayback } = await loadEmulator();
  return new TerminalPlayback({ cols, rows }, { scrollback, synthesised, widths: widthRuleOf(widths) });
}
