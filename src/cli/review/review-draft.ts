import { reviewItems, type MaskedResult, type Review, type ReviewItem } from '../../encode/index.ts';
import type { ByteSink } from '../../format/index.ts';
import type { MaskerOptions } from '../../masking/index.ts';
import { FileSource } from '../../node/index.ts';

/** Makes the archive, masked so. */
export type MakeArchive = (sink: ByteSink, masking: MaskerOptions) => Promise<MaskedResult>;

/** What an author has decided. */
export interface ReviewDecisions {
  /** Values that are no secrets: they stay. */
  readonly keep: readonly string[];
  /** Values that are masked although no rule is sure of them, or knows them. */
  readonly mask: readonly { readonly value: string; readonly type: string }[];
}

/** A session on its way to be shared: what was found in it, and the archive that comes of the decisions. */
export class ReviewDraft {
  readonly review: Review;
  readonly #make: MakeArchive;
  readonly #masking: MaskerOptions;

  private constructor(review: Review, make: MakeArchive, masking: MaskerOptions) {
    this.review = review;
    this.#make = make;
    this.#masking = masking;
  }

  /**
   * Makes the archive once, to see what is in it.
   *
   * @param write - writes the draft of the archive to a file of its own, and gives its path
   */
  static async make(
    make: MakeArchive,
    masking: MaskerOptions,
    write: (
      fill: (sink: ByteSink) => Promise<MaskedResult>,
    ) => Promise<{ path: string; result: MaskedResult }>,
  ): Promise<ReviewDraft> {
    const { path, result } = await write((sink) => make(sink, masking));
    const review = await FileSource.use(path, (archive) => reviewItems(archive, result));
    return new ReviewDraft(review, make, masking);
  }

  /** What is to be decided: what no rule is sure of. */
  get open(): readonly ReviewItem[] {
    return this.review.items.filter(({ state }) => state === 'uncertain');
  }

  /** The values of the review that nobody has decided about. */
  undecided({ keep, mask }: ReviewDecisions): readonly ReviewItem[] {
    const decided = new Set([...keep, ...mask.map(({ value }) => value)]);
    return this.open.filter(({ value }) => !decided.has(value));
  }

  /** Makes the archive as it was decided. */
  finish({ keep, mask }: ReviewDecisions, sink: ByteSink): Promise<MaskedResult> {
    const { keep: kept = [], seeds = [] } = this.#masking;
    return this.#make(sink, { ...this.#masking, keep: [...kept, ...keep], seeds: [...seeds, ...mask] });
  }
}
