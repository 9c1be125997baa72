import { html, nothing, type TemplateResult } from 'lit';
import type { Note } from '../../format/index.ts';
import type { PlayerState, TerminalView } from '../../player/index.ts';
import type { Language } from '../strings/language.ts';
import { noteStrings } from '../strings/note.ts';
import { markIcon } from '../time-range/mark-shapes.ts';

/** Notes on one terminal that are offered at most. */
const MAX_OFFERED = 100;
const NONE: readonly Note[] = [];

/** The notes on a terminal, by time. */
export function notesOfTerminal(id: string, notes: readonly Note[]): readonly Note[] {
  const own = notes.filter(({ event, terminal }) => event === undefined && terminal === id);
  return own.length === 0 ? NONE : own;
}

/**
 * The notes that are true of the screen at the playhead: written on it, and nothing was written to the terminal since.
 *
 * @param time - playhead, session time in ms
 */
export function notesOnScreen(
  notes: readonly Note[],
  { screen }: TerminalView,
  time: number,
): readonly Note[] {
  if (notes.length === 0 || !screen) return NONE;
  const last = screen.lastOutput ?? 0;
  const shown = notes.filter((note) => note.time >= last && note.time <= time);
  return shown.length === 0 ? NONE : shown;
}

/** Which notes are true of the screens at the playhead, by their ids: another text as soon as others are. */
export function namesOfShown({ notes, terminals, time }: PlayerState): string {
  if (notes.length === 0) return '';
  const shown = [...terminals.values()].flatMap((view) =>
    notesOnScreen(notesOfTerminal(view.track.id, notes), view, time),
  );
  return JSON.stringify(shown.map(({ id }) => id));
}

/** A line of buttons, one a note, that lead to their moments; below it what the notes on this screen say. */
export function renderTerminalNotes(
  notes: readonly Note[],
  shown: readonly Note[],
  {
    language,
    clockText,
    seek,
  }: {
    readonly language: Language;
    readonly clockText: (time: number) => string;
    readonly seek: (time: number) => void;
  },
): TemplateResult | typeof nothing {
  if (notes.length === 0) return nothing;
  const strings = language.of(noteStrings);
  return html`<section class="notes" aria-label=${strings.ofTerminal}>
    <ul>
      ${notes.slice(0, MAX_OFFERED).map(
        (note) =>
          html`<li>
            <button
              aria-pressed=${shown.includes(note) ? 'true' : 'false'}
              title=${strings.goTo(clockText(note.time))}
              @click=${() => seek(note.time)}
            >
              ${markIcon('note')}${strings.at(clockText(note.time), note.author)}
            </button>
          </li>`,
      )}
    </ul>
    ${shown.map((note) => html`<reprise-note .note=${note}></reprise-note>`)}
  </section>`;
}
