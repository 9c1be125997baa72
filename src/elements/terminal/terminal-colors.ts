import { paletteColor, type TerminalColor, type TerminalColors } from '../../state/index.ts';

/** CSS value of a cell's colour; `byDefault` where the program chose none. */
export function cssColor(color: TerminalColor, colors: TerminalColors, byDefault: string): string {
  if (color === undefined) return byDefault;
  if (typeof color === 'string') return color;
  if (color < 16) return `var(--c${color})`;
  return colors.palette.get(color) ?? paletteColor(color);
}
