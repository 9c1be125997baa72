import type {
  ArchiveWriter,
  ChangeEvent,
  Chapter,
  Fidelity,
  SessionInfo,
  SourceChapter,
  SourceTerminalEvent,
  SourceTranscriptEvent,
  TerminalEvent,
  TerminalHeader,
  TerminalTheme,
  TrackDeclaration,
  TrackDescription,
} from '../format/index.ts';
import { FilesState } from '../state/files/index.ts';
import { OutlineBuilder, ReadingMapBuilder, TranscriptContext } from '../state/index.ts';
import { BlobStore } from './blob-store.ts';
import { ChangeLog } from './change-log.ts';
import type { ReportFinding } from './findings.ts';
import type { MergedEvent } from './merge.ts';
import { StateSegmenter, type Segmenter } from './segmenter.ts';
import { SessionDescription } from './session-description.ts';
import { SourceIds } from './source-ids.ts';
import { splitOutput } from './split-output.ts';
import type { TerminalSegmenter } from './terminal-segmenter.ts';
import { TrackNames, type NamedTrack } from './track-names.ts';
import { TranscriptRecords } from './transcript-records.ts';

const CHANGES_ENTRY = 'changes/main.ndjson';

/** Takes the events of a session, by time, and gives each to the track it belongs to. */
export class TrackSplitter {
  readonly description = new SessionDescription();
  readonly outline = new OutlineBuilder();
  readonly reading = new ReadingMapBuilder();
  readonly #writer: ArchiveWriter;
  readonly #onDiagnostic: ReportFinding;
  readonly #names = new TrackNames();
  readonly #ids: SourceIds;
  readonly #records: TranscriptRecords;
  readonly #changes: ChangeLog;
  readonly #transcripts = new Map<string, Segmenter<'transcript'>>();
  readonly #terminals = new Map<string, TerminalSegmenter>();
  /** Entry of a terminal made from tool calls → the call that was named last. */
  readonly #namedCalls = new Map<string, string>();
  #changeTrack: Segmenter<'changes'> | undefined;
  readonly #reports: Fidelity[] = [];
  readonly #counts = new Map<string, number>();
  readonly #chapters: Chapter[] = [];
  #hasAllChapters = false;
  #duration = 0;

  constructor(writer: ArchiveWriter, onDiagnostic: ReportFinding) {
    this.#writer = writer;
    this.#onDiagnostic = onDiagnostic;
    this.#ids = new SourceIds(onDiagnostic);
    const ids = this.#ids;
    const blobs = new BlobStore(writer);
    this.#changes = new ChangeLog({ ids, blobs, emit: (event) => this.#change(event) });
    this.#records = new TranscriptRecords({ ids, blobs, tracks: this.#names, changes: this.#changes });
  }

  /** Session time of the latest event, or what a source says beyond it, ms. */
  get duration(): number {
    return this.#duration;
  }

  /** Fidelity reports of the sources that have ended. */
  get reports(): readonly Fidelity[] {
    return this.#reports;
  }

  /**
   * The chapters that a source has given, without those that point at an event which is not there; `undefined` where
   * they are to be made of the prompts.
   */
  get chapters(): readonly Chapter[] | undefined {
    if (!this.#hasAllChapters) return undefined;
    return this.#chapters.filter(({ event }) => event === undefined || this.#ids.has(event));
  }

  /** A promise only where code has to be loaded first. */
  take(merged: MergedEvent): Promise<void> | undefined {
    const { event, source } = merged;
    switch (event.type) {
      case 'session':
        this.#describe(source, event);
        return undefined;
      case 'track':
        return this.#declare(event, source);
      case 'transcript':
        this.#transcript(event, merged);
        break;
      case 'change':
        this.#sourceChange(event, source);
        break;
      case 'terminal':
        this.#terminal(event, source);
        break;
      case 'chapter':
        this.#chapter(event);
        break;
      case 'report':
        this.#reports.push(event.fidelity);
        return undefined;
    }
    this.#duration = Math.max(this.#duration, event.time);
    return undefined;
  }

  /** Writes what is held back; tells the tracks of the archive, of each kind the main one first. */
  finish(): TrackDescription[] {
    this.#addEmptyTranscripts();
    for (const segmenter of [...this.#transcripts.values(), ...this.#terminals.values()]) segmenter.finish();
    this.#changeTrack?.finish();
    return this.#names.tracks
      .filter((track) => this.#counts.has(track.entry))
      .sort((a, b) => rankOf(a) - rankOf(b))
      .map((track) => this.#describeTrack(track));
  }

  /** A transcript that is referred to is there, and an archive has at least one track. */
  #addEmptyTranscripts(): void {
    if (this.#counts.size === 0) this.#names.find(0, 'transcript', 'main');
    for (const track of this.#names.tracks) {
      if (track.kind !== 'transcript' || this.#transcripts.has(track.entry)) continue;
      this.#transcriptSegmenter(track);
      this.#counts.set(track.entry, 0);
    }
  }

  #describe(source: number, info: SessionInfo): void {
    this.description.add(source, info);
    this.#duration = Math.max(this.#duration, info.duration ?? 0);
    if (info.hasAllChapters) this.#hasAllChapters = true;
    if (info.settled) {
      this.#ids.settle(source);
      this.#names.settle(source);
    } else if (info.workspace?.root !== undefined) this.#changes.setRoot(source, info.workspace.root);
  }

  /** A promise where code has to be loaded for the track. */
  #declare(declaration: TrackDeclaration, source: number): Promise<void> | undefined {
    const track = this.#names.declare(source, declaration);
    const isKept = this.#ids.isSettled(source);
    if (isKept && !this.#counts.has(track.entry)) this.#counts.set(track.entry, 0);
    if (track.kind === 'terminal') return this.#declareTerminal(track, isKept);
    if (isKept && track.kind === 'transcript') this.#transcriptSegmenter(track);
    if (isKept && track.kind === 'changes') this.#changeSegmenter();
    return undefined;
  }

  #chapter({ time, title, event }: SourceChapter): void {
    this.#chapters.push({ time, title, ...(event !== undefined && { event }) });
    this.outline.chapter({ time, title });
  }

  #transcript(event: SourceTranscriptEvent, origin: MergedEvent): void {
    const track = this.#names.find(origin.source, 'transcript', event.track);
    const record = this.#records.record(event, origin);
    this.#transcriptSegmenter(track).append(record);
    this.#count(track.entry);
    if (track.declaration?.parent === undefined) {
      this.outline.transcript(record);
      this.reading.transcript(record);
    } else this.outline.childTranscript(record, track.id);
  }

  #transcriptSegmenter({ entry }: NamedTrack): Segmenter<'transcript'> {
    const known = this.#transcripts.get(entry);
    if (known) return known;
    const writer = this.#writer.addTrack(entry, 'transcript');
    const segmenter = new StateSegmenter<'transcript'>(writer, new TranscriptContext());
    this.#transcripts.set(entry, segmenter);
    return segmenter;
  }

  #sourceChange(event: Parameters<ChangeLog['record']>[0], source: number): void {
    const { toolCallId } = event;
    const call = toolCallId === undefined ? undefined : this.#ids.toolCall(toolCallId, source);
    this.#changes.record(event, source, call);
  }

  #change(event: ChangeEvent): void {
    this.#changeSegmenter().append(event);
    this.#count(CHANGES_ENTRY);
    this.outline.change(event);
    this.reading.change(event);
  }

