/** Bytes as a source of an importer, in pieces of one buffer as files give them; nothing stands beside it. */
export function memorySource(bytes, name, size = 1024) {
  return {
    name,
    size: bytes.length,
    async *chunks() {
      const buffer = new Uint8Array(size);
      for (let start = 0; start < bytes.length; start += size) {
        const piece = bytes.subarray(start, start + size);
        buffer.set(piece);
        yield buffer.subarray(0, piece.length);
      }
    },
    read: async (offset, length) => bytes.slice(offset, offset + length),
    sibling: async () => undefined,
    siblings: async () => [],
  };
}
