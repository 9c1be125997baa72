import { ownText, type Diagnostic, type Fidelity, type SourceReport } from '../../format/index.ts';
import type { FindingReport } from '../sources/finding-report.ts';

type Outcome = 'understood' | 'kept' | 'unreadable';

/** Types of records that are listed one by one; a hostile source may have one for each record. */
const MAX_TYPES = 200;
const MAX_TYPE_LENGTH = 80;

/** Counts what became of each record of a source, and its findings. */
export class FidelityReport implements FindingReport {
  readonly #sourceName: string;
  readonly #onDiagnostic: ((diagnostic: Diagnostic) => void) | undefined;
  readonly #counts = { understood: 0, kept: 0, unreadable: 0 };
  readonly #types = new Map<string, { understood: number; kept: number }>();
  readonly #versions = new Set<string>();
  readonly #notes = new Map<string, { count: number; message: string }>();

  constructor(sourceName: string, onDiagnostic?: (diagnostic: Diagnostic) => void) {
    this.#sourceName = sourceName;
    this.#onDiagnostic = onDiagnostic;
  }

  /** Counts one record. */
  count(outcome: Outcome, type: string): void {
    this.#counts[outcome] += 1;
    if (outcome === 'unreadable') return;
    const name = ownText(type.slice(0, MAX_TYPE_LENGTH));
    const known = this.#types.get(name);
    if (known) known[outcome] += 1;
    else if (this.#types.size < MAX_TYPES) {
      this.#types.set(name, { understood: 0, kept: 0, [outcome]: 1 });
    }
  }

  version(version: string): void {
    if (this.#versions.size < MAX_TYPES) this.#versions.add(ownText(version.slice(0, MAX_TYPE_LENGTH)));
  }

  /** Counts a finding; the first of each code also goes out as a diagnostic. */
  note(
    code: string,
    message: string,
    { line, severity = 'warning' }: { line?: number; severity?: Diagnostic['severity'] } = {},
  ): void {
    const note = this.#notes.get(code);
    if (note) {
      note.count += 1;
      return;
    }
    this.#notes.set(code, { count: 1, message });
    const place = line === undefined ? {} : { line };
    this.#onDiagnostic?.({ code, severity, message, entry: this.#sourceName, ...place });
  }

  get unreadable(): number {
    return this.#counts.unreadable;
  }

  get readable(): number {
    return this.#counts.understood + this.#counts.kept;
  }

  /** The report as the source's last event. */
  event(): SourceReport {
    const { understood, kept, unreadable } = this.#counts;
    const types = [...this.#types].sort(([a], [b]) => (a < b ? -1 : 1)).map(withoutZeros);
    const fidelity: Fidelity = {
      records: understood + kept + unreadable,
      understood,
      kept,
      unreadable,
      types: Object.fromEntries(types),
      ...(this.#versions.size > 0 && { versions: [...this.#versions] }),
      ...(this.#notes.size > 0 && { notes: [...this.#notes].map(([code, note]) => ({ code, ...note })) }),
    };
    return { type: 'report', fidelity };
  }
}

function withoutZeros([type, { understood, kept }]: [string, { understood: number; kept: number }]) {
  return [type, { ...(understood > 0 && { understood }), ...(kept > 0 && { kept }) }] as const;
}
