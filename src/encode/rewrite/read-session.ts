import type {
  ChangeEvent,
  Chapter,
  JsonObject,
  Manifest,
  ReadOptions,
  SessionEvent,
  SessionInfo,
  SessionSource,
  SourceChapter,
  ToolCallContent,
  TrackDeclaration,
  TrackDescription,
  TrackKind,
  TranscriptEvent,
} from '../../format/index.ts';
import { parseStartedAt } from '../session-description.ts';
import { noteLinks } from './blob-links.ts';
import { BlobReader } from './blob-reader.ts';
import { ChangesTrack } from './changes-track.ts';
import { knownTracks, type EventArchive } from './event-archive.ts';
import { TerminalTrack } from './terminal-track.ts';
import { TrackReader } from './track-reader.ts';
import { TranscriptTrack } from './transcript-track.ts';

/**
 * An archive as a source of the encoder: its session events again, each with its id, in the order in which they happened. Payloads
 * are in the events they were taken out of, file texts around each change and in place of references to them; what only the
 * encoder makes (keyframes, digests, statistics) is not there.
 *
 * Memory: two segments a track, the texts of touched files, the ids of tool calls.
 *
 * @param archive - an `ArchiveReader`, of any source
 * @returns a source that can be opened again and again; its events throw what reading the archive throws
 */
export function readSession(archive: EventArchive, options: ReadOptions = {}): SessionSource {
  return new ArchiveEvents(archive, options);
}

/** As {@link readSession}; knows afterwards which blobs the events have named. */
export class ArchiveEvents implements SessionSource {
  readonly #archive: EventArchive;
  readonly #options: ReadOptions;
  #named = new Set<string>();

  constructor(archive: EventArchive, options: ReadOptions) {
    this.#archive = archive;
    this.#options = options;
  }

  /** Paths of the blobs that the events named, as far as they have been read. */
  get named(): ReadonlySet<string> {
    return this.#named;
  }

