export { packFile, type PackFileOptions } from './pack-file.ts';
export { packSession, type PackSessionOptions } from './pack-session.ts';
export { withInputs, type Input, type InputPath, type OpenInputsOptions } from './inputs.ts';
export { inputSessions, type InputSession } from './input-session.ts';
export { ImportFile, type ImportFileOptions, type ReadFile } from './import-file.ts';
export { archiveName, uniqueName, type ArchiveNaming } from './archive-name.ts';
export { localDate } from './local-date.ts';

export { FileSource } from './file-source.ts';
export { FileSink, type CommitOptions, type FileSinkOptions } from './file-sink.ts';
export { TempSpool } from './temp-spool.ts';
export { zlibDeflater } from './zlib-deflater.ts';

export { FileError, type FileErrorCode } from './file-error.ts';
export { systemCode, systemReason } from './system-error.ts';
export { isFolder, openRegularFile, readFully, type RegularFile } from './regular-file.ts';
export { listFolder, MAX_FOLDER_DEPTH, type FolderListing } from './folder-listing.ts';
export { packageVersion } from './package-version.ts';
