/** Where a writer's bytes go: a file, a buffer, a stream. Bytes arrive strictly in order. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void> | void;
}
