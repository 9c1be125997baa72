/** How a source is packed, told by its first bytes. */
export type Packing = StreamPacking | 'zip';

/** A packing of one stream of bytes. */
export type StreamPacking = 'gzip' | 'bzip2' | 'zstd' | 'xz';

/** First bytes of what is packed; `'BZh1'` … `'BZh9'` is told apart below. */
const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  // Data of other programs may stand first (`pzstd`).
  ...Array.from({ length: 16 }, (_, kind) => ['zstd', [0x50 + kind, 0x2a, 0x4d, 0x18]] as const),
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
];

/** Start of a bzip2 block, or the end of a stream that has none. */
const BZIP2_BLOCKS = [
  [0x31, 0x41, 0x59, 0x26, 0x53, 0x59],
  [0x17, 0x72, 0x45, 0x38, 0x50, 0x90],
];

/** How a source that begins with `head` is packed, or `undefined` when it is not, as far as can be told. */
export function packingOf(head: Uint8Array): Packing | undefined {
  const name = signatureOf(head);
  return PACKINGS.find((packing) => packing === name);
}

const PACKINGS: readonly Packing[] = ['gzip', 'bzip2', 'zstd', 'xz', 'zip'];

/** Name of a packing that is known but cannot be opened here: `7-Zip`, `RAR`. */
export function foreignPackingOf(head: Uint8Array): string | undefined {
  const name = signatureOf(head);
  return name === undefined || packingOf(head) !== undefined ? undefined : name;
}

function signatureOf(head: Uint8Array): string | undefined {
  const known = SIGNATURES.find(([, bytes]) => startsWith(head, bytes, 0));
  if (known) return known[0];
  const isBzip2 = startsWith(head, [0x42, 0x5a, 0x68], 0) && head[3]! >= 0x31 && head[3]! <= 0x39;
  return isBzip2 && BZIP2_BLOCKS.some((block) => startsWith(head, block, 4)) ? 'bzip2' : undefined;
}

function startsWith(bytes: Uint8Array, wanted: readonly number[], at: number): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}
