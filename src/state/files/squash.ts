import type { ChangeEvent, ReadOptions } from '../../format/index.ts';
import type { FilesState } from './file-state.ts';
import type { FileVersion, TextSource } from './file-version.ts';
import { countChanges, formatPatch, parsePatch } from './hunks.ts';
import { createHunks } from './patch.ts';
import type { Hunk } from './hunks.ts';

/** All changes of a session to one file as one. */
export interface SquashedFile {
  readonly path: string;
  /** Path before the first change, where it was another. */
  readonly from?: string;
  readonly status: 'created' | 'modified' | 'deleted' | 'renamed';
  /** Hunks from the text before the first change to the text after the last one. */
  readonly patch: string;
  readonly additions: number;
  readonly deletions: number;
  /** Absent; or `false`: the file was not known throughout, and `patch` is every change's own, one after another. */
  readonly exact?: false;
  /** Ids of its changes, in order; and their session times, ms. */
  readonly changes: readonly string[];
  readonly times: readonly number[];
}

/** What a file was before its first change: a text, nothing, or not known. */
type Origin = FileVersion | 'absent' | 'unknown';

interface Entry {
  readonly origin: Origin;
  readonly firstPath: string;
  readonly changes: ChangeEvent[];
}

/**
 * Folds changes, file by file. Feed it every event of a track *before* the state gets it; then ask.
 *
 * Holds the events and versions of changed files, no texts.
 */
export class ChangeSquash {
  readonly #entries = new Map<string, Entry>();

  /** @param state - the files before `event` */
  add(event: ChangeEvent, state: FilesState): void {
    if (event.op === 'observe') return;
    const before = event.op === 'rename' ? (event.from ?? event.path) : event.path;
    const entry = this.#entries.get(before) ?? {
      origin: originOf(event, before, state),
      firstPath: before,
      changes: [],
    };
    entry.changes.push(event);
    this.#entries.delete(before);
    this.#entries.set(event.path, entry);
  }

  /**
   * One patch a file, ordered by path; files that are as they were before (created and deleted again, changed and changed
   * back) are left out.
   *
   * @param state - the files after the last event added
   */
  async files(
    state: FilesState,
    source: TextSource,
    options?: ReadOptions,
  ): Promise<readonly SquashedFile[]> {
    const files: SquashedFile[] = [];
    for (const path of [...this.#entries.keys()].sort()) {
      const file = await squashEntry(path, this.#entries.get(path)!, state, source, options);
      if (file) files.push(file);
    }
    return files;
  }
}

function originOf(event: ChangeEvent, path: string, state: FilesState): Origin {
  if (event.op === 'create') return 'absent';
  return state.version(path) ?? 'unknown';
}

async function squashEntry(
  path: string,
  { origin, firstPath, changes }: Entry,
  state: FilesState,
  source: TextSource,
  options?: ReadOptions,
): Promise<SquashedFile | undefined> {
  const deleted = changes.at(-1)!.op === 'delete';
  if (deleted && origin === 'absent') return undefined;
  const read = (version: FileVersion): Promise<string | undefined> => version.read(source, options);
  const before = origin === 'absent' ? '' : origin === 'unknown' ? undefined : await read(origin);
  const current = state.version(path);
  const after = deleted ? '' : current && (await read(current));
  const moved = firstPath !== path;
  const base = {
    path,
    ...(moved ? { from: firstPath } : {}),
    status: statusOf({ created: origin === 'absent', deleted, moved }),
    changes: changes.map(({ id }) => id),
    times: changes.map(({ t }) => t),
  };
  if (before === undefined || after === undefined) {
    const hunks = await ownHunks(changes, source, options);
    return { ...base, patch: formatPatch(hunks), ...countChanges(hunks), exact: false };
  }
  if (before === after && base.status === 'modified') return undefined;
  const hunks = createHunks(before, after);
  return { ...base, patch: formatPatch(hunks), ...countChanges(hunks) };
}

function statusOf(file: { created: boolean; deleted: boolean; moved: boolean }): SquashedFile['status'] {
  if (file.deleted) return 'deleted';
  if (file.created) return 'created';
  return file.moved ? 'renamed' : 'modified';
}

/** Every change's own hunks: what can be said of a file that was not known throughout. */
async function ownHunks(
  changes: readonly ChangeEvent[],
  source: TextSource,
  options?: ReadOptions,
): Promise<Hunk[]> {
  const hunks: Hunk[] = [];
  for (const { patch, patchBlob, text, blob } of changes) {
    const whole = text ?? (blob === undefined ? undefined : await source.blob(blob, options));
    const own = patch ?? (patchBlob === undefined ? undefined : await source.blob(patchBlob, options));
    if (own !== undefined) hunks.push(...(parsePatch(own) ?? []));
    else if (whole !== undefined) hunks.push(...createHunks('', whole));
  }
  return hunks;
}
