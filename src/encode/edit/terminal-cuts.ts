import {
  widthRuleOf,
  type SourceTerminalEvent,
  type TerminalSize,
  type TrackDeclaration,
  type WidthRule,
} from '../../format/index.ts';
import type { CutTerminal, TerminalPiece } from '../../state/terminal/index.ts';

/** What is kept of a terminal, past what is cut of it. */
interface OpenTerminal {
  /** It is made from tool calls: what is cut leaves a mark. Of a recording, the screen is drawn again. */
  readonly synthesised: boolean;
  readonly cols: number;
  /** Of a recording, where anything is to be drawn. */
  readonly state: CutTerminal | undefined;
  /** Of one made from calls: the call whose output comes, and the one that was written last. */
  call: string;
  writtenCall: string;
  /** Something was cut since the last event that was kept; when that ends, ms. */
  cutUntil: number | undefined;
}

/**
 * The terminals of a session of which output is cut.
 *
 * Of a recording, behind a cut, the screen is drawn again as far as it was there before (`CutTerminal`). A terminal made from
 * tool calls is a list of commands, of which some are missing then: a shaded row stands for them.
 */
export class TerminalCuts {
  readonly #terminals = new Map<string, OpenTerminal>();

  readonly #draws: boolean;

  /** @param draws - false: only what is cut is asked for, and no screen is followed */
  constructor(draws: boolean) {
    this.#draws = draws;
  }

  /** Loads what terminals need, with the first. */
  async declare({ id, synthesised = false as true, header }: TrackDeclaration): Promise<void> {
    const { cols, rows, widths } = header?.term ?? { cols: 80, rows: 24 };
    const state =
      synthesised || !this.#draws ? undefined : await openTerminal({ cols, rows }, widthRuleOf(widths));
    this.#terminals.set(id, { synthesised, cols, state, call: '', writtenCall: '', cutUntil: undefined });
  }

  /** The call that an event is the output of; `undefined` where the terminal does not name any. */
  callOf({ track, code, data }: SourceTerminalEvent): string | undefined {
    const terminal = this.#terminals.get(track);
    if (!terminal?.synthesised) return undefined;
    if (code === 'c') terminal.call = data;
    return terminal.call;
  }

  /**
   * Leaves an event out.
   *
   * @param until - when the cut ends, ms; the screen is drawn again then, or before the next event that stays
   */
  cut({ track, time, code, data }: SourceTerminalEvent, until: number): void {
    const terminal = this.#terminals.get(track);
    if (!terminal || code === 'c') return;
    terminal.state?.cut({ t: time, code, data });
    if (code === 'o') terminal.cutUntil = until;
  }

  /** An event that stays, and what has to stand before it. */
  *keep(event: SourceTerminalEvent): Generator<SourceTerminalEvent, void> {
    const terminal = this.#terminals.get(event.track);
    if (!terminal) {
      yield event;
      return;
    }
    const { track, time, code, data } = event;
    if (terminal.synthesised) {
      // Behind what was cut, the call is named once it writes something, behind the mark.
      if (code === 'c' && terminal.cutUntil !== undefined) return;
      if (code === 'c') terminal.writtenCall = data;
      yield* this.#mend(track, terminal, time);
      if (terminal.call !== terminal.writtenCall) {
        yield { type: 'terminal', track, time, code: 'c', data: terminal.call };
        terminal.writtenCall = terminal.call;
      }
      yield event;
      return;
    }
    if (!terminal.state) {
      terminal.cutUntil = undefined;
      yield event;
      return;
    }
    const at = Math.min(terminal.cutUntil ?? time, time);
    const pieces = terminal.state.keep({ t: time, code, data });
    if (pieces.length > 0) terminal.cutUntil = undefined;
    for (const [index, piece] of pieces.entries()) {
      const isEvent = index === pieces.length - 1;
      yield { type: 'terminal', track, time: isEvent ? time : at, code: piece.code, data: piece.data };
    }
  }

  /** The screens of terminals whose cuts have ended by a time, ms. */
  *upTo(time: number): Generator<SourceTerminalEvent, void> {
    for (const [track, terminal] of this.#terminals) {
      const { cutUntil, state } = terminal;
      if (cutUntil !== undefined && cutUntil < time && state?.canRedraw)
        yield* this.#mend(track, terminal, cutUntil);
    }
  }

  /** Behind all events. @param duration - of the session, ms */
  *end(duration: number): Generator<SourceTerminalEvent, void> {
    for (const [track, terminal] of this.#terminals) {
      const { cutUntil } = terminal;
      if (cutUntil !== undefined) yield* this.#mend(track, terminal, Math.min(cutUntil, duration));
      terminal.cutUntil = undefined;
      terminal.state?.dispose();
    }
    this.#terminals.clear();
  }

  *#mend(track: string, terminal: OpenTerminal, time: number): Generator<SourceTerminalEvent, void> {
    if (terminal.cutUntil === undefined) return;
    terminal.cutUntil = undefined;
    const pieces: readonly TerminalPiece[] = terminal.synthesised
      ? markOf(terminal)
      : (terminal.state?.redraw() ?? []);
    terminal.writtenCall = terminal.synthesised ? '' : terminal.writtenCall;
    for (const { code, data } of pieces) yield { type: 'terminal', track, time, code, data };
  }
}

async function openTerminal(size: TerminalSize, widths: WidthRule): Promise<CutTerminal> {
  const { CutTerminal: Terminal } = await import('../../state/terminal/index.ts');
  return new Terminal(size, widths);
}

/** A shaded row, which belongs to no call. */
function markOf({ cols, writtenCall }: OpenTerminal): readonly TerminalPiece[] {
  const row = `\x1b[2m${'░'.repeat(cols)}\x1b[0m\r\n`;
  return [...(writtenCall === '' ? [] : [{ code: 'c', data: '' }]), { code: 'o', data: row }];
}
