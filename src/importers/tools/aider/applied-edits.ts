import type { SourceChange } from '../../../format/index.ts';
import { editsIn } from './edits.ts';
import type { Edit } from './edits.ts';

/** The edits of the last reply, until the program says which of them it made. */
export class AppliedEdits {
  #open = new Map<string, Edit[]>();
  /** Files that the program asked about: they were not there before. */
  readonly #asked = new Set<string>();
  /** Files that were changed in this session, or were shown to the model. */
  readonly #known = new Set<string>();

  /** A reply: the edits of the one before that were not made are only text. */
  propose(reply: string): void {
    this.#open = new Map();
    for (const edit of editsIn(reply)) {
      const name = plain(edit.path);
      const edits = this.#open.get(name);
      if (edits) edits.push(edit);
      else this.#open.set(name, [edit]);
    }
  }

  /** The program asks whether it may create a file. */
  ask(path: string): void {
    this.#asked.add(plain(path));
  }

  /** A file is in the chat: it exists. */
  add(path: string): void {
    this.#known.add(plain(path));
  }

  /** What the program has done to a file when it says "Applied edit to"; `undefined` when no reply tells. */
  apply(path: string): Pick<SourceChange, 'path' | 'op' | 'after' | 'edits'> | undefined {
    const name = plain(path);
    const mine = this.#take(name);
    const isCreated = this.#asked.has(name) && !this.#known.has(name);
    const wasKnown = this.#known.has(name);
    this.#known.add(name);
    const [first] = mine;
    if (!first) return undefined;
    const whole = mine.findLast(({ after, isNew }) => after !== undefined && isNew !== true);
    if (whole?.after !== undefined)
      return { path: name, op: isCreated ? 'create' : 'modify', after: whole.after };
    const edits = mine.flatMap((edit) => edit.edits ?? []);
    if (first.isNew !== true) return edits.length === 0 ? undefined : { path: name, op: 'modify', edits };
    // An empty search adds to a file that is there, at a place that depends on the rest of it.
    if (wasKnown && !isCreated) return edits.length === 0 ? undefined : { path: name, op: 'modify', edits };
    return { path: name, op: 'create', after: replaceAll(first.after ?? '', edits) };
  }

  /** Models leave folders out, and the program finds the file. */
  #take(name: string): readonly Edit[] {
    const [known] = this.#open.has(name)
      ? [name]
      : [...this.#open.keys()].slice(0, MAX_PATHS).filter((path) => name.endsWith(`/${path}`));
    if (known === undefined) return [];
    const edits = this.#open.get(known)!;
    this.#open.delete(known);
    return edits;
  }
}

/** Paths of a reply among which one is looked for that is not written in full. */
const MAX_PATHS = 200;

/** Paths as the program and models write them differ by slashes. */
function plain(path: string): string {
  return path.trim().replaceAll('\\', '/').replace(/^\.\//, '');
}

function replaceAll(text: string, edits: NonNullable<SourceChange['edits']>): string {
  return edits.reduce((whole, { oldText, newText }) => whole.replace(oldText, () => newText), text);
}
