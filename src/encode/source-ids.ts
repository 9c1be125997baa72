import type { ReportFinding } from './findings.ts';
import { MAX_ID_LENGTH, ShortIds } from './short-ids.ts';

/**
 * The ids of an archive for what its sources name: short ones, except for a settled source (an archive), whose ids stay
 * as they are. Memory: the ids.
 */
export class SourceIds {
  readonly #short = new ShortIds();
  readonly #settled = new Set<number>();
  readonly #onDiagnostic: ReportFinding;
  /** Calls that have begun, by their ids in the archive. */
  readonly #calls = new Set<string>();

  constructor(onDiagnostic: ReportFinding) {
    this.#onDiagnostic = onDiagnostic;
  }

  /** The ids of this source are final from now on. */
  settle(source: number): void {
    this.#settled.add(source);
  }

  /** Whether the ids of a source are final. */
  isSettled(source: number): boolean {
    return this.#settled.has(source);
  }

  /** The id of a tool call of a source. */
  toolCall(id: string, source: number): string {
    return this.isSettled(source) ? id : this.#short.root(`call ${source}`, id);
  }

  /** A call has begun; its id as the archive has it. */
  beginCall(id: string): void {
    this.#calls.add(id);
  }

  /** Whether a call has begun that has this id in the archive. */
  hasCall(id: string): boolean {
    return this.#calls.has(id);
  }

  /** The id of a message of a source. */
  message(id: string, source: number): string {
    return this.isSettled(source) ? id : this.#short.root(`message ${source}`, id);
  }

  /** The id of an event that has one already; another one, and a finding, when two events claim the same. */
  keep(id: string): string {
    if (this.#short.keep(id)) return id;
    const other = this.#short.unique(id, MAX_ID_LENGTH);
    this.#onDiagnostic({
      code: 'id-replaced',
      severity: 'warning',
      message: `two events have the id ${JSON.stringify(id)}: the later one is ${other} now`,
    });
    return other;
  }

  /** A new id for an event of a tool call or message, by the id of that in the archive. */
  member(root: string, source: number): string {
    return this.isSettled(source) ? this.#short.unique(root, MAX_ID_LENGTH) : this.#short.member(root);
  }

  /** A new id for an event that belongs to nothing, made of a name or of its content. */
  unique(name: string, source: number): string {
    return this.#short.unique(name, this.isSettled(source) ? MAX_ID_LENGTH : undefined);
  }

  /** Whether an event has this id. True also for tool calls and messages of sources that are not settled. */
  has(id: string): boolean {
    return this.#short.has(id);
  }
}
