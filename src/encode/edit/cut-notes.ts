import {
  formatNotes,
  isObject,
  joinBytes,
  listOfNotes,
  NOTES_ENTRY,
  type Diagnostic,
} from '../../format/index.ts';
import type { KeptFile } from '../kept-files.ts';
import type { CutScope } from './cut-scope.ts';
import type { GapTimes } from './gap-times.ts';
import type { Phrases } from './phrases.ts';

/** What tells which notes go. */
export interface NoteCuts {
  /** Ids of events that are gone. */
  readonly gone: ReadonlySet<string>;
  readonly scope: CutScope;
  /** Whether a time of the session is cut. */
  readonly isIn: (time: number) => boolean;
  readonly times: GapTimes;
}

/** Takes out the notes on what is cut, and those that quote it. */
export class CutNotes {
  readonly #phrases: Phrases;

  constructor(phrases: Phrases) {
    this.#phrases = phrases;
  }

  /** Has the texts of the notes looked for in what is cut. */
  async watch(entry: KeptFile): Promise<void> {
    for (const note of (await listIn(entry)) ?? []) this.#phrases.watch(textsOf(note));
  }

  /** The entry without those notes; none when none is left, or when it cannot be read. */
  async *left(
    entry: KeptFile,
    cuts: NoteCuts,
    report: (finding: Diagnostic) => void,
  ): AsyncGenerator<KeptFile, void> {
    const notes = await listIn(entry);
    const left = notes?.filter((note) => isObject(note) && !this.#isCut(note, cuts)) as
      readonly Record<string, unknown>[] | undefined;
    const count = (notes?.length ?? 0) - (left?.length ?? 0);
    const message = notes
      ? `${count} of ${notes.length} notes are on what was cut, or quote it: they go`
      : 'the notes cannot be read: they go';
    if (count > 0 || !notes) report({ code: 'note-cut', severity: 'info', message, entry: NOTES_ENTRY });
    if (!left?.length) return;
    const moved = left.map((note) =>
      typeof note['time'] === 'number' ? { ...note, time: cuts.times.map(note['time']) } : note,
    );
    const bytes = new TextEncoder().encode(formatNotes(moved));
    yield {
      path: NOTES_ENTRY,
      // eslint-disable-next-line @typescript-eslint/require-await -- files come in pieces, this one in one
      chunks: async function* () {
        yield bytes;
      },
    };
  }

  #isCut(note: Readonly<Record<string, unknown>>, { gone, scope, isIn }: NoteCuts): boolean {
    const { event, terminal, time } = note;
    if (typeof event === 'string' && gone.has(event)) return true;
    const isOnTime = typeof time === 'number' && isIn(time);
    if (event === undefined && isOnTime) return true;
    if (typeof terminal === 'string' && scope.tracks.has(`terminal/${terminal}`)) return true;
    return this.#phrases.quotes(textsOf(note));
  }
}

const IDS: ReadonlySet<string> = new Set(['id', 'kind', 'event', 'terminal']);

/** What a note says, but for who said it and what it is anchored to. */
function textsOf(note: unknown): unknown {
  if (!isObject(note)) return note;
  return Object.entries(note).flatMap(([key, value]) => (IDS.has(key) ? [] : [value]));
}

async function listIn(entry: KeptFile): Promise<readonly unknown[] | undefined> {
  const pieces: Uint8Array[] = [];
  for await (const piece of entry.chunks()) pieces.push(piece.slice());
  return listOfNotes(joinBytes(pieces));
}
