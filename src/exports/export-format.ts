import type { ByteSource } from '../format/index.ts';
import type { Session } from '../reading/index.ts';
import type { ExportView } from './conversation/export-view.ts';
import type { PageParts } from './html/page-parts.ts';
import type { ThemeName } from './picture/look.ts';
import type { Rasteriser } from './picture/rasteriser.ts';

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
  /** Id of the terminal; default: the session's first. */
  readonly terminal?: string;
  readonly picture?: PictureSettings;
  /** What makes a page play, of which a format that is no such page has no use. */
  readonly pageParts?: () => Promise<PageParts>;
  /** Ends the work with its reason. */
  readonly signal?: AbortSignal;
}

/** Of formats that are pictures: how they are drawn. */
export interface PictureSettings {
  /** What is behind the corners of what has no transparency; default `light`. */
  readonly theme?: ThemeName;
  /** Pixels for one of an SVG; default 1. */
  readonly scale?: number;
  /** Loads what draws pixels, for formats that consist of them. */
  readonly rasteriser?: () => Promise<Rasteriser>;
}

/** What of `ExportOptions` a format can be told. */
export type ExportSetting = 'from' | 'to' | 'view' | 'terminal' | 'picture';

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
  /** What it can be told; anything else is refused by whoever asks for it. */
  readonly takes: readonly ExportSetting[];
  readonly load: () => Promise<Exporter>;
}
