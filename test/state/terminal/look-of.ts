import type { TerminalState } from '#src/state/terminal/index.ts';

/** Everything a viewer can see of a terminal, for comparison without the state's own `equals`. */
export function lookOf({ screen }: TerminalState): unknown {
  return {
    size: [screen.cols, screen.rows],
    title: screen.title,
    cursor: screen.cursor,
    colors: {
      ...Object.fromEntries(screen.colors.palette),
      fg: screen.colors.foreground,
      bg: screen.colors.background,
      cursor: screen.colors.cursor,
    },
    rows: Array.from({ length: screen.rows }, (_, y) => screen.row(y)),
  };
}

/**
 * Output whose effect depends on state that cannot be seen: saved cursor, tab stops, charsets, scroll region,
 * modes, pen, the other screen.
 */
export const PROBES: readonly string[] = [
  'probe\u0301',
  '\x1b[2b',
  '\x1b8saved',
  '\x1b[H\tone\ttwo',
  'lqk\x0elqk\x0f\x1bnlqk\x1bolqk\x0f',
  '\x1b[99;1H\n\nlast\x1b[H\x1bMfirst',
  '\x1b[?45h\x1b[1;1H\b\bback',
  '\x1b[4mline\x1b]8;;\x1b\\end',
  '\x1b[10;1H\x1b[?Jselective',
  '\x1b[?1049l\x1b8normal\x1b[?47hother\x1b8',
];
