import type { SourceChange, SourceHunk } from '../../format/index.ts';
import { createHunks } from '../../state/files/index.ts';
import { without } from '../rewrite/without.ts';

/** Stands for a line that was cut, wherever a later event would say it. */
export const CUT_LINE = '░░░';

/** What is known of one file. */
interface KnownLines {
  /** Its text as it really is; `undefined` where that is not known. */
  text: string | undefined;
  /** Lines that only what was cut has told. */
  readonly cut: Set<string>;
  /** An event that stays has named the file. */
  isNamed: boolean;
}

/**
 * Follows files past changes that are cut, so that later events stay true and tell nothing that was cut: as long as a file
 * has lines that came with such a change, its text is not stated, and these lines are masked in patches and in what
 * tools read. As soon as it has none any more, it is stated whole.
 *
 * Memory: the texts of touched files.
 */
export class FileLines {
  readonly #files = new Map<string, KnownLines>();

  /**
   * A change that is left out.
   *
   * @returns what to write in its place: that the file is not known from there on, where that was said of it before
   */
  cut(change: SourceChange, isNewPath: boolean): SourceChange | undefined {
    const { path, op, from, time } = change;
    const file = this.#file(path);
    const origin = op === 'rename' && from !== undefined ? this.#file(from) : file;
    // A file that was renamed out of sight brings lines along that were never told of this path.
    const before = isNewPath ? '' : (change.before ?? origin.text ?? '');
    for (const line of origin.cut) file.cut.add(line);
    for (const line of addedLines(before, change)) file.cut.add(line);
    file.text = op === 'delete' ? undefined : change.after;
    const wasNamed = file.isNamed;
    if (op === 'rename' && from !== undefined) {
      const left = this.#file(from);
      left.text = undefined;
      if (left.isNamed) return unknown(from, time);
    }
    return wasNamed ? unknown(path, time) : undefined;
  }

  /** A change that stays, as it may be told; what it brings itself is told by it. */
  *keep(change: SourceChange): Generator<SourceChange, void> {
    const { path, op, from } = change;
    const file = this.#file(path);
    const origin = op === 'rename' && from !== undefined ? this.#file(from) : file;
    for (const line of origin.cut) file.cut.add(line);
    const { cut } = file;
    const before = change.before ?? (op === 'create' || op === 'observe' ? undefined : origin.text);
    if (op !== 'observe') for (const line of addedLines(before ?? '', change)) cut.delete(line);
    file.text = op === 'delete' ? undefined : change.after;
    file.isNamed = true;
    if (cut.size === 0) {
      yield change;
      return;
    }
    yield* told(change, before, cut);
    if (op === 'delete' || (change.after !== undefined && !hasAny(change.after, cut))) cut.clear();
  }

  /** A text that a tool read, as it may be told; `undefined` where it may be told as it is. */
  read(path: string, text: string): string | undefined {
    const cut = this.#files.get(path)?.cut;
    return cut && cut.size > 0 && hasAny(text, cut) ? masked(text, cut) : undefined;
  }

  #file(path: string): KnownLines {
    const known = this.#files.get(path) ?? { text: undefined, cut: new Set<string>(), isNamed: false };
    this.#files.set(path, known);
    return known;
  }
}

/** The change without lines that were cut; the whole text behind it as soon as it has none of them. */
function* told(
  change: SourceChange,
  before: string | undefined,
  cut: ReadonlySet<string>,
): Generator<SourceChange, void> {
  const { after, op, path, time } = change;
  const isClean =
    (before === undefined || !hasAny(before, cut)) && (after === undefined || !hasAny(after, cut));
  const { hunks = [], edits = [] } = change;
  const isPlain = hunks.every(({ lines }) => lines.every((line) => !cut.has(line.slice(1))));
  if (
    isClean &&
    isPlain &&
    edits.every(({ oldText, newText }) => !hasAny(oldText, cut) && !hasAny(newText, cut))
  ) {
    yield change;
    return;
  }
  const rest = withoutContent(change);
  if (op === 'observe') {
    yield { ...rest, exact: false };
    return;
  }
  const shown = before !== undefined && after !== undefined ? createHunks(before, after) : hunks;
  yield {
    ...rest,
    op: op === 'create' ? 'modify' : op,
    exact: false,
    ...(shown.length > 0 && { hunks: shown.map((hunk) => maskedHunk(hunk, cut)) }),
  };
  if (op === 'delete' || after === undefined || hasAny(after, cut)) return;
  yield { type: 'change', time, sourceId: `${change.sourceId} known again`, path, op: 'observe', after };
}

/** What a change is, without what it says of the text. */
function withoutContent({
  type,
  time,
  sourceId,
  id,
  path,
  op,
  from,
  toolCallId,
  meta,
  extra,
}: SourceChange): SourceChange {
  return {
    ...{ type, time, sourceId, path, op },
    ...(id !== undefined && { id }),
    ...(from !== undefined && { from }),
    ...(toolCallId !== undefined && { toolCallId }),
    ...(extra && { extra }),
    meta: { ...without(meta ?? {}, 'asked'), cut: true },
  };
}

function unknown(path: string, time: number): SourceChange {
  return {
    type: 'change',
    time,
    sourceId: `${path} cut at ${time}`,
    path,
    op: 'observe',
    exact: false,
    meta: { cut: true },
  };
}

/** Lines that a change brings, as far as they say anything: brackets and blank lines are everybody's. */
function* addedLines(
  before: string,
  { after, hunks = [], edits = [] }: SourceChange,
): Generator<string, void> {
  const known = new Set(before.split('\n'));
  const added = [
    ...(after?.split('\n') ?? []),
    ...hunks.flatMap(({ lines }) =>
      lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1)),
    ),
    ...edits.flatMap(({ newText }) => newText.split('\n')),
  ];
  for (const line of added) if (/[\p{L}\p{N}]/u.test(line) && !known.has(line)) yield line;
}

function hasAny(text: string, lines: ReadonlySet<string>): boolean {
  return text.split('\n').some((line) => lines.has(line));
}

function masked(text: string, cut: ReadonlySet<string>): string {
  return text
    .split('\n')
    .map((line) => (cut.has(line) ? CUT_LINE : line))
    .join('\n');
}

function maskedHunk(hunk: SourceHunk, cut: ReadonlySet<string>): SourceHunk {
  const { oldStart, oldLines, newStart, newLines, lines } = hunk;
  // What stands behind `@@` is a line of the file: left out.
  return {
    ...{ oldStart, oldLines, newStart, newLines },
    lines: lines.map((line) => (cut.has(line.slice(1)) ? `${line.charAt(0)}${CUT_LINE}` : line)),
  };
}
