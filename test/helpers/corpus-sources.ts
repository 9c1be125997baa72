import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ImportSource } from '#src/importers/index.ts';

/** A file on this disk as an import source, with the files beside it. `.gz` is unpacked. */
export function fileSource(path: string): ImportSource {
  const stored = readFileSync(path);
  const bytes = new Uint8Array(path.endsWith('.gz') ? gunzipSync(stored) : stored);
  const folder = dirname(path);
  return {
    name: basename(path).replace(/\.gz$/, ''),
    size: bytes.length,
    async *chunks() {
      for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
    },
    sibling: async (name) => {
      const file = join(folder, name);
      return existsSync(file) && statSync(file).isFile() ? fileSource(file) : undefined;
    },
    siblings: async (name, { deep = false } = {}) => {
      const root = join(folder, name);
      if (!existsSync(root)) return [];
      return readdirSync(root, { withFileTypes: true, recursive: deep })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
        .sort();
    },
  };
}
