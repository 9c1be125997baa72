import type { ChangeEvent } from '../format/index.ts';
import type { ChangedFile } from './player-state.ts';

/** What the changes of a window amount to: the list itself and, folded by path, the files it changed. */
export class ChangeList {
  #changes: ChangeEvent[] = [];
  #files = new Map<string, ChangedFile>();

  /** In order, without `observe`. A new array each time. */
  get changes(): readonly ChangeEvent[] {
    return [...this.#changes];
  }

  /** Ordered by path. */
  get files(): readonly ChangedFile[] {
    return [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  restore(): void {
    this.#changes = [];
    this.#files = new Map();
  }

  apply(event: ChangeEvent): void {
    if (event.op === 'observe') return;
    this.#changes.push(event);
    const before = this.#files.get(event.op === 'rename' ? (event.from ?? event.path) : event.path);
    if (event.op === 'rename' && event.from !== undefined) this.#files.delete(event.from);
    this.#files.set(event.path, {
      path: event.path,
      status: statusAfter(event, before),
      additions: (before?.additions ?? 0) + (event.additions ?? 0),
      deletions: (before?.deletions ?? 0) + (event.deletions ?? 0),
      change: event.id,
      time: event.t,
    });
  }
}

/** What the session as a whole did to the file: one it created stays created while it is worked on. */
function statusAfter({ op }: ChangeEvent, before: ChangedFile | undefined): ChangedFile['status'] {
  if (op === 'delete') return 'deleted';
  if (op === 'create') return before?.status === 'deleted' ? 'modified' : 'created';
  if (before && before.status !== 'deleted') return before.status;
  return op === 'rename' ? 'renamed' : 'modified';
}
