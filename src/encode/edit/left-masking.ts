import type {
  Manifest,
  ManifestContent,
  MaskingReceipt,
  SourceChange,
  SourceTerminalEvent,
  SourceTranscriptEvent,
} from '../../format/index.ts';
import { pictureIn } from '../picture-block.ts';
import { textsIn } from './texts-in.ts';

const PLACEHOLDER = /\[([a-z0-9-]+)-\d+\]/g;

/**
 * What the receipt of masking says of what is left: an archive does not count placeholders and pictures that it has not. Of values that
 * were kept, or may be secrets, only who masks knows which are left: their numbers are the most that can be.
 */
export class LeftMasking {
  readonly #placeholders = new Map<string, Set<string>>();
  readonly #unsearched = { images: 0, documents: 0 };

  /** An event that stays. */
  take(event: SourceTranscriptEvent | SourceChange | SourceTerminalEvent): void {
    if (event.type === 'transcript') this.#countPictures(event.update);
    for (const text of textsIn(event)) {
      for (const [placeholder, type] of text.matchAll(PLACEHOLDER)) {
        const known = this.#placeholders.get(type!) ?? new Set();
        this.#placeholders.set(type!, known.add(placeholder));
      }
    }
  }

  /** The manifest with its receipt corrected; one without a receipt gets none. */
  manifest(content: ManifestContent): ManifestContent {
    const { redactions, masking } = content;
    return {
      ...content,
      ...(redactions && { redactions: redactions.flatMap((redaction) => this.#left(redaction)) }),
      ...(masking && { masking: this.#receipt(masking) }),
    };
  }

  #left(redaction: NonNullable<Manifest['redactions']>[number]): NonNullable<Manifest['redactions']> {
    const count = Math.min(redaction.count, this.#placeholders.get(redaction.class)?.size ?? 0);
    return count > 0 ? [{ ...redaction, count }] : [];
  }

  #receipt({ unsearched: before, ...rest }: MaskingReceipt): MaskingReceipt {
    const images = Math.min(before?.images ?? 0, this.#unsearched.images);
    const documents = Math.min(before?.documents ?? 0, this.#unsearched.documents);
    const unsearched = { ...(images > 0 && { images }), ...(documents > 0 && { documents }) };
    return { ...rest, ...(images + documents > 0 && { unsearched }) };
  }

  #countPictures(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    const kind = pictureIn(value)?.kind;
    if (kind === 'image') this.#unsearched.images += 1;
    else if (kind === 'document') this.#unsearched.documents += 1;
    else for (const member of Object.values(value)) this.#countPictures(member);
  }
}
