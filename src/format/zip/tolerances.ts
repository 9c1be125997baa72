import type { Diagnostic } from '../diagnostics.ts';
import { finding, quote, type ArchiveFindingCode } from '../findings.ts';

/** What other ZIP tools do and a reader puts up with, and what it says of it. */
const MESSAGES = {
  'archive-comment': 'the archive has a comment, which is ignored',
  'data-descriptor': 'sizes stand behind the data',
  'directory-entry': 'there are entries for folders, which are ignored',
  'entry-attributes': 'file attributes are set, which are ignored',
  'entry-comment': 'entries have comments, which are ignored',
  'entry-date': 'entries have dates, which are ignored',
  'entry-order': 'the entries are in another order, so opening takes longer',
  'entry-padding': 'there are zero bytes between entries',
  'extra-field': 'entries have extra fields, which are ignored',
  'needless-zip64': 'there are ZIP64 fields that no value needs',
} satisfies Partial<Record<ArchiveFindingCode, string>>;

/** Codes of what is tolerated; `docs/errors.md` lists them. */
export type ToleranceCode = keyof typeof MESSAGES;

/** Deviations from the strict profile that a reader tolerates, one finding a kind however often it occurs. */
export class Tolerances {
  readonly #found = new Map<ToleranceCode, { count: number; first: string | undefined }>();

  /** @param entry - where it was seen */
  add(code: ToleranceCode, entry?: string): void {
    const found = this.#found.get(code);
    if (found) found.count += 1;
    else this.#found.set(code, { count: 1, first: entry });
  }

  diagnostics(): Diagnostic[] {
    return [...this.#found].map(([code, { count, first }]) => {
      const where = first === undefined ? '' : ` (${count} of them, the first is ${quote(first)})`;
      return finding(code, 'info', `${MESSAGES[code]}${where}: another tool has written this file`, {
        ...(first !== undefined && { entry: first }),
      });
    });
  }
}
