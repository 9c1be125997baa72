export { encodeSession } from './encode-session.ts';
export type { EncodeOptions, EncodeProgress, EncodeResult } from './encode-session.ts';
export type { EncodeFindingCode } from './findings.ts';
export { createPakoDeflater } from './deflate-segment.ts';
export type { KeptFile, SessionFile } from './kept-files.ts';