  #changeSegmenter(): Segmenter<'changes'> {
    if (this.#changeTrack) return this.#changeTrack;
    this.#names.find(0, 'changes', 'main');
    const writer = this.#writer.addTrack(CHANGES_ENTRY, 'changes');
    this.#changeTrack = new StateSegmenter<'changes'>(writer, new FilesState());
    return this.#changeTrack;
  }

  async #declareTerminal(track: NamedTrack, keepsEmpty: boolean): Promise<void> {
    if (this.#terminals.has(track.entry)) return;
    const { TerminalSegmenter } = await import('./terminal-segmenter.ts');
    const segmenter = new TerminalSegmenter({
      entry: track.entry,
      header: headerOf(track),
      synthesised: track.declaration?.synthesised === true,
      keepsEmpty,
      addTrack: (entry, header) => this.#writer.addTrack(entry, 'terminal', header),
      onDiagnostic: this.#onDiagnostic,
    });
    this.#terminals.set(track.entry, segmenter);
  }

  #terminal(event: SourceTerminalEvent, source: number): void {
    const track = this.#names.find(source, 'terminal', event.track);
    const segmenter = this.#terminals.get(track.entry);
    if (!segmenter) throw new TypeError(`event for the terminal "${event.track}" before its declaration`);
    const isCall = event.code === 'c' && track.declaration?.synthesised === true;
    const call = isCall ? this.#callToName(event.data, track) : undefined;
    if (isCall && call === undefined) return;
    for (const data of call === undefined ? splitOutput(event) : [call]) {
      const piece: TerminalEvent = { t: event.time, code: event.code, data };
      segmenter.append(piece);
      this.#count(track.entry);
    }
    this.outline.terminal(event.time);
    this.reading.terminal(event.time);
  }

  /** The archive's id of a call whose output comes next on a terminal; `undefined` where it was named last. */
  #callToName(name: string, { entry, source }: NamedTrack): string | undefined {
    const id = name === '' ? '' : this.#ids.toolCall(name, source);
    // A call that was left out is nobody's.
    const call = this.#ids.hasCall(id) ? id : '';
    if (call === this.#namedCalls.get(entry)) return undefined;
    this.#namedCalls.set(entry, call);
    return call;
  }

  #count(entry: string): void {
    this.#counts.set(entry, (this.#counts.get(entry) ?? 0) + 1);
  }

  #describeTrack({ id, kind, entry, source, declaration }: NamedTrack): TrackDescription {
    const { title, parent, spawnedBy, synthesised, extra } = declaration ?? {};
    const term = kind === 'terminal' ? declaration?.header?.term : undefined;
    const theme = term?.['theme'] as TerminalTheme | undefined;
    const { poster, widths } = this.#terminals.get(entry) ?? {};
    return {
      id,
      kind,
      entry,
      ...(title !== undefined && { title }),
      ...(parent !== undefined && { parent: this.#names.find(source, 'transcript', parent).id }),
      ...(spawnedBy !== undefined && { spawnedBy: this.#ids.toolCall(spawnedBy, source) }),
      ...(synthesised && { synthesised }),
      ...(term && { cols: term.cols, rows: term.rows }),
      ...(widths !== undefined && { widths }),
      ...(theme && { theme }),
      ...(poster !== undefined && { poster }),
      events: this.#counts.get(entry) ?? 0,
      ...extra,
    };
  }
}

const KINDS = ['transcript', 'changes', 'terminal'];

/** By kind; what belongs to another track, or is made of one, after what stands for itself. */
function rankOf({ kind, declaration }: NamedTrack): number {
  const secondary = declaration?.parent !== undefined || declaration?.synthesised === true;
  return 2 * KINDS.indexOf(kind) + Number(secondary);
}

function headerOf({ declaration }: NamedTrack): TerminalHeader {
  const { term, ...rest } = declaration?.header ?? { term: { cols: 80, rows: 24 } };
  return { version: 3, term, ...rest } as TerminalHeader;
}
