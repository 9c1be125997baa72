import { MAX_MARKS, thinMarks, type Mark } from '../../format/index.ts';
import { lineOf } from '../outcomes/plain-text.ts';
import type { Commit, TestRun } from '../outcomes/index.ts';

/** Marks that are held before some are merged: far more than an index has, far less than memory. */
const MAX_HELD = 32 * MAX_MARKS;
/** Commits that are told apart. */
const MAX_COMMITS = 4096;
/** Characters of a subject and of a hash. */
const MAX_SUBJECT = 80;
const MAX_HASH = 12;

const ORDER: readonly Mark['kind'][] = ['error', 'change', 'commit', 'test'];

interface CommitMark {
  readonly time: number;
  readonly text: string | undefined;
  readonly hash: string | undefined;
  readonly amends: boolean;
}

/** Collects the points of a session that people look for. Give it what happened by time. */
export class SessionMarks {
  #marks: Mark[] = [];
  #commits: CommitMark[] = [];

  error(time: number, text: string): void {
    this.#add({ time, kind: 'error', ...(text !== '' && { text }) });
  }

  change(time: number, path: string, additions: number, deletions: number): void {
    this.#add({ time, kind: 'change', text: path, additions, deletions });
  }

  test(time: number, { command, passed, failed }: TestRun): void {
    const counts = { ...(passed !== undefined && { passed }), ...(failed !== undefined && { failed }) };
    this.#add({ time, kind: 'test', text: command, ...counts });
  }

  /** A commit that the log tells of, by an event of its own or by the output of git: it counts once. */
  commit(time: number, { hash, subject, amends }: Partial<Commit>): void {
    const text = subject === undefined ? undefined : lineOf(subject, MAX_SUBJECT);
    const known = hash === undefined ? -1 : this.#commits.findLastIndex((each) => isSame(each.hash, hash));
    const before = known === -1 ? undefined : this.#commits[known];
    const isAmended = amends === true && before?.amends !== true;
    if (isAmended)
      this.#commits.splice(known === -1 ? this.#commits.length - 1 : known - 1, known === 0 ? 0 : 1);
    const commit: CommitMark = {
      time: before?.time ?? time,
      text: before?.text ?? text,
      hash: (before?.hash ?? hash)?.slice(0, MAX_HASH),
      amends: (before?.amends ?? false) || amends === true,
    };
    const at = before ? this.#commits.indexOf(before) : -1;
    if (at !== -1) this.#commits[at] = commit;
    else if (this.#commits.length < MAX_COMMITS) this.#commits.push(commit);
  }

  get commits(): number {
    return this.#commits.length;
  }

  /** By time, at most 2,048; where several happened at once, errors first, then changes, commits, tests. */
  finish(): readonly Mark[] {
    const commits = this.#commits.map(({ time, text, hash }): Mark => ({
      ...{ time, kind: 'commit' },
      ...(text !== undefined && text !== '' && { text }),
      ...(hash !== undefined && { hash }),
    }));
    return thinMarks(sorted([...this.#marks, ...commits]).filter(isNews), MAX_MARKS);
  }

  #add(mark: Mark): void {
    this.#marks.push(mark);
    if (this.#marks.length > MAX_HELD) this.#marks = [...thinMarks(sorted(this.#marks), MAX_HELD / 2)];
  }
}

/** An order that does not depend on that of the tracks. */
function sorted(marks: Mark[]): Mark[] {
  const text = (mark: Mark) => mark.text ?? '';
  const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
  return marks.sort((a, b) => {
    if (a.time !== b.time) return a.time - b.time;
    if (a.kind !== b.kind) return ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
    return a.kind === 'change' ? 0 : compare(text(a), text(b));
  });
}

/** Some logs tell an error once for each attempt, all at one time. */
function isNews(mark: Mark, index: number, marks: readonly Mark[]): boolean {
  const before = marks[index - 1];
  return (
    mark.kind !== 'error' ||
    before?.kind !== 'error' ||
    before.time !== mark.time ||
    before.text !== mark.text
  );
}

function isSame(known: string | undefined, hash: string): boolean {
  return known !== undefined && known !== '' && (known.startsWith(hash) || hash.startsWith(known));
}
