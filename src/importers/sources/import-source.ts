/** A named input an importer reads: a log, a recording. Reads may be repeated; each starts at the beginning. */
export interface ImportSource {
  /** File name without folders, for messages. */
  readonly name: string;
  /** Its own path as `sibling` takes paths. Default: its name. */
  readonly ownPath?: string;
  /** Bytes, as far as the source had any when it was opened: a file that grows is taken up to there. */
  readonly size: number;
  /** The bytes in pieces of any size. The next piece may come in the buffer of the one before. */
  chunks(): AsyncIterable<Uint8Array>;
  /**
   * Bytes from `offset` on, `length` of them or as many as there are; for sources in which a part can be found
   * without reading what stands before it (a ZIP). Absent where the source can only be read in order.
   */
  read?(offset: number, length: number): Promise<Uint8Array>;
  /**
   * Another file near this one, for tools that spread a session over several (subagents, spilled outputs).
   * Paths are relative to the folder of the log, `/`-separated, without `..`; `undefined` when there is none.
   * Importers never touch a disk: the caller decides what may be read.
   */
  sibling?(path: string): Promise<ImportSource | undefined>;
  /**
   * Relative paths of the files in a folder near this one, sorted; `''` is the folder that paths are relative to.
   * With `deep`, those in its subfolders too.
   */
  siblings?(folder: string, options?: { readonly deep?: boolean }): Promise<readonly string[]>;
}
