import type { ByteSource } from '../format/index.ts';
import type { Session } from '../reading/index.ts';
import type { ExportView } from './conversation/export-view.ts';

/** What is exported. */
export interface ExportInput {
  readonly session: Session;
  /** The archive that the session was opened from, for what carries its bytes. */
  readonly source: ByteSource;
}

/** How it is exported. A format takes those that it says it takes (`ExportFormat.takes`). */
export interface ExportOptions {
  /** Session times, ms, both included: what is exported. Absent: all of the session. */
  readonly from?: number;
  readonly to?: number;
  /** How much of the conversation is told. */
  readonly view?: ExportView;
  /** Id of the terminal, where there are several. */
  readonly track?: string;
  /** Ends the work with its reason. */
  readonly signal?: AbortSignal;
}

/** Writes a session in one format, piece by piece; texts are UTF-8. */
export type Exporter = (input: ExportInput, options: ExportOptions) => AsyncIterable<string | Uint8Array>;

/** One format that sessions are exported to. */
export interface ExportFormat {
  /** What `--to` names. */
  readonly id: string;
  /** What it is, as a clause: `the conversation as Markdown`. */
  readonly title: string;
  /** Of its files, with the dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** What of an archive it cannot carry, a clause each. */
  readonly leavesOut: readonly string[];
  /** Which options it takes; absent: none. */
  readonly takes?: readonly ('from' | 'to' | 'view' | 'track')[];
  readonly load: () => Promise<Exporter>;
}
