import {
  parseMetadata,
  readHead,
  requireMediaType,
  requireMetadataSize,
  unpackEntry,
  type ArchiveHead,
} from './archive-head.ts';
import { HEAD_ENTRIES, INDEX_ENTRY, MANIFEST_ENTRY, MIMETYPE_ENTRY } from './archive-layout.ts';
import type { ByteSource, ReadOptions } from './bytes/byte-source.ts';
import type { Diagnostic } from './diagnostics.ts';
import { ArchiveError } from './errors.ts';
import { finding } from './findings.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { readManifest } from './manifest.ts';
import type { Manifest } from './model.ts';
import type { ReaderOptions } from './reader-options.ts';
import { readIndex, type ReadIndex } from './time-index.ts';
import { FORMAT_VERSION } from './version.ts';
import { loadDirectory } from './zip/load-directory.ts';
import { checkLocalHeader, readLocalHeader } from './zip/local-header.ts';
import type { ZipDirectory } from './zip/zip-directory.ts';
import type { ZipEntry } from './zip/zip-entry.ts';

/** What is known of an archive when it was opened. */
export interface OpenedArchive {
  readonly source: ByteSource;
  readonly limits: Limits;
  readonly head: ArchiveHead;
  readonly manifest: Manifest;
  /** Absent when there is none that can be read. */
  readonly index: ReadIndex | undefined;
  /** Bytes of the archive; of a source that hides it, what the index says. */
  readonly size: number;
  /** Only when it was needed already, because the head is not in the fixed order. */
  readonly directory: ZipDirectory | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads manifest and index: from the head alone when it follows the profile, else by the directory.
 *
 * @throws {ArchiveError} see `ArchiveReader.open`
 */
export async function openArchive(source: ByteSource, options: ReaderOptions): Promise<OpenedArchive> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const settings = { signal: options.signal, limits };
  // It travels while the head does; whoever needs it is told when it does not come.
  loadDirectory().catch(() => undefined);
  const head = await readHead(source, settings);
  const inOrder = HEAD_ENTRIES.every((path) => head.entries.has(path));
  const knownSize = head.size ?? (inOrder ? undefined : await source.size(settings));
  const directory = inOrder
    ? undefined
    : await (await loadDirectory()).readDirectory(source, knownSize!, settings);
  const opening = new Opening(source, head, directory?.entries ?? head.entries, settings);

  requireMediaType(await opening.read(MIMETYPE_ENTRY), source.name);
  const manifestBytes = await opening.read(MANIFEST_ENTRY);
  if (!manifestBytes) {
    const message = `there is no "${MANIFEST_ENTRY}" in the archive`;
    throw new ArchiveError('entry-not-found', message, { entry: MANIFEST_ENTRY });
  }
  const manifest = readManifest(parseMetadata(manifestBytes, limits), source.name);
  const diagnostics = versionFindings(manifest);
  const index = await readStoredIndex(opening, diagnostics);
  const size = knownSize ?? index?.size ?? (await source.size(settings));
  return { source, limits, head, manifest, index, size, directory, diagnostics };
}

/** Reads the first entries, from the head where it reaches that far. */
class Opening {
  readonly limits: Limits;
  readonly #source: ByteSource;
  readonly #head: ArchiveHead;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  readonly #options: ReadOptions;

  constructor(
    source: ByteSource,
    head: ArchiveHead,
    entries: ReadonlyMap<string, ZipEntry>,
    { limits, ...options }: ReadOptions & { readonly limits: Limits },
  ) {
    this.#source = source;
    this.#head = head;
    this.#entries = entries;
    this.limits = limits;
    this.#options = options;
  }

  /** Offset of the first byte after the data of an entry; 0 when there is none. */
  endOf(path: string): number {
    const entry = this.#entries.get(path);
    return entry ? entry.dataOffset + entry.storedSize : 0;
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    const entry = this.#entries.get(path);
    if (!entry) return undefined;
    requireMetadataSize(entry, this.limits);
    const { headerOffset } = entry;
    const length = this.endOf(path) - headerOffset;
    const bytes =
      headerOffset + length <= this.#head.bytes.length
        ? this.#head.bytes.subarray(headerOffset, headerOffset + length)
        : await this.#source.read(headerOffset, length, this.#options);
    checkLocalHeader(readLocalHeader(bytes, 0, headerOffset), entry);
    return unpackEntry(bytes.subarray(entry.dataOffset - headerOffset), entry);
  }
}

function versionFindings({ version }: Manifest): Diagnostic[] {
  const [minor, known] = [version, FORMAT_VERSION].map((text) => Number(text.split('.')[1]));
  if (minor! <= known!) return [];
  const message = `the archive is written in version ${version} of the format: what is newer than ${FORMAT_VERSION} is not shown`;
  return [finding('newer-version', 'info', message)];
}

/** The index, or a finding that says why there is none. A damaged index loses nothing: it can be rebuilt. */
async function readStoredIndex(opening: Opening, diagnostics: Diagnostic[]): Promise<ReadIndex | undefined> {
  try {
    const bytes = await opening.read(INDEX_ENTRY);
    if (!bytes) {
      const message = 'the archive has no index: it was rebuilt from the tracks; repair writes it anew';
      diagnostics.push(finding('index-missing', 'warning', message, { entry: INDEX_ENTRY }));
      return undefined;
    }
    const index = readIndex(parseMetadata(bytes, opening.limits), opening.endOf(INDEX_ENTRY));
    if (typeof index !== 'string') return index;
    diagnostics.push(unreadable(index));
  } catch (error) {
    if (!(error instanceof ArchiveError) || error.code !== 'corrupt-entry') throw error;
    diagnostics.push(unreadable(error.message));
  }
  return undefined;
}

function unreadable(why: string): Diagnostic {
  const message = `the index cannot be read (${why}): it was rebuilt from the tracks; repair writes it anew`;
  return finding('index-unreadable', 'warning', message, { entry: INDEX_ENTRY });
}
