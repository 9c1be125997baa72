import type { nothing } from 'lit';
import { type LitElement, type TemplateResult } from 'lit';
import type { Note, NoteRange } from '../../format/index.ts';
import { createRequest, type TerminalView } from '../../player/index.ts';
import { StateController } from '../controllers/state-controller.ts';
import type { Language } from '../strings/language.ts';
import { namesOfShown, notesOfTerminal, notesOnScreen, renderTerminalNotes } from './terminal-notes.ts';

const NO_NOTES: readonly Note[] = [];
/** No cell is framed: the same array for everybody. */
export const NO_FRAMES: readonly NoteRange[] = [];

/** The notes on the terminal that is shown: which there are, which are true of its screen, and what cells those mean. */
export class ShownNotes {
  readonly #host: LitElement;
  readonly #notes: StateController<readonly Note[]>;
  /** Asked for whenever others are true of a screen. */
  readonly #onScreen: StateController<string>;
  #names = '';
  #shown: readonly Note[] = NO_NOTES;
  #framed: readonly NoteRange[] = NO_FRAMES;

  constructor(host: LitElement) {
    this.#host = host;
    this.#notes = new StateController(host, (state) => state.notes);
    this.#onScreen = new StateController(host, namesOfShown);
  }

  /** The cells that the notes on the screen mean; the same array until there are others. */
  get framed(): readonly NoteRange[] {
    return this.#framed;
  }

  /** Looks which notes are true of the screen at the playhead. */
  take(view: TerminalView): void {
    const names = `${view.track.id} ${this.#onScreen.value}`;
    if (names === this.#names) return;
    this.#names = names;
    const { time = 0 } = this.#notes.player?.store.state ?? {};
    this.#shown = notesOnScreen(this.#of(view), view, time);
    this.#framed = this.#shown.flatMap(({ range }) => (range?.row ? [range] : []));
  }

  /** A line of buttons that lead to the notes, and what those on the screen say. */
  render(
    view: TerminalView,
    { language, clockText }: { readonly language: Language; readonly clockText: (time: number) => string },
  ): TemplateResult | typeof nothing {
    return renderTerminalNotes(this.#of(view), this.#shown, {
      language,
      clockText,
      seek: (time) => this.#host.dispatchEvent(createRequest('reprise-seek-request', { time })),
    });
  }

  #of({ track }: TerminalView): readonly Note[] {
    return notesOfTerminal(track.id, this.#notes.value ?? NO_NOTES);
  }
}
