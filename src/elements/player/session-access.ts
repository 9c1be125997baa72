import type { Manifest } from '../../format/index.ts';
import type { TranscriptItem } from '../../state/index.ts';
import type { SessionContext } from '../context.ts';

/** A terminal at the playhead. */
export interface TerminalText {
  /** Text of the visible rows, trailing blanks cut; empty while no pane shows the terminal. */
  readonly lines: readonly string[];
}

/** Reads what a session holds, for scripts of the page. Times are seconds of the session. */
export class SessionAccess {
  readonly #player: SessionContext;

  constructor(player: SessionContext) {
    this.#player = player;
  }

  /** What the archive says of itself; `undefined` before it is open. */
  get manifest(): Manifest | undefined {
    return this.#player.store.state.manifest;
  }

  /** The terminal with this track id, as it looks at the playhead. */
  terminal(id = 'main'): TerminalText {
    return { lines: this.#player.terminalLines(id) ?? [] };
  }

  /**
   * The files whose text is known at a time, by path.
   *
   * @param seconds - default: the playhead
   */
  async files(seconds?: number): Promise<Map<string, string>> {
    const time = seconds === undefined ? this.#player.store.state.time : Math.round(seconds * 1000);
    return new Map(await this.#player.files(time));
  }

  /**
   * The conversation between two times, both included; default: all of it. The items' own times are milliseconds,
   * as in the archive.
   */
  transcript(range: { readonly from?: number; readonly to?: number } = {}): AsyncIterable<TranscriptItem> {
    const { from, to } = range;
    return this.#player.transcript({
      ...(from === undefined ? {} : { from: Math.round(from * 1000) }),
      ...(to === undefined ? {} : { to: Math.round(to * 1000) }),
    });
  }
}
