export { encodeSession } from './encode-session.ts';
export type { EncodeOptions, EncodeProgress, EncodeResult, ManifestStep } from './encode-session.ts';
export { rewrite } from './rewrite/rewrite.ts';
export type { RewriteOptions, RewriteSession, RewriteStep } from './rewrite/rewrite.ts';
export { readSession } from './rewrite/read-session.ts';
export type { EventArchive } from './rewrite/event-archive.ts';
export type { EncodeFindingCode } from './findings.ts';
export { createPakoDeflater } from './deflate-segment.ts';
export type { KeptFile, SessionFile } from './kept-files.ts';
