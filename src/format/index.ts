export * from './events.ts';
export * from './model.ts';
export * from './session-event.ts';
export * from './errors.ts';
export * from './diagnostics.ts';
export * from './limits.ts';
export * from './version.ts';
export type { ByteSource, ReadOptions } from './bytes/byte-source.ts';
export type { ByteSink } from './bytes/byte-sink.ts';
