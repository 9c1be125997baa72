export { encodeSession } from './encode-session.ts';
export type { EncodeOptions, EncodeProgress, EncodeResult } from './encode-session.ts';
export { createPakoDeflater } from './deflate-segment.ts';
