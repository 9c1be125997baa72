import type { TerminalTheme } from '../../../format/index.ts';
import {
  paletteColor,
  recordedColors,
  type TerminalColor,
  type TerminalColors,
  type TerminalRun,
} from '../../../state/index.ts';
import { TERMINAL } from '../look.ts';

/** How much of a dim text is seen; the rest is what is behind it. */
const DIM = 0.6;

/** Colours of a terminal's cells: the player's, over them those of the recording, over them what programs changed. */
export class CellColors {
  readonly foreground: string;
  readonly background: string;
  readonly cursor: string;
  readonly #recorded: ReadonlyMap<string, string>;
  readonly #changed: ReadonlyMap<number, string>;

  constructor(theme: TerminalTheme | undefined, colors: TerminalColors) {
    this.#recorded = recordedColors(theme, colors);
    this.#changed = colors.palette;
    this.foreground = this.#recorded.get('fg') ?? TERMINAL.fg;
    this.background = this.#recorded.get('bg') ?? TERMINAL.bg;
    this.cursor = this.#recorded.get('cursor') ?? this.foreground;
  }

  /** Colours of a run: bold brightens the eight dark ones, inverse swaps text and background, as in the player. */
  of(run: TerminalRun): {
    readonly text: string;
    readonly ground: string | undefined;
    readonly line: string;
  } {
    const bright = run.bold && typeof run.fg === 'number' && run.fg < 8 ? run.fg + 8 : run.fg;
    const chosen = this.#value(bright, this.foreground);
    const behind = this.#value(run.bg, this.background);
    const [own, ground] = run.inverse ? [behind, chosen] : [chosen, behind];
    const text = run.dim ? mixed(own, ground, DIM) : own;
    return {
      text,
      ground: run.inverse || run.bg !== undefined ? ground : undefined,
      line: this.#value(run.underlineColor, text),
    };
  }

  #value(color: TerminalColor, byDefault: string): string {
    if (color === undefined || typeof color === 'string') return color ?? byDefault;
    if (color < 16) return this.#recorded.get(`c${color}`) ?? TERMINAL.palette[color]!;
    return this.#changed.get(color) ?? paletteColor(color);
  }
}

/** `share` of one colour and the rest of another. */
function mixed(color: string, other: string, share: number): string {
  const [a, b] = [channelsOf(color), channelsOf(other)];
  const mix = a.map((value, i) => Math.round(value * share + b[i]! * (1 - share)));
  return `rgb(${mix.join(',')})`;
}

function channelsOf(color: string): readonly number[] {
  const decimal = /^rgb\((\d+),(\d+),(\d+)\)$/.exec(color);
  if (decimal) return decimal.slice(1).map(Number);
  const digits = color.length === 4 ? color.slice(1).replace(/./g, '$&$&') : color.slice(1);
  return [0, 2, 4].map((start) => parseInt(digits.slice(start, start + 2), 16));
}
