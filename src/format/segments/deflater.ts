/**
 * What compresses. It is given to the writer because each platform has a better one than we could carry: zlib
 * in Node, pako in a browser, with identical bytes.
 */
export interface Deflater {
  /**
   * Raw deflate, level 9, ended by a full flush, without a final block. A promise where it is done beside the thread of
   * the caller; the bytes must not change until then.
   */
  segment(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
  /** A complete raw deflate stream, level 9. */
  entry(bytes: Uint8Array): Uint8Array;
}
