import type { TerminalTheme } from '../../format/index.ts';
import type { TerminalColors } from './terminal-screen.ts';

const STEPS = [0, 95, 135, 175, 215, 255];

/** Colour of the xterm palette from 16 up, as CSS and SVG write it: the 6 × 6 × 6 cube and 24 greys. */
export function paletteColor(index: number): string {
  if (index >= 232) {
    const grey = 8 + 10 * (index - 232);
    return `rgb(${grey},${grey},${grey})`;
  }
  const [r, g, b] = [Math.floor((index - 16) / 36), Math.floor((index - 16) / 6) % 6, (index - 16) % 6];
  return `rgb(${STEPS[r]!},${STEPS[g]!},${STEPS[b]!})`;
}

/**
 * The colours that a recording sets over those of whoever shows it: the theme of its header, and over that what programs
 * changed. `fg`, `bg`, `cursor`, `c0` to `c15`; values that are not plain colours are left out.
 */
export function recordedColors(
  theme: TerminalTheme | undefined,
  colors: TerminalColors,
): ReadonlyMap<string, string> {
  const recorded = new Map<string, string>();
  const set = (name: string, color: string | undefined): void => {
    if (color !== undefined && /^#[\da-f]{3}(?:[\da-f]{3})?$/i.test(color)) recorded.set(name, color);
  };
  set('fg', theme?.fg);
  set('bg', theme?.bg);
  const themed = theme?.palette.split(':') ?? [];
  // A theme of eight colours uses them for the bright ones too.
  for (let i = 0; i < 16; i += 1) set(`c${i}`, themed[i] ?? themed[i - 8]);
  set('fg', colors.foreground);
  set('bg', colors.background);
  set('cursor', colors.cursor);
  for (const [index, color] of colors.palette) if (index < 16) set(`c${index}`, color);
  return recorded;
}
