import type { RowRange, TerminalScreen } from '../../state/index.ts';

/** A command of the session. */
export interface MarkedCommand {
  /** Id of the call that ran it, where it is a tool's. */
  readonly call: string | undefined;
  /** Session times of its first and last event, ms. */
  readonly from: number;
  readonly to: number;
}

/**
 * The rows that a command wrote, from the top: those of its call where the terminal knows whose rows are whose, else
 * those that were written while it ran.
 */
export function rowsOfCommand(
  screen: TerminalScreen,
  { call, from, to }: MarkedCommand,
): readonly RowRange[] {
  const known = call === undefined ? undefined : screen.rowsOf(call);
  if (known) return known;
  const written = screen.rowsWritten(from, to);
  return written ? [written] : [];
}
