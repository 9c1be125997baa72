import type { TerminalColor, TerminalColors, TerminalRun } from '../../state/index.ts';
import { cssColor } from './terminal-colors.ts';

/** Colours of a run as CSS values; `background` is absent where that of the terminal shows. */
export interface RunColors {
  readonly text: string;
  /** The text is mixed with what is behind it. */
  readonly dim: boolean;
  /** What a dim text is mixed with. */
  readonly behind: string;
  readonly background: string | undefined;
  /** Of the underline; absent where it is the text's. */
  readonly underline: string | undefined;
  /** The text has the terminal's own colour. */
  readonly isDefault: boolean;
}

/** The colours of a run: bold brightens the eight dark ones, inverse swaps text and background, defaults too. */
export function colorsOf(run: TerminalRun, colors: TerminalColors): RunColors {
  const bright: TerminalColor = run.bold && typeof run.fg === 'number' && run.fg < 8 ? run.fg + 8 : run.fg;
  const text = cssColor(bright, colors, 'var(--fg)');
  const ground = cssColor(run.bg, colors, 'var(--bg)');
  const shown = run.inverse ? { text: ground, behind: text } : { text, behind: ground };
  return {
    ...shown,
    dim: run.dim,
    background: run.inverse || run.bg !== undefined ? shown.behind : undefined,
    underline:
      run.underlineColor === undefined ? undefined : cssColor(run.underlineColor, colors, 'currentColor'),
    isDefault: !run.inverse && !run.dim && run.fg === undefined,
  };
}

/** The declarations that give an element the colours of a run. */
export function declarationsOf(run: TerminalRun, colors: TerminalColors): (readonly [string, string])[] {
  const { text, dim, behind, background, underline, isDefault } = colorsOf(run, colors);
  const declarations: (readonly [string, string])[] = [];
  if (!isDefault) declarations.push(['color', dim ? `color-mix(in srgb, ${text} 60%, ${behind})` : text]);
  if (background !== undefined) declarations.push(['background-color', background]);
  if (underline !== undefined) declarations.push(['text-decoration-color', underline]);
  return declarations;
}

/** The classes that give an element the attributes of a run. */
export function classesOf(run: TerminalRun): string {
  const underlined = run.underline !== 'none';
  return [
    run.bold && 'bold',
    run.italic && 'italic',
    underlined && run.underline,
    run.strikethrough && (underlined ? 'strike-bar' : 'strike'),
    run.overline && 'overline',
    run.blink && 'blink',
    run.invisible && 'invisible',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Equal for runs that are drawn alike. */
export function keyOf(run: TerminalRun): string {
  const flags =
    (run.bold ? 1 : 0) |
    (run.dim ? 2 : 0) |
    (run.italic ? 4 : 0) |
    (run.blink ? 8 : 0) |
    (run.inverse ? 16 : 0) |
    (run.invisible ? 32 : 0) |
    (run.strikethrough ? 64 : 0) |
    (run.overline ? 128 : 0);
  const colors = `${run.fg ?? ''},${run.bg ?? ''},${run.underline},${run.underlineColor ?? ''}`;
  return `${run.x},${run.width},${flags},${colors},${run.link ?? ''},${run.text}`;
}
