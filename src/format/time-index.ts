/** `index.json` ⇄ {@link TimeIndex} (spec section 6). */

import { array, count, faultOf, integer, literal, object, record, shape, text, tuple } from './json-shape.ts';
import type {
  Ending,
  FileEntry,
  Fold,
  IndexContent,
  ReadingMap,
  SegmentLocation,
  TimeIndex,
  TimeSpan,
} from './model.ts';
import { isCount } from './segments/json-value.ts';
import { columnSums, differences } from './time-index-columns.ts';
import { formatMarks, marksOf, marksShape, type MarksJson } from './time-index-marks.ts';
import { formatSubagents, subagentsOf, subagentsShape, type SubagentsJson } from './time-index-subagents.ts';

/** Version of the layout of `index.json`. Another one is not read: an index can always be rebuilt. */
const INDEX_VERSION = 1;

/** What a writer knows when it writes the index. */
export interface IndexLayout {
  /** Bytes from the end of the data of `index.json` to the end of the archive. */
  readonly rest: number;
  /** Bytes of the central directory and the end records. */
  readonly directory: number;
  /** Track entries in order; offsets count from the end of the data of `index.json`. */
  readonly entries: readonly {
    readonly path: string;
    readonly offset: number;
    readonly segments: readonly SegmentLocation[];
  }[];
}

/** The text of `index.json`: columns, of which numeric ones but `crc32` are differences. */
export function formatIndex(content: IndexContent, layout: IndexLayout): string {
  const { duration, activity, turns, files, reading, marks, subagents, asked, ending } = content;
  return JSON.stringify({
    version: INDEX_VERSION,
    rest: layout.rest,
    directory: layout.directory,
    duration,
    entries: Object.fromEntries(
      layout.entries.map(({ path, offset, segments }) => [
        path,
        { offset, segments: formatSegments(segments) },
      ]),
    ),
    activity: formatSpans(activity),
    turns: {
      time: differences(turns.map((turn) => turn.time)),
      id: turns.map((turn) => turn.id),
      excerpt: turns.map((turn) => turn.excerpt),
      toolCalls: differences(turns.map((turn) => turn.toolCalls)),
      changes: differences(turns.map((turn) => turn.changes)),
      errors: differences(turns.map((turn) => turn.errors)),
    },
    files: {
      path: files.map((file) => file.path),
      first: differences(files.map((file) => file.first)),
      last: differences(files.map((file) => file.last)),
      additions: differences(files.map((file) => file.additions)),
      deletions: differences(files.map((file) => file.deletions)),
    },
    ...(reading && { reading: formatReading(reading) }),
    ...(marks && { marks: formatMarks(marks) }),
    ...(subagents && { subagents: formatSubagents(subagents) }),
    ...(asked !== undefined && { asked }),
    ...(ending && { ending }),
  });
}

function formatSegments(segments: readonly SegmentLocation[]): object {
  const renumbered = segments.some((segment, index) => segment.number !== index);
  return {
    ...(renumbered && { number: differences(segments.map((segment) => segment.number)) }),
    time: differences(segments.map((segment) => segment.time)),
    size: differences(segments.map((segment) => segment.size)),
    storedSize: differences(segments.map((segment) => segment.storedSize)),
    crc32: segments.map((segment) => segment.crc32),
  };
}

/** Each span as its distance from the end of the one before, and its length. */
function formatSpans(spans: readonly TimeSpan[]): [number, number][] {
  return spans.map(({ start, end }, index) => [start - (spans[index - 1]?.end ?? 0), end - start]);
}

function formatReading({ time, position, folds }: ReadingMap): object {
  const spans = formatSpans(folds);
  return {
    time: differences(time),
    position: differences(position),
    folds: folds.map((fold, index) => [...spans[index]!, fold.label]),
  };
}

const integers = array(integer);
const texts = array(text);
const crc32 = shape('an unsigned 32-bit integer', (value) => isCount(value) && value <= 0xffffffff);

/** Characters (code points) of the first prompt that an index holds. */
export const MAX_ASKED_LENGTH = 1000;

const asked = shape(
  `a text of at most ${MAX_ASKED_LENGTH} characters`,
  // A code point has at most two units: a text of more is not taken apart.
  (value) =>
    typeof value === 'string' &&
    value.length <= 2 * MAX_ASKED_LENGTH &&
    Array.from(value).length <= MAX_ASKED_LENGTH,
);

const ENDINGS: readonly string[] = ['finished', 'failed', 'interrupted'] satisfies Ending[];

const indexShape = object(
  {
    version: literal(INDEX_VERSION),
    rest: count,
    duration: count,
    entries: record(
      object({
        offset: count,
        segments: object(
          { time: integers, size: integers, storedSize: integers, crc32: array(crc32) },
          { number: integers },
        ),
      }),
    ),
    activity: array(tuple(integer, integer)),
    turns: object({
      time: integers,
      id: texts,
      excerpt: texts,
      toolCalls: integers,
      changes: integers,
      errors: integers,
    }),
    files: object({
      path: texts,
      first: integers,
      last: integers,
      additions: integers,
      deletions: integers,
    }),
  },
  {
    directory: count,
    reading: object({
      time: integers,
      position: integers,
      folds: array(tuple(integer, integer, text)),
    }),
    marks: marksShape,
    subagents: subagentsShape,
    asked,
    ending: text,
  },
);

