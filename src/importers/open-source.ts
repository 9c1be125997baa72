import type { Diagnostic, SessionEvent } from '../format/index.ts';
import { detectImporter, type Detection } from './detect-importer.ts';
import { isSqlite } from './sqlite/database-header.ts';
import { filesBesideStore } from './sqlite/store-files.ts';
import { withDoubt } from './doubtful-source.ts';
import type { ImportSource } from './sources/import-source.ts';
import type { Importer, ImportOptions } from './importer.ts';
import type { Tool } from './tool.ts';
import { tools } from './tool-table.ts';
import type { PackedLimits } from './packed/packed-limits.ts';
import type { UnpackingFlaw } from './packed/unpacking.ts';
import { unwrapSource } from './packed/unwrap-source.ts';

/** A source that is unpacked and recognised. */
export interface OpenedSource {
  /** What is inside, for a packed source. */
  readonly source: ImportSource;
  readonly tool: Tool;
  readonly importer: Importer;
  /** 0 … 1; 1 when the tool was named. */
  readonly confidence: number;
  /** It is a database of the tool, which holds more than sessions: credentials, for one. */
  readonly isStore: boolean;
  /** Paths, as `sibling` takes them, of files that are part of the same recording: not to be imported again. */
  readonly companions: readonly string[];
  /**
   * The events of the source, as `Importer.import` gives them; what was wrong with the file it was packed in is
   * among the findings, and that the log seems to be of another tool (`doubtful-source`).
   */
  events(options?: ImportOptions): AsyncIterable<SessionEvent>;
}

/** How a source is opened. */
export interface OpenSourceOptions {
  /** Takes the source for one of this tool's in place of recognising it. */
  readonly tool?: Tool | undefined;
  /** Tools that are asked. Default: all. */
  readonly candidates?: readonly Tool[] | undefined;
  readonly limits?: PackedLimits | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Unpacks a source if it is packed (gzip, bzip2, Zstandard, xz, ZIP) and finds its tool by content, of a database by its
 * tables; the importer is loaded then.
 *
 * @throws {ImportError} as `detectImporter`, `detectStore` and `unwrapSource`
 */
export async function openSource(
  source: ImportSource,
  options: OpenSourceOptions = {},
): Promise<OpenedSource> {
  const { tool: named, limits, signal } = options;
  const candidates = named ? [named] : (options.candidates ?? tools);
  const unwrapped = await unwrapSource(source, { tools: candidates, limits, signal });
  const isStore = isSqlite(unwrapped.head);
  const { tool, confidence } = named
    ? { tool: named, confidence: 1 }
    : isStore
      ? await detectStoreOf(unwrapped.source, candidates, signal)
      : detectImporter(unwrapped.head, candidates);
  const importer = await tool.load();
  const companions = isStore
    ? filesBesideStore(unwrapped.source.name)
    : ((await importer.companions?.(unwrapped.source)) ?? []);
  return {
    source: unwrapped.source,
    tool,
    importer,
    confidence,
    isStore,
    companions,
    events: (importOptions = {}) => {
      const imported = importer.import(unwrapped.source, importOptions);
      const events = tool.recordsTerminal
        ? imported
        : withDoubt(imported, { id: tool.id, name: source.name }, importOptions);
      return unwrapped.flaws.length === 0
        ? events
        : withFlaws(events, unwrapped.flaws, source.name, importOptions);
    },
  };
}

/** Few sources are databases: their reader is loaded for those. */
async function detectStoreOf(
  source: ImportSource,
  candidates: readonly Tool[],
  signal: AbortSignal | undefined,
): Promise<Detection> {
  const { detectStore } = await import('./detect-store.ts');
  return detectStore(source, candidates, signal);
}

/** Adds what was wrong with the packed file to the findings. */
async function* withFlaws(
  events: AsyncIterable<SessionEvent>,
  flaws: readonly UnpackingFlaw[],
  name: string,
  { onDiagnostic }: ImportOptions,
): AsyncGenerator<SessionEvent, void> {
  for (const { code, message } of flaws) {
    const diagnostic: Diagnostic = { code, severity: 'warning', message, entry: name };
    onDiagnostic?.(diagnostic);
  }
  for await (const event of events) {
    if (event.type !== 'report' || flaws.length === 0) yield event;
    else {
      const added = flaws.map(({ code, message }) => ({ code, count: 1, message }));
      yield { ...event, fidelity: { ...event.fidelity, notes: [...added, ...(event.fidelity.notes ?? [])] } };
    }
  }
}
