import type { ImportSource } from './import-source.ts';
import { JoinedSource, type JoinedPart } from './joined-source.ts';
import { surveyLines, type LineSurvey, type RecordIdentifier } from './line-survey.ts';

/** Logs of one tool that are one conversation, or a log that stands for itself. */
export interface LogChain {
  /** Numbers of the sources in the list that was given, in the order in which they follow each other. */
  readonly members: readonly number[];
  /** What to import: the only source, or all of them as one. */
  readonly source: ImportSource;
  /** Sources that have nothing in common with the ones before: neither records, nor the folder they ran in. */
  readonly unrelated: readonly number[];
}

/**
 * Finds which logs of a tool go on with each other: one resumes another in a new file, carries out its plan, or is
 * forked from it. A log follows another when it holds records of it, or begins when that has ended (one without times
 * may have). Logs that ran
 * at the same time and share nothing are conversations of their own, and so is what is not JSON lines.
 *
 * Reads each source once; holds some numbers and a key for each record of the sources.
 */
export async function chainLogs(
  importer: RecordIdentifier,
  sources: readonly ImportSource[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<readonly LogChain[]> {
  const surveys: { readonly survey: LineSurvey; readonly member: number }[] = [];
  const alone: LogChain[] = [];
  for (const [member, source] of sources.entries()) {
    const survey = await surveyLines(source, importer, options.signal);
    if (isLineLog(survey)) surveys.push({ survey, member });
    else alone.push({ members: [member], source, unrelated: [] });
  }
  const hasStarts = surveys.every(({ survey }) => survey.start !== undefined);
  if (hasStarts) surveys.sort((a, b) => a.survey.start! - b.survey.start! || a.member - b.member);
  const chains: Chain[] = [];
  for (const { survey, member } of surveys) {
    const chain = chains.find((candidate) => candidate.takes(survey));
    if (chain) chain.add(survey, member);
    else chains.push(new Chain(survey, member));
  }
  const all = [...alone, ...chains.map((chain) => chain.finish())];
  return all.sort((a, b) => Math.min(...a.members) - Math.min(...b.members));
}

/** Most lines are an object each: no document that happens to span lines. */
function isLineLog({ keys, objects }: LineSurvey): boolean {
  return objects > 0 && objects * 2 > keys.length;
}

/** Records that several files of a conversation hold belong to the first of them. */
class Chain {
  readonly #members: number[];
  readonly #parts: JoinedPart[];
  readonly #unrelated: number[] = [];
  readonly #folder: string | undefined;
  /** Key of each record so far, in order, and where each stands there. */
  readonly #keys: string[];
  readonly #positions = new Map<string, number>();
  #end: number | undefined;

  constructor(survey: LineSurvey, member: number) {
    this.#members = [member];
    this.#parts = [{ survey, repeats: new Set() }];
    this.#folder = survey.folder;
    this.#keys = [...survey.keys];
    this.#end = survey.end;
    for (const [position, key] of survey.keys.entries()) this.#positions.set(key, position);
  }

  /** Whether a log goes on with what is here. */
  takes(survey: LineSurvey): boolean {
    if (this.#repeats(survey).size > 0) return true;
    if (this.#end === undefined || survey.start === undefined) return true;
    return survey.start >= this.#end;
  }

  add(survey: LineSurvey, member: number): void {
    const repeats = this.#repeats(survey);
    const isElsewhere =
      survey.folder !== undefined && this.#folder !== undefined && survey.folder !== this.#folder;
    if (repeats.size === 0 && isElsewhere) this.#unrelated.push(member);
    this.#members.push(member);
    this.#parts.push({ survey, repeats });
    for (const [index, key] of survey.keys.entries()) {
      if (repeats.has(index)) continue;
      this.#positions.set(key, this.#keys.length);
      this.#keys.push(key);
    }
    if (survey.end !== undefined) this.#end = Math.max(this.#end ?? survey.end, survey.end);
  }

  finish(): LogChain {
    const [first] = this.#parts;
    const source = this.#parts.length === 1 ? first!.survey.source : new JoinedSource(this.#parts);
    return { members: this.#members, source, unrelated: this.#unrelated };
  }

  /**
   * Records of a log that stand here already. One that is told apart by its identity does wherever it stands; one
   * that is not, only among those: before the last of them, or in a run of copies that begins there. A log of
   * nothing but such records begins with copies when the end of what is here is its beginning.
   */
  #repeats(survey: LineSurvey): ReadonlySet<number> {
    const repeats = new Set<number>();
    const lastNamed = survey.keys.findLastIndex(
      (key, index) => survey.unique[index] === 1 && this.#positions.has(key),
    );
    for (let index = 0; index <= lastNamed; index += 1)
      if (this.#positions.has(survey.keys[index]!)) repeats.add(index);
    let position =
      lastNamed === -1
        ? this.#keys.length - this.#overlap(survey.keys)
        : this.#positions.get(survey.keys[lastNamed]!)! + 1;
    for (let index = lastNamed + 1; index < survey.keys.length; index += 1, position += 1) {
      if (this.#keys[position] !== survey.keys[index]) break;
      repeats.add(index);
    }
    return repeats;
  }

  /** The largest number of records that the end of what is here and the beginning of `next` have in common. O(n). */
  #overlap(next: readonly string[]): number {
    const borders = borderLengths(next);
    let matched = 0;
    for (const key of this.#keys.slice(-next.length)) {
      while (matched > 0 && (matched === next.length || next[matched] !== key))
        matched = borders[matched - 1]!;
      if (next[matched] === key) matched += 1;
    }
    return matched;
  }
}

/** For each prefix of a sequence the length of its longest border (Knuth, Morris, Pratt). */
function borderLengths(keys: readonly string[]): readonly number[] {
  const lengths = new Array<number>(keys.length).fill(0);
  for (let index = 1, length = 0; index < keys.length; index += 1) {
    while (length > 0 && keys[index] !== keys[length]) length = lengths[length - 1]!;
    if (keys[index] === keys[length]) length += 1;
    lengths[index] = length;
  }
  return lengths;
}