/** What `indexShape` lets through. Columns are differences, but for `crc32`. */
interface IndexJson {
  readonly rest: number;
  readonly directory?: number;
  readonly duration: number;
  readonly entries: Readonly<Record<string, EntryJson>>;
  readonly activity: readonly (readonly [number, number])[];
  readonly turns: Columns<'time' | 'toolCalls' | 'changes' | 'errors', 'id' | 'excerpt'>;
  readonly files: Columns<'first' | 'last' | 'additions' | 'deletions', 'path'>;
  readonly reading?: Columns<'time' | 'position', never> & {
    readonly folds: readonly (readonly [number, number, string])[];
  };
  readonly marks?: MarksJson;
  readonly subagents?: SubagentsJson;
  readonly asked?: string;
  /** Another one than {@link Ending} knows is of a later version. */
  readonly ending?: string;
}

interface EntryJson {
  readonly offset: number;
  readonly segments: Columns<'time' | 'size' | 'storedSize' | 'crc32', never> & {
    readonly number?: readonly number[];
  };
}

type Columns<Numbers extends string, Texts extends string> = Readonly<
  Record<Numbers, readonly number[]> & Record<Texts, readonly string[]>
>;

/** An index as read, with what it says of the file around it. */
export interface ReadIndex {
  readonly index: TimeIndex;
  /** Bytes from the start of the archive to its end. */
  readonly size: number;
  /** Bytes of the central directory and the end records, where the writer says it. */
  readonly directorySize: number | undefined;
}

/**
 * Decodes a parsed `index.json`.
 *
 * @param base - offset of the first byte after the data of `index.json`, from the start of the archive
 * @returns the index, or a sentence that says what is wrong with it and where
 */
export function readIndex(json: unknown, base: number): ReadIndex | string {
  const fault = faultOf(json, indexShape);
  if (fault !== undefined) return fault;
  const output = json as IndexJson;
  try {
    return {
      index: {
        duration: output.duration,
        activity: spansOf(output.activity),
        turns: turnsOf(output.turns),
        files: filesOf(output.files),
        ...(output.reading && { reading: readingOf(output.reading) }),
        ...(output.marks && { marks: marksOf(output.marks, output.duration) }),
        ...(output.subagents && { subagents: subagentsOf(output.subagents, output.duration) }),
        ...(output.asked !== undefined && { asked: output.asked }),
        ...endingOf(output),
        segments: new Map(
          Object.entries(output.entries).map(([path, entry]) => [path, segmentsOf(entry, base)]),
        ),
      },
      size: base + output.rest,
      directorySize: output.directory,
    };
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

function endingOf({ ending }: IndexJson): Pick<IndexContent, 'ending'> {
  return ending !== undefined && ENDINGS.includes(ending) ? { ending: ending as Ending } : {};
}

function segmentsOf({ offset, segments }: EntryJson, base: number): SegmentLocation[] {
  const length = segments.time.length;
  const time = columnSums('segments.time', segments.time, length, { sorted: true });
  const size = columnSums('segments.size', segments.size, length);
  const storedSize = columnSums('segments.storedSize', segments.storedSize, length);
  const number = segments.number && columnSums('segments.number', segments.number, length, { sorted: true });
  if (segments.crc32.length !== length) throw new RangeError('segments.crc32 has another length than time');
  let at = base + offset;
  return time.map((start, index) => {
    const location = {
      number: number?.[index] ?? index,
      time: start,
      offset: at,
      storedSize: storedSize[index]!,
      size: size[index]!,
      crc32: segments.crc32[index]!,
    };
    at += location.storedSize;
    return location;
  });
}

function spansOf(pairs: readonly (readonly [number, number, ...unknown[]])[]): TimeSpan[] {
  const edges = columnSums(
    'spans',
    pairs.flatMap(([gap, length]) => [gap, length]),
    pairs.length * 2,
    { sorted: true },
  );
  return pairs.map((_, index) => ({ start: edges[index * 2]!, end: edges[index * 2 + 1]! }));
}

function turnsOf(turns: IndexJson['turns']): TimeIndex['turns'] {
  const length = turns.time.length;
  const time = columnSums('turns.time', turns.time, length, { sorted: true });
  const toolCalls = columnSums('turns.toolCalls', turns.toolCalls, length);
  const changes = columnSums('turns.changes', turns.changes, length);
  const errors = columnSums('turns.errors', turns.errors, length);
  if (turns.id.length !== length || turns.excerpt.length !== length) {
    throw new RangeError('turns has columns of different lengths');
  }
  return time.map((start, index) => ({
    time: start,
    id: turns.id[index]!,
    excerpt: turns.excerpt[index]!,
    toolCalls: toolCalls[index]!,
    changes: changes[index]!,
    errors: errors[index]!,
  }));
}

function filesOf(files: IndexJson['files']): FileEntry[] {
  const length = files.path.length;
  const first = columnSums('files.first', files.first, length);
  const last = columnSums('files.last', files.last, length);
  const additions = columnSums('files.additions', files.additions, length);
  const deletions = columnSums('files.deletions', files.deletions, length);
  return files.path.map((path, index) => ({
    path,
    first: first[index]!,
    last: last[index]!,
    additions: additions[index]!,
    deletions: deletions[index]!,
  }));
}

function readingOf(reading: NonNullable<IndexJson['reading']>): ReadingMap {
  const length = reading.time.length;
  const spans = spansOf(reading.folds);
  return {
    time: columnSums('reading.time', reading.time, length, { sorted: true }),
    position: columnSums('reading.position', reading.position, length, { sorted: true }),
    folds: reading.folds.map(([, , label], index): Fold => ({ ...spans[index]!, label })),
  };
}
