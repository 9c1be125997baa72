import type { ByteSource } from '../format/index.ts';
import type { Session } from '../reading/index.ts';
import type { PageParts } from './html/page-parts.ts';

/** What is exported. */
export interface ExportInput {
  readonly session: Session;
  /** The archive that the session was opened from, for what carries its bytes. */
  readonly source: ByteSource;
}

/** How it is exported. A format that has no use for one of these refuses it where it is given. */
export interface ExportOptions {
  /** Session times, ms, both included: what is exported. Absent: all of the session. */
  readonly from?: number;
  readonly to?: number;
  /** What makes a page play, of which a format that is no such page has no use. */
  readonly pageParts?: () => Promise<PageParts>;
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
  /** Its files hold the archive, with all that is in it: one that was not masked is not handed out unasked. */
  readonly holdsArchive?: true;
  /** What of an archive it cannot carry, a clause each. */
  readonly leavesOut: readonly string[];
  readonly load: () => Promise<Exporter>;
}
