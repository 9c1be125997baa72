export { packFile, type PackFileOptions } from './pack-file.ts';
export { packSession, type PackProgress, type PackSessionOptions } from './pack-session.ts';
export { withInputs, type Input, type InputPath, type OpenInputsOptions } from './inputs.ts';
export { inputSessions, type InputSession } from './input-session.ts';
export { ImportFile, type ImportFileOptions, type ReadFile } from './import-file.ts';
export { archiveName, uniqueName, type ArchiveNaming } from './archive-name.ts';
export { TempSpool } from './temp-spool.ts';
export { zlibDeflater } from './zlib-deflater.ts';
export * from './files.ts';
