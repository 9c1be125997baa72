import { stat } from 'node:fs/promises';
import type { FoundPart } from './fold-sessions.ts';
import type { FoundSession } from './found-session.ts';

/** What a file was found to hold. */
export interface Findings {
  readonly sessions: readonly FoundSession[];
  readonly parts: readonly FoundPart[];
}

/** What was found in files at the last search, for one that comes soon after: only files that have changed are read. */
export class LookCache {
  readonly #known = new Map<string, { readonly stamp: string; readonly findings: Findings }>();

  /**
   * What a file holds: as it was found before, if it has not changed since, else as `look` finds it.
   *
   * @throws what `look` throws; nothing is remembered then
   */
  async findingsOf(path: string, look: () => Promise<Findings>): Promise<Findings> {
    const stamp = await stampOf(path);
    const known = this.#known.get(path);
    if (stamp !== undefined && known?.stamp === stamp) return known.findings;
    this.#known.delete(path);
    const findings = await look();
    if (stamp !== undefined) this.#known.set(path, { stamp, findings });
    return findings;
  }
}

/** Times and sizes of a file, and of the write-ahead log where it is a database; `undefined` where there is none. */
async function stampOf(path: string): Promise<string | undefined> {
  const [file, wal] = await Promise.all(
    [path, `${path}-wal`].map((each) => stat(each).catch(() => undefined)),
  );
  return file && [file, wal].map((each) => (each ? `${each.mtimeMs} ${each.size}` : '')).join(', ');
}
