import type { ImportSource } from '../../sources/import-source.ts';
import { ByteReader } from '../../recordings/byte-reader.ts';
import { detectTiming, summarise } from './timing.ts';
import type { TimingSummary } from './timing.ts';
import { findSeams } from './seams.ts';
import type { Seam } from './seams.ts';
import { endLineAt, MAX_START_LINE, parseStartLine, rateStartLine, TAIL_SIZE } from './typescript.ts';
import type { StartLine } from './typescript.ts';

/** A file of a recording, and where it lies. */
export interface RecordingFile {
  readonly source: ImportSource;
  /** As `sibling` takes it. */
  readonly path: string;
}

/** A typescript: what was shown, or typed. */
export interface Typescript extends RecordingFile {
  readonly start: StartLine | undefined;
  /** Bytes between its first and its last line: what a timing counts, and the lines of seams. */
  readonly content: number;
  /** Where `script -a` went on in it. The first call reads the file. */
  readonly seams: () => Promise<readonly Seam[]>;
}

/** A timing file. */
export interface Timing extends RecordingFile {
  readonly summary: TimingSummary;
}

/** The files that are one recording. */
export interface RecordingFiles {
  readonly timing?: Timing | undefined;
  readonly output?: Typescript | undefined;
  /** What was typed; it may be the same file as `output`. */
  readonly input?: Typescript | undefined;
}

/** Files of a folder that are looked into. */
const MAX_FILES = 500;

/** Bytes that tell a timing file. */
const HEAD_SIZE = 4096;
const PIECE_SIZE = 64 * 1024;

/** Bytes more than a timing counts for which a typescript is searched for seams. */
const MAX_SEAM_BYTES = 2 ** 20;

/**
 * Finds the other files of a recording beside the one that is given, whichever that is. Names are free, so it looks
 * at what the timing names, at equal names before the extension, and at whether the bytes that a timing counts are
 * those that a typescript has.
 */
export async function findFiles(source: ImportSource): Promise<RecordingFiles> {
  const given = await classify(source, baseName(source.name));
  const others = await filesBeside(source);
  const typescripts = [...others.typescripts, ...(given.typescript ? [given.typescript] : [])];
  const timing = given.timing ?? (given.typescript && (await findTiming(given.typescript, others.timings)));
  if (!timing) return { output: given.typescript };
  const { summary } = timing;
  const named = (key: string) =>
    typescripts.find(({ path }) => path === baseName(summary.headers.get(key) ?? ''));
  const both = summary.outputSize + summary.inputSize;
  const isOneLog = summary.headers.has('INPUT_LOG')
    ? summary.headers.get('INPUT_LOG') === summary.headers.get('OUTPUT_LOG')
    : false;
  const output =
    named('OUTPUT_LOG') ??
    (await best(timing, typescripts, (file) => fits(file, isOneLog ? both : summary.outputSize))) ??
    // A recording that was cut fits nothing; its own file is still the one that was given.
    (given.typescript && !(await fits(given.typescript, summary.inputSize)) ? given.typescript : undefined);
  if (isOneLog) return { timing, output, input: output };
  const rest = typescripts.filter((file) => file !== output);
  const input =
    summary.inputSize === 0
      ? undefined
      : (named('INPUT_LOG') ?? (await best(timing, rest, (file) => fits(file, summary.inputSize), true)));
  return { timing, output, input };
}

async function findTiming(given: Typescript, timings: readonly Timing[]): Promise<Timing | undefined> {
  const isNamed = ({ summary }: Timing, key: string): boolean =>
    baseName(summary.headers.get(key) ?? '') === given.path;
  const isFit = async ({ summary: { outputSize, inputSize } }: Timing): Promise<boolean> =>
    (await fits(given, outputSize)) ||
    (await fits(given, inputSize)) ||
    (await fits(given, outputSize + inputSize));
  const named = timings.find((timing) => isNamed(timing, 'OUTPUT_LOG') || isNamed(timing, 'INPUT_LOG'));
  return named ?? best(given, timings, isFit);
}

/** Of several files: one of the same stem (that fits, if there is one), else the only one that fits. */
async function best<T extends RecordingFile>(
  of: RecordingFile,
  files: readonly T[],
  isFit: (file: T) => Promise<boolean>,
  mustFit = false,
): Promise<T | undefined> {
  const stem = stemOf(of.path);
  const akin = files.filter(({ path }) => stemOf(path) === stem);
  const fitting: T[] = [];
  for (const file of files) if (await isFit(file)) fitting.push(file);
  const [only, ...more] = fitting;
  return (
    akin.find((file) => fitting.includes(file)) ??
    (mustFit ? undefined : akin[0]) ??
    (more.length === 0 ? only : undefined)
  );
}

async function fits({ content, seams }: Typescript, counted: number): Promise<boolean> {
  const more = content - counted;
  if (counted === 0 || more < 0 || more > MAX_SEAM_BYTES) return false;
  return more === 0 || more === (await seams()).reduce((sum, { from, to }) => sum + to - from, 0);
}

async function filesBeside(
  source: ImportSource,
): Promise<{ readonly timings: readonly Timing[]; readonly typescripts: readonly Typescript[] }> {
  const timings: Timing[] = [];
  const typescripts: Typescript[] = [];
  const own = baseName(source.name);
  for (const path of ((await source.siblings?.('')) ?? []).slice(0, MAX_FILES)) {
    if (path === own) continue;
    const file = await source.sibling?.(path);
    if (!file || file.size === 0) continue;
    const { timing, typescript } = await classify(file, path);
    if (timing) timings.push(timing);
    if (typescript) typescripts.push(typescript);
  }
  return { timings, typescripts };
}

async function classify(
  source: ImportSource,
  path: string,
): Promise<{ readonly timing?: Timing; readonly typescript?: Typescript }> {
  const head = await headOf(source, HEAD_SIZE);
  const text = new TextDecoder().decode(head);
  if (detectTiming(text) > 0) return { timing: { source, path, summary: await summarise(source) } };
  if (rateStartLine(text) === 0) return {};
  return { typescript: await readTypescript(source, path) };
}

/** What has to be known of a typescript to find its timing. Reads it once, unless its end can be read alone. */
export async function readTypescript(source: ImportSource, path: string): Promise<Typescript> {
  const start = parseStartLine(await headOf(source, MAX_START_LINE));
  const tail = await tailOf(source);
  const end = start === undefined ? undefined : endLineAt(tail, start.word);
  const beyond = end === undefined ? 0 : tail.length - end;
  let seams: Promise<readonly Seam[]> | undefined;
  return {
    source,
    path,
    start,
    content: source.size - (start?.size ?? 0) - beyond,
    seams: () => (seams ??= start ? findSeams(source, start) : Promise.resolve([])),
  };
}

async function tailOf(source: ImportSource): Promise<Uint8Array> {
  if (source.read) return source.read(Math.max(0, source.size - TAIL_SIZE), TAIL_SIZE);
  const reader = new ByteReader(source);
  while (reader.left > TAIL_SIZE) await reader.take(Math.min(reader.left - TAIL_SIZE, PIECE_SIZE));
  const tail = await reader.take(TAIL_SIZE);
  await reader.close();
  return tail;
}

async function headOf(source: ImportSource, size: number): Promise<Uint8Array> {
  const reader = new ByteReader(source);
  const head = await reader.take(size);
  await reader.close();
  return head;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A name without its extensions: `demo.typescript` and `demo.timing.txt` are of one stem. */
function stemOf(path: string): string {
  const name = baseName(path);
  const dot = name.indexOf('.', 1);
  return dot === -1 ? name : name.slice(0, dot);
}
