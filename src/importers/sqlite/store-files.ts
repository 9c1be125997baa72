/** What SQLite writes beside a database, by what it adds to its name. */
const ADDED = ['-wal', '-shm', '-journal'] as const;

/** Names of the files beside a database that belong to it. */
export function filesBesideStore(name: string): readonly string[] {
  return ADDED.map((added) => name + added);
}

/** The database that a file stands beside, by its name or path; `undefined` for other files. */
export function storeOfFile(path: string): string | undefined {
  const added = ADDED.find((end) => path.endsWith(end));
  return added === undefined ? undefined : path.slice(0, -added.length);
}

/** Whether a file that begins with `head` is the write-ahead log of a database. */
export function isWal(head: Uint8Array): boolean {
  return [0x37, 0x7f, 0x06].every((byte, index) => head[index] === byte) && (head[3]! & ~1) === 0x82;
}
