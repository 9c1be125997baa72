import type { ShownCall, TerminalKeyframe } from '../../format/index.ts';
import type { TrackState } from '../track-state.ts';
import { CellReader } from './cell.ts';
import { sameTerminal } from './compare.ts';
import { countCharacters } from './count-characters.ts';
import { shownCalls } from './shown-calls.ts';
import { shadedKeyframe } from './shaded-keyframe.ts';
import { terminalKeyframe } from './terminal-keyframe.ts';
import { TerminalPlayback } from './terminal-playback.ts';
import { atGround } from './xterm-internals.ts';

/** A terminal track's state, also as an archive keeps it: keyframes can be taken of it and compared. */
export class TerminalState extends TerminalPlayback implements TrackState<'terminal'> {
  /** Whether a keyframe may be taken here: between two escape sequences and outside synchronized output. */
  get cuttable(): boolean {
    const { core } = this.emulator;
    return atGround(core) && !core.coreService.decPrivateModes.synchronizedOutput;
  }

  /** UTF-16 units of the visible characters that are no blanks: how much there is to be read. */
  get fullness(): number {
    const { emulator } = this;
    const reader = new CellReader();
    let count = 0;
    for (let y = 0; y < emulator.rows; y += 1)
      count += countCharacters(emulator.line(y), emulator.cols, reader);
    return count;
  }

  /** The complete terminal; about 0.5 ms and 2 KB for an ordinary screen. Only where `cuttable`. */
  snapshot(): TerminalKeyframe {
    const calls = this.#calls();
    return { ...terminalKeyframe(this.emulator), ...(calls && { calls }) };
  }

  /**
   * The complete terminal without what another one does not show (`shadedKeyframe`). Only where `cuttable`. It names no calls.
   */
  shaded(shown: TerminalState): TerminalKeyframe {
    return shadedKeyframe(this.emulator, shown.emulator);
  }

  equals(other: TrackState<'terminal'>): boolean {
    if (!(other instanceof TerminalState) || !sameTerminal(this.emulator, other.emulator)) return false;
    return JSON.stringify(this.#calls()) === JSON.stringify(other.#calls());
  }

  #calls(): readonly ShownCall[] | undefined {
    return this.stretches && shownCalls(this.stretches, this.screen);
  }
}
