import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { textKey } from '../../sources/text-key.ts';
import type { ToolChange } from './tool-changes.ts';

/** What became of a file from the beginning of a turn to its end. */
interface FileDiff {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** Hashes of the first text before and of the last text after the changes that tools made in a turn. */
interface ToolSpan {
  readonly before: string | undefined;
  after: string | undefined;
}

/**
 * The files that a turn changed, as a prompt sums them up (`summary.diffs`, from snapshots of the folder). Most are
 * what tools changed, and shown there. The others were changed by commands, or by somebody else in that time: their
 * texts are shown as observed.
 */
export class TurnFiles {
  readonly #writer: SessionWriter;
  /** Diffs that no tool explains: number of the prompt → files. */
  readonly #unexplained = new Map<number, Set<string>>();
  #turn:
    { readonly number: number; readonly diffs: readonly (readonly [string, string, string])[] } | undefined;
  #changed = new Map<string, ToolSpan>();
  #pending: readonly FileDiff[] = [];
  /** The folder that paths of diffs are relative to. */
  root: string | undefined;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  // ---------------------------------------------------------------------------------------- first pass

  surveyPrompt(number: number, info: LogRecord): void {
    this.surveyEnd();
    const diffs = diffsOf(info).map(
      ({ file, before, after }) => [file, textKey(before), textKey(after)] as const,
    );
    this.#turn = { number, diffs };
    this.#changed = new Map();
  }

  surveyChange({ path, before, after }: ToolChange): void {
    if (!this.#turn?.diffs.length) return;
    const file = this.#relative(path);
    const hash = after === undefined ? undefined : textKey(after);
    const span = this.#changed.get(file);
    if (span) span.after = hash;
    else {
      this.#changed.set(file, { before: before === undefined ? undefined : textKey(before), after: hash });
    }
  }

  surveyEnd(): void {
    for (const [file, before, after] of this.#turn?.diffs ?? []) {
      const span = this.#changed.get(file);
      if (span && span.before === before && span.after === after) continue;
      const { number } = this.#turn!;
      this.#unexplained.set(number, (this.#unexplained.get(number) ?? new Set()).add(file));
    }
    this.#turn = undefined;
  }

  // --------------------------------------------------------------------------------------- second pass

  /** Writes the texts that files had when a turn began, where nothing else tells them. */
  begin(number: number, info: LogRecord): void {
    const unexplained = this.#unexplained.get(number);
    const diffs = diffsOf(info);
    // Covered or written at the end of the turn.
    for (const { file, before, after } of diffs) this.#writer.cover([file, before, after]);
    this.#pending = diffs.filter(({ file }) => unexplained?.has(file));
    for (const { file, before } of this.#pending) {
      if (before === '') continue;
      this.#writer.change({ path: this.#absolute(file), op: 'observe', after: before });
    }
  }

  /** Writes the texts that they had at its end. */
  end(): void {
    for (const { file, after } of this.#pending) {
      this.#writer.change({ path: this.#absolute(file), op: 'observe', after });
    }
    this.#pending = [];
  }

  #relative(path: string): string {
    const prefix = this.root === undefined ? undefined : `${this.root}/`;
    return prefix !== undefined && path.startsWith(prefix) ? path.slice(prefix.length) : path;
  }

  #absolute(file: string): string {
    return this.root === undefined || file.startsWith('/') || /^[A-Za-z]:/.test(file)
      ? file
      : `${this.root}/${file}`;
  }
}

function diffsOf({ summary }: LogRecord): readonly FileDiff[] {
  return asList(isObject(summary) ? summary['diffs'] : undefined).flatMap((diff) => {
    if (!isObject(diff)) return [];
    const { before, after } = diff;
    const file = asText(diff['file']);
    return file === undefined || typeof before !== 'string' || typeof after !== 'string'
      ? []
      : [{ file, before, after }];
  });
}
