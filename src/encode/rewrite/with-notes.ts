import {
  ArchiveError,
  formatNotes,
  joinBytes,
  listOfNotes,
  MAX_NOTES,
  noteFault,
  NOTES_ENTRY,
  type Note,
} from '../../format/index.ts';
import type { KeptFile } from '../kept-files.ts';
import type { RewriteSession, RewriteStep } from './rewrite.ts';

/** A note to be written. Without an id it gets one; without a time that of the event it is anchored to. */
export type NewNote = Omit<Note, 'id' | 'time'> & Partial<Pick<Note, 'id' | 'time'>>;

/**
 * A step that adds notes to those of an archive; one with the id of a note that is there takes its place. What is there
 * stays as it is, kinds and members of later versions included. The tracks are taken over byte for byte; they are read
 * only where a note has no time.
 *
 * @throws {TypeError} at once when a note is not as it must be; from `rewrite`, when its event is not in the archive and it has
 *   no time
 * @throws {RangeError} from `rewrite`, when there are more than `MAX_NOTES`
 * @throws {ArchiveError} from `rewrite`: `invalid-entry` when the notes that are there cannot be read
 */
export function withNotes(notes: readonly NewNote[]): RewriteStep {
  for (const note of notes) {
    const fault = noteFault({ id: 'new', time: 0, ...note });
    if (fault !== undefined) throw new TypeError(fault);
  }
  const undated = new Set(notes.flatMap(({ time, event }) => (time === undefined ? [event] : [])));
  const times = new Map<string, number>();
  return {
    ...(undated.size > 0 && { survey: (session: RewriteSession) => findTimes(session, undated, times) }),
    async *entries(entries) {
      let present: readonly unknown[] = [];
      for await (const entry of entries) {
        if (entry.path === NOTES_ENTRY) present = await readList(entry);
        else yield entry;
      }
      const all = merge(present, notes, times);
      if (all.length > MAX_NOTES) throw new RangeError(`${all.length} notes: there may be ${MAX_NOTES}`);
      yield textFile(NOTES_ENTRY, formatNotes(all));
    },
  };
}

/** Looks up when the events were that notes are anchored to. */
async function findTimes(
  session: RewriteSession,
  wanted: ReadonlySet<string | undefined>,
  times: Map<string, number>,
): Promise<void> {
  for await (const event of session.events()) {
    if (event.type !== 'transcript' && event.type !== 'change') continue;
    if (event.id !== undefined && wanted.has(event.id)) times.set(event.id, event.time);
  }
}

function merge(
  present: readonly unknown[],
  added: readonly NewNote[],
  times: ReadonlyMap<string, number>,
): readonly object[] {
  const byId = new Map<unknown, object>();
  for (const note of present as readonly { readonly id?: unknown }[]) byId.set(note.id ?? byId.size, note);
  let number = 0;
  const nextId = (): string => {
    do number += 1;
    while (byId.has(`n${number}`));
    return `n${number}`;
  };
  for (const note of added) {
    const time = note.time ?? times.get(note.event ?? '');
    if (time === undefined) {
      throw new TypeError(`a note is anchored to ${note.event ?? 'nothing'}, which is not in the archive`);
    }
    const { id = nextId(), kind, ...rest } = note;
    byId.set(id, { id, kind, ...rest, time });
  }
  return [...byId.values()];
}

async function readList(entry: KeptFile): Promise<readonly unknown[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of entry.chunks()) pieces.push(piece.slice());
  const list = listOfNotes(joinBytes(pieces));
  if (list?.every((note) => typeof note === 'object' && note !== null)) return list;
  throw new ArchiveError('invalid-entry', `"${NOTES_ENTRY}" cannot be added to: it is no list of notes`, {
    entry: NOTES_ENTRY,
  });
}

function textFile(path: string, text: string): KeptFile {
  return {
    path,
    // eslint-disable-next-line @typescript-eslint/require-await -- files come in pieces, this one in one
    chunks: async function* () {
      yield new TextEncoder().encode(text);
    },
  };
}
