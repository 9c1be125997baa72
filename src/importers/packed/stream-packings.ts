/** How streams are unpacked. What few logs are packed in is loaded when it is met. */

import { bunzip2 } from './bunzip2.ts';
import { gunzip } from './inflate-stream.ts';
import type { StreamPacking } from './packing.ts';
import type { Unpacker } from './unpacking.ts';

const UNPACKERS: Readonly<Record<StreamPacking, Unpacker>> = {
  gzip: gunzip,
  bzip2: bunzip2,
  zstd: loaded(async () => (await import('./unzstd.ts')).unzstd),
  xz: loaded(async () => (await import('./unxz.ts')).unxz),
};

/** Unpacks streams of a packing. */
export function unpackerOf(packing: StreamPacking): Unpacker {
  return UNPACKERS[packing];
}

/** What a file is called that is not packed any more. */
export function unpackedName(name: string): string {
  return name.replace(/\.(?:gz|bz2|zst|xz)$/i, '');
}

function loaded(load: () => Promise<Unpacker>): Unpacker {
  return async function* (packed) {
    const unpacker = await load();
    return yield* unpacker(packed);
  };
}
