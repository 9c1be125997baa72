import type { ImportSource } from '#src/importers/index.ts';

/** An import source over bytes or text, in chunks of a given size, with files beside it. */
export function sourceOf(
  content: string | Uint8Array,
  { name = 'session.jsonl', chunkSize = 64 * 1024, beside = {} }: SourceOptions = {},
): ImportSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    async *chunks() {
      // One buffer for all, as sources may have it: who holds on to a piece gets what comes after it.
      const buffer = new Uint8Array(chunkSize);
      for (let start = 0; start < bytes.length; start += chunkSize) {
        const piece = bytes.subarray(start, start + chunkSize);
        buffer.fill(0xee).set(piece);
        yield buffer.subarray(0, piece.length);
      }
      buffer.fill(0xee);
    },
    sibling: async (path) => {
      const text = Object.hasOwn(beside, path) ? beside[path] : undefined;
      return text === undefined ? undefined : sourceOf(text, { name: path, chunkSize, beside });
    },
    siblings: async (folder, { deep = false } = {}) => {
      const prefix = folder === '' ? '' : `${folder}/`;
      const isListed = (path: string): boolean =>
        path.startsWith(prefix) && (deep || !path.slice(prefix.length).includes('/'));
      return Object.keys(beside).filter(isListed).sort();
    },
  };
}

export interface SourceOptions {
  readonly name?: string;
  readonly chunkSize?: number;
  /** Path relative to the source's folder → text. */
  readonly beside?: Readonly<Record<string, string>>;
}
