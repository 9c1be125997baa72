import { MemorySpool, type ByteSink, type Spool } from '../../format/index.ts';
import { Masker, type Finding, type MaskedValue, type MaskerOptions } from '../../masking/index.ts';
import type { EncodeResult } from '../encode-session.ts';
import { MaskingError } from './masking-error.ts';
import { findSurvivors } from './survivors.ts';
import { SpooledArchive } from './spooled-archive.ts';

/** What is masked, and where a masked archive goes. */
export interface MaskingOptions {
  readonly masking: MaskerOptions;
  /** Fails where a secret is found, in place of masking it. Default false. */
  readonly failsOnSecret?: boolean | undefined;
  /** Takes the archive once it is proven. */
  readonly sink: ByteSink;
  /** Makes the places where compressed bytes, and the archive itself, wait. Default: memory. */
  readonly createSpool?: (() => Spool) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of packing and masking. Holds the secrets: it is for those who pack, and for no file. */
export interface MaskedResult extends EncodeResult {
  /** What was masked. */
  readonly masked: readonly MaskedValue[];
  /** What may be a secret, was not masked, and is to be decided about. */
  readonly findings: readonly Finding[];
}

/**
 * Times that a session is packed at most. The second time it is known from the beginning what was found late in the
 * first; what a placeholder uncovers may ask for one more.
 */
const MAX_PASSES = 4;

/**
 * Makes an archive until it is proven that nothing of what is masked stands in it, and gives it to the sink.
 *
 * @param make - writes the archive, masked, to the sink it is given
 * @throws {MaskingError} `masking-incomplete`, `secrets-found`; what `make` and the sink throw
 */
export async function proven(
  make: (masker: Masker, sink: ByteSink) => Promise<EncodeResult>,
  options: MaskingOptions,
): Promise<MaskedResult> {
  const { masking, failsOnSecret = false, sink, createSpool = () => new MemorySpool(), signal } = options;
  let known: readonly MaskedValue[] = [];
  for (let pass = 1; ; pass += 1) {
    const archive = new SpooledArchive(createSpool());
    try {
      const masker = new Masker({ ...masking, seeds: [...(masking.seeds ?? []), ...known] });
      const result = await make(masker, archive);
      const { values: masked, findings } = masker;
      if (failsOnSecret && masked.length > 0) throw MaskingError.found(masked);
      const survivors = await findSurvivors(archive, masker, { signal });
      if (survivors.length === 0) {
        await archive.copyTo(sink);
        return { ...result, masked, findings };
      }
      if (pass === MAX_PASSES) throw MaskingError.incomplete(survivors);
      known = masked;
    } finally {
      await archive.close();
    }
  }
}
