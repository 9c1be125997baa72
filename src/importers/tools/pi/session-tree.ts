import { RecordBranches } from '../../records/record-branches.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Stands for what all records follow from that follow from none. */
const ROOT = '';

/**
 * The tree of a session: each record follows from the one before, but for those after somebody went back. Version 1 has
 * no ids; then it is one line.
 */
export class SessionTree {
  readonly #branches = new RecordBranches();
  readonly #bookmarks = new Map<string, string>();
  readonly #ids = new Set<string>();
  #hasRoot = false;

  /** First pass: a record that is not the header. */
  add(record: LogRecord): void {
    this.#label(record);
    const id = asText(record['id']);
    if (id === undefined) return;
    this.#ids.add(id);
    if (!this.#hasRoot) this.#branches.add({ id: ROOT, parent: undefined, forks: false, leads: false });
    this.#hasRoot = true;
    this.#branches.add({ id, parent: parentOf(record), forks: true, leads: true });
  }

  /** Second pass: id of the abandoned branch that a record is on. */
  branchOf(record: LogRecord): string | undefined {
    return this.#branches.of(asText(record['id']));
  }

  /** Second pass: the name of the bookmark that a person put at a record. */
  bookmarkAt(record: LogRecord): string | undefined {
    return this.#bookmarks.get(asText(record['id']) ?? '');
  }

  /** Second pass: whether a bookmark stands at a record that is there. */
  isMarked({ targetId, label }: LogRecord): boolean {
    const target = asText(targetId) ?? '';
    return this.#ids.has(target) && this.#bookmarks.get(target) === label;
  }

  /** A later label of the same record stands for the one before; one without a name takes it away. */
  #label({ type, targetId, label }: LogRecord): void {
    const target = asText(targetId);
    if (type !== 'label' || target === undefined) return;
    const name = asText(label);
    if (name === undefined) this.#bookmarks.delete(target);
    else this.#bookmarks.set(target, name);
  }
}

/**
 * What a record follows from. Whoever goes back to before the first prompt begins at the root again; an answer or a
 * result without a parent is one whose parent was not written down, and no fork.
 */
function parentOf({ parentId, type, message }: LogRecord): string | undefined {
  if (parentId !== null) return asText(parentId);
  const role = type === 'message' && isObject(message) ? message['role'] : undefined;
  return role === undefined || role === 'user' ? ROOT : undefined;
}
