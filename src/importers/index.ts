export type * from './importer.ts';
export { DETECTION_SIZE, ImportError } from './importer.ts';
export { detectImporter, importers } from './detect.ts';
export type { Detection } from './detect.ts';
export { asciicast } from './asciicast.ts';
export { claudeCode } from './claude-code.ts';
export { chainLogs, type LogChain } from './chain-logs.ts';
export { importJoined } from './import-joined.ts';
export { JoinedSource } from './joined-source.ts';
