import {
  finishReview,
  reviewItems,
  type MaskedResult,
  type Review,
  type ReviewDecisions,
  type ReviewedSession,
} from '../../encode/index.ts';
import type { ByteSink } from '../../format/index.ts';
import type { MaskerOptions } from '../../masking/index.ts';
import { FileSource, packageVersion, withTempSpools, zlibDeflater } from '../../node/index.ts';

/** Makes the archive, masked so. */
export type MakeArchive = ReviewedSession['make'];

/** A session on its way to be shared: what was found in it, and the archive that comes of the decisions. */
export class ReviewDraft {
  readonly review: Review;
  readonly #session: ReviewedSession;

  private constructor(review: Review, session: ReviewedSession) {
    this.review = review;
    this.#session = session;
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
    const { masked, findings } = result;
    return new ReviewDraft(review, { make, masking, masked, findings });
  }

  /** Makes the archive as it was decided. */
  finish(decisions: ReviewDecisions, sink: ByteSink, signal?: AbortSignal): Promise<MaskedResult> {
    return withTempSpools((createSpool) =>
      finishReview(this.#session, decisions, {
        ...{ sink, createSpool, signal },
        deflater: zlibDeflater,
        generator: { name: 'reprise', version: packageVersion() },
      }),
    );
  }
}
