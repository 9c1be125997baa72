import { encodeSession, type EncodeProgress, type EncodeResult } from '../encode/index.ts';
import type { ByteSink, Diagnostic, Manifest } from '../format/index.ts';
import { sourcesOf, type InputSession } from './input-session.ts';
import type { Input } from './inputs.ts';
import { packageVersion } from './package-version.ts';
import { TempSpool } from './temp-spool.ts';
import { zlibDeflater } from './zlib-deflater.ts';

/** What is put into an archive, and how. */
export interface PackSessionOptions {
  /** Milliseconds each input is moved by; positive is later. */
  readonly offsets?: readonly number[] | undefined;
  /** Over what the inputs say, and where they say nothing. */
  readonly title?: string | undefined;
  /** Takes recorded keystrokes too, which may hold passwords. Default false. */
  readonly keepInput?: boolean | undefined;
  /** Stores the inputs themselves in the archive, byte for byte. Default false. */
  readonly keepSource?: boolean | undefined;
  /** Program that packs, as the manifest names it. Default: this one. */
  readonly generator?: Manifest['generator'] | undefined;
  readonly onProgress?: ((progress: PackProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How far packing has come. */
export interface PackProgress extends EncodeProgress {
  /** Bytes of the inputs read so far. */
  readonly read: number;
  /** Bytes of the inputs. */
  readonly size: number;
}

/**
 * Packs a session of open inputs into a sink, with Node's zlib and a temporary file for what memory should not hold.
 *
 * @returns what was written, and the findings of importing and of packing
 * @throws what importers and the sink throw; the sink then holds no archive
 */
export async function packSession(
  session: InputSession,
  sink: ByteSink,
  options: PackSessionOptions = {},
): Promise<EncodeResult> {
  const { keepInput = false, keepSource = false, signal, onProgress } = options;
  const found: Diagnostic[] = [];
  const onDiagnostic = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const spool = new TempSpool();
  try {
    const { sources, files, places } = await sourcesOf(session, {
      keepInput,
      keepSource,
      onDiagnostic,
      ...(signal && { signal }),
    });
    const result = await encodeSession(sources, {
      deflater: zlibDeflater,
      sink,
      createSpool: () => spool,
      generator: options.generator ?? { name: 'reprise', version: packageVersion() },
      offsets: places.map((place) => options.offsets?.[place] ?? 0),
      files,
      title: options.title,
      fallbackTitle: session.name,
      signal,
      ...(onProgress && { onProgress: (progress) => onProgress({ ...progress, ...readOf(session) }) }),
    });
    return { ...result, diagnostics: [...found, ...result.diagnostics] };
  } finally {
    spool.close();
  }
}

function readOf({ inputs }: InputSession): Pick<PackProgress, 'read' | 'size'> {
  const sum = (of: (input: Input) => number): number => inputs.reduce((total, input) => total + of(input), 0);
  return { read: sum(({ file }) => file.position), size: sum(({ file }) => file.size) };
}
