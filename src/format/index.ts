export * from './events.ts';
export * from './model.ts';
export type * from './note.ts';
export * from './session-event.ts';
export * from './errors.ts';
export * from './diagnostics.ts';
export * from './limits.ts';
export { ResizeBudget } from './segments/resize-budget.ts';
export * from './widths/width-rules.ts';
export { characterWidth } from './widths/character-width.ts';
export { type CharacterProperties, propertiesBy, widthIn } from './widths/character-properties.ts';
export { cellsOf } from './widths/cells-of.ts';
export * from './version.ts';
export { quote, type ArchiveFindingCode } from './findings.ts';
export {
  HEAD_ENTRIES,
  isBlobPath,
  isSourcePath,
  MANIFEST_ENTRY,
  NOTES_ENTRY,
  SOURCE_FOLDER,
  trackEntry,
  TRACK_KINDS,
  trackKindOf,
} from './archive-layout.ts';

export type { ByteSource, ReadOptions } from './bytes/byte-source.ts';
export { BlobSource } from './bytes/blob-source.ts';
export { BytesSource, endsTooEarly } from './bytes/bytes-source.ts';
export { LateSource } from './bytes/late-source.ts';
export { HttpSource, type HttpOptions } from './bytes/http-source.ts';
export type { IdleTimeout, Timer } from './bytes/body-reader.ts';
export { BytesSink, type ByteSink } from './bytes/byte-sink.ts';
export { MemorySpool, type Spool } from './bytes/spool.ts';
export { NumberMap } from './number-map.ts';
export { ownText } from './own-text.ts';
export { Sha256, sha256Hex } from './bytes/sha256.ts';
export { fromBase64, toBase64 } from './bytes/base64.ts';
export { crc32 } from './bytes/crc32.ts';
export { joinBytes } from './bytes/join-bytes.ts';

export { isEntryPath, toPathPart } from './zip/entry-path.ts';
export type { ZipEntry, ZipMethod } from './zip/zip-entry.ts';
export type { DirectoryRecord } from './zip/directory-record.ts';
export {
  findForeignDirectory,
  foreignRecords,
  type DirectoryPlace,
  type ReadBytes,
} from './zip/foreign-zip.ts';
export { localHeaderLength } from './zip/local-header.ts';
export { LOCAL_HEADER_SIZE } from './zip/zip-constants.ts';

export type { Deflater } from './segments/deflater.ts';
export { isObject, parseJson } from './segments/json-value.ts';
export { IntervalClock, readResize, type TerminalSize } from './segments/asciicast.ts';
export { segmentIndexAt, segmentIndexOf } from './segments/segment-index.ts';

export { thinMarks } from './thin-marks.ts';
export { MAX_MARKS } from './time-index-marks.ts';
export { MAX_ASKED_LENGTH } from './time-index.ts';

export { hasNotes } from './manifest.ts';
export {
  formatNotes,
  listOfNotes,
  MAX_NOTES,
  MAX_NOTE_TEXT,
  noteFault,
  readNotes,
  type ReadNotes,
} from './notes.ts';

export { ArchiveReader } from './archive-reader.ts';
export type { ReaderOptions } from './reader-options.ts';
export { keyIn, randomKey, type ArchiveKey } from './encrypted/archive-key.ts';
export { decrypted } from './encrypted/decrypted.ts';
export { ENCRYPTED_MAGIC, asksForPassphrase, hasEncryptedMagic } from './encrypted/encrypted-magic.ts';
export { EncryptingSink, type EncryptingOptions } from './encrypted/encrypting-sink.ts';
export { findPageArchive } from './page/find-page-archive.ts';
export { PageArchive } from './page/page-archive.ts';
export { ARCHIVE_ELEMENT, BLOCK_TAG } from './page/page-layout.ts';
export { pageText } from './page/page-text.ts';
export type { SegmentSource } from './segment-source.ts';
export { streamEntry } from './entry-stream.ts';
export {
  ArchiveWriter,
  type ManifestMaker,
  type WriterOptions,
  type WrittenArchive,
} from './archive-writer.ts';
export type { TrackWriter } from './track-writer.ts';
export { entryId, recoverArchive, type RecoveredEntry, type Recovery } from './recover/recover.ts';
export { eventSchemaFault, isKnownUpdate } from './validate/event-schema.ts';
export { validateArchive, type ValidationReport } from './validate/validate.ts';