  async *events(): AsyncGenerator<SessionEvent, void> {
    await this.#archive.directory;
    const blobs = new BlobReader(this.#archive, this.#options);
    this.#named = blobs.named;
    // What is still a link names a blob, too.
    yield* noteLinks(new Playthrough(this.#archive, blobs, this.#options).run(), blobs.named);
  }
}

type AnyTrack = TranscriptTrack | ChangesTrack | TerminalTrack;

/** One way through all tracks of an archive, by time. */
class Playthrough {
  readonly #manifest: Manifest;
  readonly #changes: readonly ChangesTrack[];
  readonly #terminals: readonly TerminalTrack[];
  /** Of one time in this order. */
  readonly #tracks: readonly AnyTrack[];
  readonly #chapters: readonly Chapter[];
  #nextChapter = 0;
  /** Ids of the calls that have begun. */
  readonly #begun = new Set<string>();

  constructor(archive: EventArchive, blobs: BlobReader, options: ReadOptions) {
    const readers = <K extends TrackKind>(kind: K): TrackReader<K>[] =>
      knownTracks(archive.manifest)
        .filter((track) => track.kind === kind)
        .map((track) => new TrackReader<K>(archive, track, options));
    this.#manifest = archive.manifest;
    this.#changes = readers('changes').map((reader) => new ChangesTrack(reader, blobs));
    const files = this.#changes.map((track) => track.files);
    const transcripts = readers('transcript').map((reader) => new TranscriptTrack(reader, blobs, files));
    this.#terminals = readers('terminal').map((reader) => new TerminalTrack(reader));
    this.#tracks = [...transcripts, ...this.#changes, ...this.#terminals];
    this.#chapters = (archive.manifest.chapters ?? []).toSorted((a, b) => a.time - b.time);
  }

  async *run(): AsyncGenerator<SessionEvent, void> {
    for (const { reader } of this.#tracks) await reader.open();
    yield sessionOf(this.#manifest);
    yield* this.#declarations();
    for (let next = this.#earliest(); next; next = this.#earliest()) {
      yield* this.#chaptersUpTo(timeOf(next));
      if (next instanceof TranscriptTrack) yield* this.#takeEvent(next);
      else yield* next.take();
    }
    yield* this.#chaptersUpTo(Infinity);
    const { fidelity } = this.#manifest;
    if (fidelity) yield { type: 'report', fidelity };
  }

  /** In the order of the manifest. */
  *#declarations(): Generator<TrackDeclaration, void> {
    for (const track of this.#manifest.tracks) {
      const known = this.#tracks.find(({ reader }) => reader.track === track);
      if (known instanceof TerminalTrack) {
        yield { ...declarationOf(track), header: known.header() };
      } else if (known) yield declarationOf(track);
    }
  }

  /** The track that goes on first; of equal time, a transcript before changes before terminals. */
  #earliest(): AnyTrack | undefined {
    let first: AnyTrack | undefined;
    for (const track of this.#tracks) {
      if (track.reader.head && !(first && timeOf(first) <= timeOf(track))) first = track;
    }
    return first;
  }

  *#chaptersUpTo(time: number): Generator<SourceChapter, void> {
    for (; this.#nextChapter < this.#chapters.length; this.#nextChapter += 1) {
      const chapter = this.#chapters[this.#nextChapter]!;
      if (chapter.time > time) return;
      yield { type: 'chapter', ...chapter };
    }
  }

  /** The next event of a transcript; where a log has equal times, with what has to stand before and behind it. */
  async *#takeEvent(transcript: TranscriptTrack): AsyncGenerator<SessionEvent, void> {
    const { time, event } = transcript.reader.head!;
    const shell = this.#terminals.find(
      ({ reader }) => reader.track.synthesised && reader.head?.time === time,
    );
    if (event?.sessionUpdate === 'tool_call_update' && shell) yield* shell.takeUpTo(time, this.#begun);
    if (event) yield* this.#causesOf(event, time);
    yield* transcript.take();
    if (event?.sessionUpdate !== 'tool_call') return;
    this.#begun.add(event.toolCallId);
    // A terminal that is made of tool calls shows a command once it is called, and its output before its result.
    if (event.kind === 'execute' && shell) yield* shell.takeCommand(event.toolCallId);
  }

  /** What an event tells of has happened before it: changes, file texts that were read, the output of a command. */
  async *#causesOf(event: TranscriptEvent, time: number): AsyncGenerator<SessionEvent, void> {
    if (event.sessionUpdate === 'tool_call_update') {
      const { toolCallId } = event;
      for (const track of this.#changes) {
        yield* track.takeThroughLast((change) => change.toolCallId === toolCallId, time);
      }
    }
    for (const item of contentsOf(event)) {
      if (item.type === 'terminal') {
        const end = Math.min(time, item._meta?.reprise?.end ?? 0);
        for (const track of this.#terminals) {
          if (track.reader.track.id === item.terminalId) yield* track.takeUpTo(end, this.#begun);
        }
      } else if (item.type === '_reprise/change') {
        for (const track of this.#changes) yield* track.takeThrough(({ id }) => id === item.id, time);
      } else if (item.type === '_reprise/file') {
        const { path, sha256 } = item;
        const reaches = (change: ChangeEvent) => change.path === path && change.after === sha256;
        for (const track of this.#changes) {
          if (track.files.sha256(path) !== sha256) yield* track.takeThrough(reaches, time);
        }
      }
    }
  }
}

function timeOf(track: AnyTrack): number {
  return track.reader.head!.time;
}

/** What a tool call shows; nothing of an event that is not as its schema has it. */
function contentsOf(event: TranscriptEvent): readonly ToolCallContent[] {
  if (event.sessionUpdate !== 'tool_call' && event.sessionUpdate !== 'tool_call_update') return [];
  const content: unknown = event.content;
  return Array.isArray(content) ? content.filter(isContent) : [];
}

function isContent(value: unknown): value is ToolCallContent {
  return typeof value === 'object' && value !== null;
}

function sessionOf({ title, startedAt, duration, agent, workspace }: Manifest): SessionInfo {
  const wall = parseStartedAt(startedAt);
  return {
    type: 'session',
    settled: true,
    hasAllChapters: true,
    title,
    duration,
    ...(wall !== undefined && { startedAt: wall }),
    ...(agent && { agent }),
    ...(workspace && { workspace }),
  };
}

const KNOWN_KEYS: ReadonlySet<string> = new Set(
  'id kind entry title parent spawnedBy synthesised cols rows widths theme poster events'.split(' '),
);

function declarationOf(track: TrackDescription): TrackDeclaration {
  const { id, kind, title, parent, spawnedBy, synthesised } = track;
  const unknown = Object.entries(track).filter(([key]) => !KNOWN_KEYS.has(key));
  const extra: object = Object.fromEntries(unknown);
  return {
    type: 'track',
    id,
    kind,
    ...(title !== undefined && { title }),
    ...(parent !== undefined && { parent }),
    ...(spawnedBy !== undefined && { spawnedBy }),
    ...(synthesised && { synthesised }),
    ...(unknown.length > 0 && { extra: extra as JsonObject }),
  };
}
