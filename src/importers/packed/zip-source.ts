import { crc32 } from '../../format/index.ts';
import { ImportError } from '../sources/import-error.ts';
import type { ImportSource } from '../sources/import-source.ts';
import { inflateRaw } from './inflate-stream.ts';
import { PACKED_LIMITS } from './packed-limits.ts';
import { DAMAGED, type Unpacker, type Unpacking } from './unpacking.ts';
import { type PackedBytes, UnpackedSource, type UnpackingOptions } from './unpacked-source.ts';
import { dataOffsetOf, type RandomAccess, readZipDirectory, type ZipMember } from './zip-directory.ts';

/** ZIPs up to this size are read whole where their source cannot be read in parts. */
const MAX_WHOLE_SIZE = 64 * 2 ** 20;

/** Packed bytes read at a time. */
const CHUNK_SIZE = 256 * 1024;

const STORED = 0;
const DEFLATED = 8;

/** A ZIP whose members are import sources; each finds the others beside it. */
export class ZipFolder {
  readonly name: string;
  readonly #access: RandomAccess;
  readonly #members: ReadonlyMap<string, ZipMember>;
  readonly #options: UnpackingOptions;

  private constructor(access: RandomAccess, members: readonly ZipMember[], options: UnpackingOptions) {
    this.name = access.name;
    this.#access = access;
    // Of two members with one path the later counts, as for those who unpack them in order.
    this.#members = new Map(members.map((member) => [member.path, member]));
    this.#options = options;
  }

  /** @throws {ImportError} `unsupported-source`, `limit-exceeded` */
  static async open(source: ImportSource, options: UnpackingOptions = {}): Promise<ZipFolder> {
    const access = await randomAccess(source);
    return new ZipFolder(access, await readZipDirectory(access, options.limits ?? PACKED_LIMITS), options);
  }

  /** Paths of its files, in the order of its directory. */
  get paths(): readonly string[] {
    return [...this.#members.keys()];
  }

  /** The first bytes of a file, fewer where it is damaged, none where it cannot be read. */
  async head(path: string, length: number): Promise<Uint8Array> {
    const head = new Uint8Array(length);
    let filled = 0;
    const packed = await this.#packedBytes(path).catch(() => undefined);
    if (!packed) return head.subarray(0, 0);
    for await (const piece of packed.unpacker(packed.chunks())) {
      head.set(piece.subarray(0, length - filled), filled);
      filled = Math.min(length, filled + piece.length);
      if (filled === length) break;
    }
    return head.subarray(0, filled);
  }

  /**
   * A file of the ZIP as a source of its own.
   *
   * @throws {ImportError} `unsupported-source` when it is encrypted or packed by a method that is not known,
   *   `limit-exceeded`
   */
  async source(path: string): Promise<ImportSource & Pick<UnpackedSource, 'flaw'>> {
    const unpacked = await UnpackedSource.open(await this.#packedBytes(path), this.#options);
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    return Object.assign(unpacked, {
      sibling: async (name: string) =>
        this.#members.has(folder + name) ? this.source(folder + name) : undefined,
      siblings: (name: string, { deep = false } = {}) => Promise.resolve(this.#list(folder, name, deep)),
    });
  }

  /** Files in a folder, relative to `base`. */
  #list(base: string, folder: string, deep: boolean): readonly string[] {
    const prefix = folder === '' || folder === '.' ? base : `${base}${folder}/`;
    return this.paths
      .filter((path) => path.startsWith(prefix) && (deep || !path.slice(prefix.length).includes('/')))
      .map((path) => path.slice(base.length))
      .sort((a, b) => (a < b ? -1 : 1));
  }

  async #packedBytes(path: string): Promise<PackedBytes> {
    const member = this.#members.get(path);
    if (!member) throw new RangeError(`the ZIP holds no "${path}"`);
    if (member.isEncrypted) throw unsupported(this.name, path, 'is encrypted');
    if (member.method !== STORED && member.method !== DEFLATED) {
      throw unsupported(
        this.name,
        path,
        `is packed by method ${member.method}; only deflate can be unpacked`,
      );
    }
    const access = this.#access;
    const start = await dataOffsetOf(access, member);
    const end = Math.min(start + member.storedSize, access.size);
    return {
      name: path.slice(path.lastIndexOf('/') + 1),
      size: Math.max(0, end - start),
      async *chunks() {
        for (let at = start; at < end; at += CHUNK_SIZE) {
          yield await access.read(at, Math.min(CHUNK_SIZE, end - at));
        }
      },
      unpacker: checked(member.method === STORED ? passOn : inflateRaw, member.crc32),
    };
  }
}

async function randomAccess(source: ImportSource): Promise<RandomAccess> {
  const { name, size } = source;
  if (source.read) {
    return { name, size, read: (offset, length) => source.read!(Math.max(0, offset), length) };
  }
  if (size > MAX_WHOLE_SIZE) {
    const what = `"${name}" is a ZIP of ${size} bytes in a place that can only be read in order`;
    throw new ImportError('limit-exceeded', `${what}: the limit there is ${MAX_WHOLE_SIZE} bytes`);
  }
  const whole = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of source.chunks()) {
    whole.set(chunk.subarray(0, size - filled), filled);
    filled = Math.min(size, filled + chunk.length);
  }
  return { name, size, read: (offset, length) => Promise.resolve(whole.subarray(offset, offset + length)) };
}

async function* passOn(packed: AsyncIterable<Uint8Array>): Unpacking {
  for await (const chunk of packed) yield chunk.slice();
  return undefined;
}

/** Compares the CRC-32 at the end. */
function checked(unpacker: Unpacker, expected: number): Unpacker {
  return async function* (packed) {
    const unpacking = unpacker(packed);
    let crc = 0;
    for (;;) {
      const { done, value } = await unpacking.next();
      if (done) return value ?? (crc === expected ? undefined : DAMAGED);
      crc = crc32(value, crc);
      yield value;
    }
  };
}

function unsupported(name: string, path: string, what: string): ImportError {
  return new ImportError('unsupported-source', `"${path}" in "${name}" ${what}: unpack it first`);
}
