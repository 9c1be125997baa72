/** What was found wrong at the end of a packed stream; what came out before it is good as far as it is known. */
export interface UnpackingFlaw {
  readonly code: 'truncated-package' | 'damaged-package' | 'trailing-bytes';
  readonly message: string;
}

/** Bytes in pieces as they are unpacked; its result is what was found wrong at the end. */
export type Unpacking = AsyncGenerator<Uint8Array, UnpackingFlaw | undefined, undefined>;

/** Unpacks a stream of bytes. Each call starts anew; a piece that was yielded is not touched again. */
export type Unpacker = (packed: AsyncIterable<Uint8Array>) => Unpacking;

/** The packed bytes end within a stream. */
export const TRUNCATED: UnpackingFlaw = {
  code: 'truncated-package',
  message: 'the packed file ends too early: what could be unpacked was read',
};

/** The packed bytes are none that the packing allows, or a checksum is wrong. */
export const DAMAGED: UnpackingFlaw = {
  code: 'damaged-package',
  message: 'the packed file is damaged: it was read as far as it can be unpacked',
};

/** There are bytes behind the end of the last stream. */
export const TRAILING: UnpackingFlaw = {
  code: 'trailing-bytes',
  message: 'bytes that belong to nothing stand behind the packed data and were left out',
};
