import { MemorySpool, type ByteSink, type ByteSource, type Derivation } from '../../format/index.ts';
import type { Finding, MaskedValue, MaskerOptions } from '../../masking/index.ts';
import { editArchive } from '../edit/edit-archive.ts';
import { cutsContent, type Edit } from '../edit/edit.ts';
import { MaskingError } from '../masking/masking-error.ts';
import type { MaskedResult } from '../masking/proven.ts';
import { SpooledArchive } from '../masking/spooled-archive.ts';
import type { RewriteOptions } from '../rewrite/rewrite.ts';
import { reviewItems } from './review-items.ts';

/** What an author has decided. */
export interface ReviewDecisions {
  /** Values that are no secrets: they stay. */
  readonly keep: readonly string[];
  /** Values that are masked although no rule is sure of them, or knows them. */
  readonly mask: readonly { readonly value: string; readonly type: string }[];
  /** What is left out. Values that stand nowhere else need no decision. */
  readonly cut?: Edit;
}

/** A session that was packed and masked once, to be reviewed. */
export interface ReviewedSession {
  /** Makes the archive, masked so. */
  readonly make: (sink: ByteSink, masking: MaskerOptions) => Promise<MaskedResult>;
  /** How it was masked to be reviewed, and what was found. */
  readonly masking: MaskerOptions;
  readonly masked: readonly MaskedValue[];
  readonly findings: readonly Finding[];
}

/**
 * Makes the archive as its author has decided: what was shown masked has the same placeholders, and what is left out is cut by the
 * code of {@link editArchive}, out of the masked session, so that paths and turns mean what the review has shown.
 *
 * Cost: that of making the archive; where something is left out, that of editing it as well.
 *
 * @throws {MaskingError} `secrets-undecided` when something stays that was neither kept nor masked; {@link EditError}; what `make`
 *   and the sink throw. The sink then holds no archive.
 */
export async function finishReview(
  session: ReviewedSession,
  decisions: ReviewDecisions,
  options: RewriteOptions,
): Promise<MaskedResult> {
  const { cut, keep: kept, mask } = decisions;
  const decided = new Set([...kept, ...mask.map(({ value }) => value)]);
  const undecided = session.findings.filter(({ value }) => !decided.has(value));
  const masking = maskingOf(session, decisions);
  const { sink, createSpool = () => new MemorySpool() } = options;
  if (!cut || !cutsContent(cut)) {
    if (undecided.length > 0) throw MaskingError.undecided(undecided.length);
    return session.make(sink, masking);
  }
  const [whole, left] = [new SpooledArchive(createSpool()), new SpooledArchive(createSpool())];
  try {
    const made = await session.make(whole, masking);
    const origin: Derivation | null = made.manifest.derivedFrom ?? null;
    // What is undecided stays as it is, so that it is found again where it was not cut.
    const keep = [...(masking.keep ?? []), ...undecided.map(({ value }) => value)];
    const edited = await editArchive(whole, cut, {
      ...options,
      masking: { ...masking, keep },
      origin,
      sink: left,
    });
    const still = await countIn(left, undecided);
    if (still > 0) throw MaskingError.undecided(still);
    await left.copyTo(sink);
    return { ...edited, masked: made.masked };
  } finally {
    await whole.close();
    await left.close();
  }
}

/** Options of masking for what was decided. What was masked before keeps its placeholder, so that the numbers stay as they were shown. */
function maskingOf({ masking, masked }: ReviewedSession, { keep, mask }: ReviewDecisions): MaskerOptions {
  const { keep: kept = [], seeds = [] } = masking;
  const shown = masked.map(({ value, type, placeholder }) => ({ value, type, placeholder }));
  return { ...masking, keep: [...kept, ...keep], seeds: [...seeds, ...shown, ...mask] };
}

/** How many of the values stand in an archive. */
async function countIn(archive: ByteSource, findings: readonly Finding[]): Promise<number> {
  if (findings.length === 0) return 0;
  const { items } = await reviewItems(archive, { masked: [], findings });
  return items.filter(({ places }) => places.length > 0).length;
}
