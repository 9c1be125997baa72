/** Files alone, for who packs nothing: `index.ts` brings what imports and packs, too. */
export { FileSource } from './file-source.ts';
export { FileSink, type CommitOptions, type FileSinkOptions } from './file-sink.ts';
export { diskSystem, type NewFile, type Standing, type WriteSystem } from './write-system.ts';
export { removeFoldersLeftBehind, removeLeftBehind, temporaryPath } from './temporary-file.ts';
export { withTemporaryFolder } from './temporary-folder.ts';
export { processIsAlive } from './process-is-alive.ts';
export { FileError, type FileErrorCode } from './file-error.ts';
export { systemCode, systemReason } from './system-error.ts';
export { isFolder, openRegularFile, readFully, type RegularFile } from './regular-file.ts';
export { makeFolder, type FolderOptions } from './make-folder.ts';
export { listFolder, MAX_FOLDER_DEPTH, type FolderListing } from './folder-listing.ts';
export { localDate } from './local-date.ts';
export { packageVersion } from './package-version.ts';
