import { ArchiveError, MANIFEST_ENTRY, quote, recoverArchive, validateArchive } from '../../format/index.ts';
import type {
  ByteSource,
  Diagnostic,
  Manifest,
  RecoveredEntry,
  Recovery,
  SessionEvent,
  SourceChange,
  SourceTranscriptEvent,
  WrittenArchive,
} from '../../format/index.ts';
import { knownTracks } from './event-archive.ts';
import { rewriteArchive, type RewriteOptions, type RewriteStep } from './rewrite.ts';
import { openSourceArchive } from './source-archive.ts';
import { SavedArchive } from './saved-archive.ts';
import { without } from './without.ts';

/** How an archive is repaired. */
export interface RepairOptions extends Omit<RewriteOptions, 'generator' | 'onProgress'> {
  /** Program that repairs; named in the new manifest when anything is lost. Default: `reprise`, version unknown. */
  readonly generator?: Manifest['generator'] | undefined;
}

/** What came of a repair. */
export interface RepairedArchive extends WrittenArchive {
  /** What was wrong with the old archive, and what of it is not in the new one. */
  readonly diagnostics: readonly Diagnostic[];
  /** Entries of the old archive and what was left of each; none where it is sound. */
  readonly entries: readonly RecoveredEntry[];
}

/** Bytes of a sound archive that are copied at a time. */
const STEP = 1024 * 1024;

/**
 * Writes a fresh, valid archive from whatever can be read of one.
 *
 * - A sound archive is copied.
 * - Where nothing but container or index is damaged, both are made anew; everything else stays byte for byte, and so does the
 *   identity.
 * - Where something is lost, the events that are left are written again, entries and keys of later versions kept. The
 *   manifest gets a `recovered` member that says what is missing, and `derivedFrom` names the archive it was.
 *
 * Keeps the tracks in memory.
 *
 * @throws {ArchiveError} `not-an-archive`, `unsupported-version`; `corrupt-entry` when no track can be saved; what source and sink throw
 */
export async function repairArchive(source: ByteSource, options: RepairOptions): Promise<RepairedArchive> {
  const { findings } = await validateArchive(source, options);
  if (findings.length === 0) return copyArchive(source, options);

  const recovery = await recoverArchive(source, options);
  const generator = options.generator ?? { name: 'reprise', version: 'unknown' };
  const manifestBytes = recovery.manifest && (await recovery.readEntry(MANIFEST_ENTRY, options));
  const archive = new SavedArchive(recovery, manifestBytes, generator);
  if (!(await decodeAll(archive))) {
    throw new ArchiveError('corrupt-entry', `no track of ${quote(source.name)} can be saved`);
  }
  const isWhole = recovery.complete && !recovery.diagnostics.some(({ severity }) => severity === 'error');
  const step = isWhole ? {} : recoveryStep(recovery);
  const { diagnostics, ...written } = await rewriteArchive(archive, step, { ...options, generator });
  const { entries } = recovery;
  return { ...written, diagnostics: [...recovery.diagnostics, ...diagnostics], entries };
}

async function copyArchive(source: ByteSource, options: RepairOptions): Promise<RepairedArchive> {
  const { manifest, identity } = await openSourceArchive(source, options);
  const size = await source.size(options);
  for (let at = 0; at < size; at += STEP) {
    await options.sink.write(await source.read(at, Math.min(STEP, size - at), options));
  }
  return { size, manifest, sha256: identity.sha256, diagnostics: [], entries: [] };
}

/** Decodes every segment once, so that lines which cannot be read are known; false when there is no segment at all. */
async function decodeAll(archive: SavedArchive): Promise<boolean> {
  let count = 0;
  for (const { entry } of knownTracks(archive.manifest)) {
    for (const index of archive.segments(entry).keys()) {
      await archive.readSegment(entry, index);
      count += 1;
    }
  }
  return count > 0;
}

/** Tells what is lost, and lets nothing point at it. */
function recoveryStep(recovery: Recovery): RewriteStep {
  const ids = new Set<string>();
  return {
    async survey(session) {
      for await (const event of session.events())
        if (isRecord(event) && event.id !== undefined) ids.add(event.id);
    },
    async *events(events) {
      for await (const event of events) yield withoutLost(event, ids, recovery);
    },
    manifest: (content) => {
      const errors = recovery.diagnostics.filter(({ severity }) => severity === 'error');
      return { ...content, recovered: { lost: errors.map(({ message }) => message) } };
    },
  };
}

function isRecord(event: SessionEvent): event is SourceTranscriptEvent | SourceChange {
  return event.type === 'transcript' || event.type === 'change';
}

/** A chapter stays at its time when the event it pointed at is lost. Where all chapters are, they are made of the prompts. */
function withoutLost(event: SessionEvent, ids: ReadonlySet<string>, { manifest }: Recovery): SessionEvent {
  if (event.type === 'session' && !manifest) return without(event, 'hasAllChapters');
  if (event.type !== 'chapter' || event.event === undefined || ids.has(event.event)) return event;
  return without(event, 'event');
}
