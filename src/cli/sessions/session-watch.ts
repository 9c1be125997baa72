import type { PackSessionOptions } from '../../node/index.ts';
import type { CommandContext } from '../command-context.ts';
import { ArchiveShelf } from './archive-shelf.ts';
import { currentArchive, lastChange } from './current-archive.ts';
import { findSessions } from './find-sessions.ts';
import type { FoundSession } from './found-session.ts';
import type { KeepResult, KeepState } from './keep-session.ts';
import { keepSessions, withKeepLock } from './keep-sessions.ts';
import { LookCache } from './look-cache.ts';
import type { SearchEnvironment } from './search-environment.ts';
import { filterSessions, type SessionFilter } from './session-filter.ts';

/** A session is archived when nothing of it has changed for so long, ms: it has probably come to its end. */
export const REST = 10 * 60_000;

/** A session that failed is tried again after so long, ms, even if it has not changed: a disk may have been full. */
export const RETRY = 60 * 60_000;

/** What is watched, and where the archives go. */
export interface SessionWatchOptions {
  readonly environment: SearchEnvironment;
  /** Absolute; it is there. */
  readonly folder: string;
  readonly filter: SessionFilter;
  /** How long a session must have rested, ms. */
  readonly rest: number;
  /** What is masked; as `PackSessionOptions.masking`. */
  readonly masking?: PackSessionOptions['masking'];
  /** Told of each session that was archived, or failed. */
  readonly onResult: (result: KeepResult) => void;
}

/** What was last made of a session, and as it was when. */
interface Handled {
  readonly changedAt: number;
  readonly at: number;
  readonly state: KeepState;
}

/** The sessions of this computer, archived each time they come to rest. Between passes it remembers what has not changed. */
export class SessionWatch {
  readonly #options: SessionWatchOptions;
  readonly #context: CommandContext;
  readonly #cache = new LookCache();
  readonly #handled = new Map<string, Handled>();
  readonly #counts = new Map<KeepState, number>();
  #shelf: ArchiveShelf | undefined;
  #known = 0;
  #waiting = 0;

  constructor(options: SessionWatchOptions, context: CommandContext) {
    this.#options = options;
    this.#context = context;
  }

  /** How many sessions came to what, since the watch began. */
  get counts(): ReadonlyMap<KeepState, number> {
    return this.#counts;
  }

  /** Sessions at the last pass, and those of them that go on. */
  get known(): number {
    return this.#known;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Archives what has come to rest.
   *
   * @param now - wall time, ms since 1970 UTC
   * @throws when it is interrupted; what searching and reading the folder of archives throw
   */
  async pass(now: number): Promise<void> {
    const { environment, folder, filter } = this.#options;
    const { signal } = this.#context;
    const { sessions } = await findSessions({ environment, signal, cache: this.#cache });
    const shelf = await ArchiveShelf.read(folder, signal, this.#shelf);
    this.#shelf = shelf;
    const wanted = filterSessions(sessions, filter, now).reverse();
    this.#known = wanted.length;
    this.#waiting = 0;
    const due = new Map<FoundSession, number>();
    for (const session of wanted) {
      signal.throwIfAborted();
      const archive = await currentArchive(session, shelf);
      if (archive) {
        shelf.assign(archive, session);
        continue;
      }
      const changedAt = await restingSince(session);
      if (now - changedAt < this.#options.rest) this.#waiting += 1;
      else if (!this.#isHandled(session, changedAt, now)) due.set(session, changedAt);
    }
    // Somebody else who is at work there archives them too: what is left is for the next pass.
    if (due.size > 0) await withKeepLock(folder, () => this.#keep(due, shelf, now));
  }

  async #keep(due: ReadonlyMap<FoundSession, number>, shelf: ArchiveShelf, now: number): Promise<void> {
    const onResult = (result: KeepResult): void => {
      const { session, state } = result;
      this.#handled.set(keyOf(session), { changedAt: due.get(session)!, at: now, state });
      this.#counts.set(state, (this.#counts.get(state) ?? 0) + 1);
      if (state !== 'unchanged') this.#options.onResult(result);
    };
    await keepSessions([...due.keys()], shelf, { masking: this.#options.masking, onResult }, this.#context);
  }

  /** Whatever came of a session, the same comes of it as long as it does not change; but failures pass. */
  #isHandled(session: FoundSession, changedAt: number, now: number): boolean {
    const handled = this.#handled.get(keyOf(session));
    if (handled?.changedAt !== changedAt) return false;
    return handled.state !== 'failed' || now - handled.at < RETRY;
  }
}

/** A file that holds several sessions does not rest when one of them does. */
async function restingSince(session: FoundSession): Promise<number> {
  const { session: part, endedAt } = session;
  return part !== undefined && endedAt !== undefined ? endedAt : lastChange(session);
}

function keyOf({ path, session = '' }: FoundSession): string {
  return `${path}\n${session}`;
}
