import {
  BytesSink,
  EncryptingSink,
  MemorySpool,
  type ArchiveKey,
  type EncryptingOptions,
} from '#src/format/index.ts';

/** The least rounds that are taken: tests have no secrets. */
export const FEW_ROUNDS = 100_000;

/** A file, encrypted. */
export async function encrypt(
  bytes: Uint8Array,
  key: ArchiveKey,
  options: Partial<EncryptingOptions> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const target = new BytesSink();
  const sink = await EncryptingSink.create(target, key, {
    spool: new MemorySpool(),
    iterations: FEW_ROUNDS,
    ...options,
  });
  // In pieces that are no chunks.
  for (let at = 0; at < bytes.length; at += 5_000) await sink.write(bytes.subarray(at, at + 5_000));
  await sink.finish();
  return target.bytes();
}
