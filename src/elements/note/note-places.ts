import type { Note } from '../../format/index.ts';
import type { TranscriptItem } from '../../state/index.ts';

const NONE: readonly Note[] = Object.freeze([]);

/** Which notes belong to which item of a conversation. Each item is asked for once. */
export class NotePlaces {
  readonly #byEvent = new Map<string, Note[]>();
  readonly #ofTerminals: readonly Note[];
  readonly #found = new WeakMap<TranscriptItem, readonly Note[]>();

  /** @param notes - by time */
  constructor(notes: readonly Note[]) {
    for (const note of notes) {
      if (note.event === undefined) continue;
      const others = this.#byEvent.get(note.event);
      if (others) others.push(note);
      else this.#byEvent.set(note.event, [note]);
    }
    this.#ofTerminals = notes.filter(({ event }) => event === undefined);
  }

  /** There are no notes at all. */
  get isEmpty(): boolean {
    return this.#byEvent.size === 0 && this.#ofTerminals.length === 0;
  }

  /**
   * The notes on an item, on the changes that a call made, and on a terminal while it was written to by the call; the same
   * array each time.
   */
  of(item: TranscriptItem): readonly Note[] {
    if (this.isEmpty) return NONE;
    const known = this.#found.get(item);
    if (known) return known;
    const notes = this.#find(item);
    this.#found.set(item, notes.length === 0 ? NONE : notes);
    return this.#found.get(item)!;
  }

  #find(item: TranscriptItem): readonly Note[] {
    const own = this.#byEvent.get(item.id) ?? NONE;
    if (item.type !== 'tool') return own;
    const inside = item.content.flatMap((part) => {
      if (part.type === '_reprise/change') return this.#byEvent.get(part.id) ?? [];
      if (part.type !== 'terminal') return [];
      const { start, end } = part._meta.reprise;
      return this.#ofTerminals.filter(
        ({ terminal, time }) => terminal === part.terminalId && time >= start && time <= end,
      );
    });
    return inside.length === 0 ? own : [...own, ...inside];
  }
}

const MADE = new WeakMap<readonly Note[], NotePlaces>();

/** The places of these notes; the same ones for the same array. */
export function notePlacesOf(notes: readonly Note[]): NotePlaces {
  let places = MADE.get(notes);
  if (!places) MADE.set(notes, (places = new NotePlaces(notes)));
  return places;
}
