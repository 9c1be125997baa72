import type { ChangedFileKeyframe, ChangeEvent, ChangesKeyframe } from '../../format/index.ts';

/** What the session has done to a file so far. */
export interface ChangedFile extends ChangedFileKeyframe {
  readonly path: string;
}

/**
 * The files that a session has changed so far, folded by path from its changes: a file that was renamed is listed
 * under its new name, one that was created stays created while it is worked on.
 */
export class ChangedFiles {
  #files = new Map<string, ChangedFile>();

  /** Ordered by path; a new array each time. */
  get list(): readonly ChangedFile[] {
    return [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  apply(event: ChangeEvent): void {
    if (event.op === 'observe') return;
    const from = event.op === 'rename' ? event.from : undefined;
    const before = this.#files.get(from ?? event.path);
    if (from !== undefined) this.#files.delete(from);
    this.#files.set(event.path, {
      path: event.path,
      status: statusAfter(event, before),
      additions: (before?.additions ?? 0) + (event.additions ?? 0),
      deletions: (before?.deletions ?? 0) + (event.deletions ?? 0),
      change: event.id,
      time: event.t,
    });
  }

  /** What a keyframe says of it; `undefined` while nothing has changed. */
  snapshot(): ChangesKeyframe['changed'] {
    if (this.#files.size === 0) return undefined;
    return Object.fromEntries(this.list.map(({ path, ...file }) => [path, file]));
  }

  restore(changed: ChangesKeyframe['changed']): void {
    this.#files = new Map(Object.entries(changed ?? {}).map(([path, file]) => [path, { path, ...file }]));
  }
}

function statusAfter({ op }: ChangeEvent, before: ChangedFile | undefined): ChangedFile['status'] {
  if (op === 'delete') return 'deleted';
  if (op === 'create') return before?.status === 'deleted' ? 'modified' : 'created';
  if (before && before.status !== 'deleted') return before.status;
  return op === 'rename' ? 'renamed' : 'modified';
}
