/** A way in which a file was damaged. */
export interface Damage {
  /** Such as `bit 17`. */
  readonly name: string;
  readonly damaged: Uint8Array<ArrayBuffer>;
}

/** Each single bit flipped; the file cut at each byte; each 512 bytes zeroed, swapped with the next, doubled. */
export type DamageKind = 'bits' | 'cuts' | 'sectors';

const SECTOR = 512;

/** @param stride - every how many of them are made; 1 is all */
export function* damagesOf(bytes: Uint8Array, kind: DamageKind, stride = 1): Generator<Damage> {
  if (kind === 'bits') {
    for (let bit = 0; bit < bytes.length * 8; bit += stride) {
      const damaged = bytes.slice();
      damaged[bit >>> 3]! ^= 1 << (bit & 7);
      yield { name: `bit ${bit & 7} of byte ${bit >>> 3}`, damaged };
    }
  } else if (kind === 'cuts') {
    for (let at = 0; at < bytes.length; at += stride)
      yield { name: `cut at ${at}`, damaged: bytes.slice(0, at) };
  } else {
    for (let at = 0; at < bytes.length; at += SECTOR * stride) yield* damagedSectors(bytes, at);
  }
}

function* damagedSectors(bytes: Uint8Array, at: number): Generator<Damage> {
  const zeroed = bytes.slice();
  zeroed.fill(0, at, at + SECTOR);
  yield { name: `sector at ${at} zeroed`, damaged: zeroed };
  const next = bytes.subarray(at + SECTOR, at + 2 * SECTOR);
  if (next.length < SECTOR) return;
  const swapped = bytes.slice();
  swapped.set(next, at);
  swapped.set(bytes.subarray(at, at + SECTOR), at + SECTOR);
  yield { name: `sector at ${at} swapped with the next`, damaged: swapped };
  const doubled = bytes.slice();
  doubled.set(bytes.subarray(at, at + SECTOR), at + SECTOR);
  yield { name: `sector at ${at} doubled over the next`, damaged: doubled };
}
