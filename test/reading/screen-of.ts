import type { TerminalScreen } from '#src/state/index.ts';

/** Everything a screen shows, as a value of its own that can be compared. */
export function screenOf(screen: TerminalScreen): unknown {
  const { cols, rows, title, cursor, colors } = screen;
  const cells = Array.from({ length: rows }, (_, y) => screen.row(y));
  return structuredClone({ cols, rows, title, cursor: { ...cursor }, colors: { ...colors }, cells });
}
