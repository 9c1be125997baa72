/** How one read of a source goes. */
export interface ReadOptions {
  /** Cancels the read; the promise then rejects with the signal's `AbortError`, untouched. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Random-access bytes: a file, a Blob, a buffer or an HTTP resource.
 *
 * The narrowest interface that works, so that a new environment is a class of ten lines.
 */
export interface ByteSource {
  /** Human-readable origin for messages: a URL, path or file name. */
  readonly name: string;
  /** Total size in bytes. May cost a request on a source that has not been read yet. */
  size(options?: ReadOptions): Promise<number>;
  /**
   * Exactly `length` bytes from `offset`.
   *
   * @throws {ArchiveError} `truncated-archive` when the source ends before `offset + length`;
   *   `source-changed` or `source-unavailable` where the bytes cannot be had
   */
  read(offset: number, length: number, options?: ReadOptions): Promise<Uint8Array>;
  /**
   * The first bytes of the source: at least `min(length, size)`, more when more came anyway (a server that
   * ignores Range sends everything). Also tells `size`, so that opening needs no request for it.
   */
  readHead(length: number, options?: ReadOptions): Promise<{ bytes: Uint8Array; size: number | undefined }>;
}
