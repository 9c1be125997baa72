import type { ImportSource } from './import-source.ts';
import type { LineSurvey } from './line-survey.ts';

/** One of the logs of a joined source. */
export interface JoinedPart {
  readonly survey: LineSurvey;
  /** Numbers of its records that an earlier part has. */
  readonly repeats: ReadonlySet<number>;
}

/** A log's own place in a joined source. */
export interface PartStart {
  readonly name: string;
  /** Line of the joined source at which its records begin, counted from 1. */
  readonly line: number;
}

/** Lines of a part that follow each other, of which none is left out. */
interface Run {
  readonly part: LineSurvey;
  /** Bytes in the part. */
  readonly start: number;
  readonly end: number;
  /** Its first line in the part, and in the joined source. */
  readonly line: number;
  readonly joinedLine: number;
}

const LF = new Uint8Array([0x0a]);
const BOM = [0xef, 0xbb, 0xbf];

/**
 * Several logs of JSON lines as one: those of the first, then what each other one adds. An importer reads it as the
 * log that the tool would have written into one file.
 */
export class JoinedSource implements ImportSource {
  readonly name: string;
  readonly size: number;
  /** Records that were left out because an earlier part has them. */
  readonly repeated: number;
  /** Parts that add something, but for the first one. */
  readonly starts: readonly PartStart[];
  readonly #parts: readonly ImportSource[];
  readonly #runs: readonly Run[];

  constructor(parts: readonly JoinedPart[]) {
    this.#parts = parts.map(({ survey }) => survey.source);
    this.#runs = runsOf(parts);
    this.name = this.#parts[0]!.name;
    this.repeated = parts.reduce((sum, { repeats }) => sum + repeats.size, 0);
    // Each run gets a line end; a byte order mark may be missing from it.
    this.size = this.#runs.reduce((sum, { start, end }) => sum + end - start + 1, 0);
    const first = new Map(this.#runs.toReversed().map((run) => [run.part.source, run]));
    this.starts = this.#parts.slice(1).flatMap((source) => {
      const run = first.get(source);
      return run ? [{ name: source.name, line: run.joinedLine }] : [];
    });
  }

  async *chunks(): AsyncGenerator<Uint8Array, void> {
    for (const source of this.#parts) {
      const runs = this.#runs.filter((run) => run.part.source === source);
      if (runs.length > 0) yield* cut(source, runs);
    }
  }

  async sibling(path: string): Promise<ImportSource | undefined> {
    for (const part of this.#parts) {
      const found = await part.sibling?.(path);
      if (found) return found;
    }
    return undefined;
  }

  async siblings(folder: string, options?: { readonly deep?: boolean }): Promise<readonly string[]> {
    const paths = new Set<string>();
    for (const part of this.#parts)
      for (const path of (await part.siblings?.(folder, options)) ?? []) paths.add(path);
    return [...paths].sort(byCodeUnits);
  }

  /** Where a line of the joined source really stands. */
  place(line: number): { readonly name: string; readonly line: number } {
    const run = this.#runs.findLast(({ joinedLine }) => joinedLine <= line) ?? this.#runs[0]!;
    return { name: run.part.source.name, line: run.line + line - run.joinedLine };
  }
}

function runsOf(parts: readonly JoinedPart[]): readonly Run[] {
  const runs: Run[] = [];
  let joinedLine = 1;
  for (const { survey: part, repeats } of parts) {
    for (let from = 0; from < part.keys.length;) {
      let to = from;
      while (to < part.keys.length && !repeats.has(to)) to += 1;
      if (to > from) {
        // What stands before a part's first record (blank lines) goes with it.
        const [start, line] = from === 0 ? [0, 1] : [part.offsets[from]!, part.lines[from]!];
        runs.push({ part, start, end: part.offsets[to]!, line, joinedLine });
        joinedLine += part.lines[to]! - line;
      }
      from = to + 1;
    }
  }
  return runs;
}

/** The bytes of the runs of a source, each ended by a line end. */
async function* cut(source: ImportSource, runs: readonly Run[]): AsyncGenerator<Uint8Array, void> {
  const waiting = [...runs];
  let offset = 0;
  let last: number | undefined;
  for await (const chunk of source.chunks()) {
    for (let run = waiting[0]; run && run.start < offset + chunk.length; run = waiting[0]) {
      const bytes = chunk.subarray(Math.max(0, run.start - offset), run.end - offset);
      const isStart = offset === 0 && run.start === 0;
      yield isStart && BOM.every((byte, index) => bytes[index] === byte) ? bytes.subarray(BOM.length) : bytes;
      last = bytes.at(-1) ?? last;
      if (run.end > offset + chunk.length) break;
      if (last !== LF[0]) yield LF;
      waiting.shift();
    }
    if (waiting.length === 0) return;
    offset += chunk.length;
  }
  // The source has become shorter than it was.
  if (last !== LF[0]) yield LF;
}

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
