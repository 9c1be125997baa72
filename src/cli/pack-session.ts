import { encodeSession, type EncodeResult } from '../encode/index.ts';
import type { ByteSink, Diagnostic } from '../format/index.ts';
import type { CommandContext } from './command-context.ts';
import { sourcesOf, type InputSession } from './input-session.ts';
import { formatCount } from './output.ts';
import { packageVersion } from './package-root.ts';
import { TempSpool } from './temp-spool.ts';
import { zlibDeflater } from './zlib-deflater.ts';

/** Where an archive goes, and what is put into it. */
export interface PackSessionOptions {
  readonly sink: ByteSink;
  /** Milliseconds each input is moved by. */
  readonly offsets?: readonly number[];
  /** Over what the inputs say, and where they say nothing. */
  readonly title?: string | undefined;
  readonly keepInput?: boolean | undefined;
  /** Stores the inputs themselves in the archive, too. */
  readonly keepSource?: boolean | undefined;
  readonly context: CommandContext;
}

/** What was packed, and how large it became. */
export type PackResult = EncodeResult;

/** Packs a session of open inputs into a sink, with Node's zlib and temporary files. */
export async function packSession(session: InputSession, options: PackSessionOptions): Promise<PackResult> {
  const { context, sink, keepInput = false, keepSource = false } = options;
  const { signal, output } = context;
  const found: Diagnostic[] = [];
  const onDiagnostic = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const spool = new TempSpool();
  try {
    const { sources, files, places } = await sourcesOf(session, {
      keepInput,
      keepSource,
      signal,
      onDiagnostic,
    });
    const result = await encodeSession(sources, {
      deflater: zlibDeflater,
      sink,
      createSpool: () => spool,
      generator: { name: 'reprise', version: packageVersion() },
      offsets: places.map((place) => options.offsets?.[place] ?? 0),
      files,
      title: options.title,
      fallbackTitle: session.name,
      signal,
      onProgress: ({ events }) => output.progress(`packing: ${formatCount(events, 'event')}`),
    });
    return { ...result, diagnostics: [...found, ...result.diagnostics] };
  } finally {
    spool.close();
  }
}
