import type { TerminalScreen } from './terminal-screen.ts';

/** A screen that stood still for so long was there to be read, ms. */
const STILL = 300;
/** Screens that are looked at before only those that stood twice as long are, and so on. */
const LOOKS = 256;
/** The end is the most telling moment where its screen has at least this share of what the fullest has. */
const END_SHARE = 0.6;

/**
 * Finds the moment at which a terminal tells most: its end, or where little is left on the screen then, the fullest of
 * those screens that stood still for a while.
 *
 * Give it the screen before each output, in order. Costs the reading of a screen for some of them: the number of those
 * grows with the logarithm of the recording's length.
 */
export class TellingMoment {
  /** Session time of the newest output, ms. */
  #time: number | undefined;
  #fullest = { time: 0, fullness: 0 };
  #still = STILL;
  #looks = 0;
  readonly #fullnessOf: (screen: TerminalScreen) => number;

  /** @param fullnessOf - how many characters stand on a screen, where there is a cheaper way than to read its lines */
  constructor(fullnessOf: (screen: TerminalScreen) => number = charactersOf) {
    this.#fullnessOf = fullnessOf;
  }

  /**
   * Output comes.
   *
   * @param screen - as it stood until then
   * @param time - session time of the output, ms
   */
  output(screen: TerminalScreen, time: number): void {
    if (this.#time !== undefined && time - this.#time >= this.#still) {
      this.#look(screen, this.#time);
      this.#looks += 1;
      if (this.#looks % LOOKS === 0) this.#still *= 2;
    }
    this.#time = time;
  }

  /**
   * The moment, in session time (ms); `undefined` where nothing was ever shown.
   *
   * @param screen - as it is after all output
   */
  end(screen: TerminalScreen): number | undefined {
    if (this.#time === undefined) return undefined;
    const fullness = this.#look(screen, this.#time);
    if (this.#fullest.fullness === 0) return undefined;
    return fullness >= END_SHARE * this.#fullest.fullness ? this.#time : this.#fullest.time;
  }

  /** @returns how many characters stand on the screen */
  #look(screen: TerminalScreen, time: number): number {
    const fullness = this.#fullnessOf(screen);
    if (fullness > this.#fullest.fullness) this.#fullest = { time, fullness };
    return fullness;
  }
}

function charactersOf({ lines }: TerminalScreen): number {
  return lines.join('').replace(/\s/gu, '').length;
}
