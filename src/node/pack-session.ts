import { encodeMasked, encodeSession, type EncodeProgress, type MaskedResult } from '../encode/index.ts';
import type { ByteSink, Diagnostic, Manifest } from '../format/index.ts';
import type { MaskerOptions } from '../masking/index.ts';
import { FileError } from './file-error.ts';
import { sourcesOf, type InputSession } from './input-session.ts';
import type { Input } from './inputs.ts';
import { packageVersion } from './package-version.ts';
import { withTempSpools } from './temp-spool.ts';
import { zlibDeflater } from './zlib-deflater.ts';

/** What is put into an archive, and how. */
export interface PackSessionOptions {
  /** Milliseconds each input is moved by; positive is later. */
  readonly offsets?: readonly number[] | undefined;
  /** Over what the inputs say, and where they say nothing. */
  readonly title?: string | undefined;
  /** Takes recorded keystrokes too, which may hold passwords. Default false. */
  readonly keepInput?: boolean | undefined;
  /** Stores the inputs themselves in the archive, byte for byte; only without masking. Default false. */
  readonly keepSource?: boolean | undefined;
  /**
   * What is masked beside secrets, by which rules, and what is kept. `false`: nothing is searched, the archive holds
   * whatever secrets the inputs hold. Default: secrets are masked.
   */
  readonly masking?: MaskerOptions | false | undefined;
  /** Fails where a secret is found, in place of masking it. Default false. */
  readonly failsOnSecret?: boolean | undefined;
  /** Program that packs, as the manifest names it. Default: this one. */
  readonly generator?: Manifest['generator'] | undefined;
  readonly onProgress?: ((progress: PackProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const SOURCE_IS_UNMASKED =
  'the inputs would stand in the archive with all their secrets: they are only kept without masking';

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
 * @returns what was written, what was masked, and the findings of importing and of packing
 * @throws {FileError} `source-not-kept` when the inputs are to be kept and masked; `MaskingError`; what importers
 *   and the sink throw. The sink then holds no archive.
 */
export async function packSession(
  session: InputSession,
  sink: ByteSink,
  options: PackSessionOptions = {},
): Promise<MaskedResult> {
  const { keepInput = false, keepSource = false, masking = {}, failsOnSecret, signal, onProgress } = options;
  if (keepSource && masking) throw new FileError('source-not-kept', SOURCE_IS_UNMASKED);
  const found: Diagnostic[] = [];
  const onDiagnostic = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  return withTempSpools(async (createSpool) => {
    const { sources, files, places } = await sourcesOf(session, {
      keepInput,
      keepSource,
      onDiagnostic,
      ...(signal && { signal }),
    });
    const encoding = {
      deflater: zlibDeflater,
      sink,
      createSpool,
      generator: options.generator ?? { name: 'reprise', version: packageVersion() },
      offsets: places.map((place) => options.offsets?.[place] ?? 0),
      files,
      title: options.title,
      fallbackTitle: session.name,
      signal,
      ...(onProgress && {
        onProgress: (progress: EncodeProgress) => onProgress({ ...progress, ...readOf(session) }),
      }),
    };
    const result = masking
      ? await encodeMasked(sources, { ...encoding, masking, failsOnSecret })
      : { ...(await encodeSession(sources, encoding)), masked: [], findings: [] };
    return { ...result, diagnostics: [...found, ...result.diagnostics] };
  });
}

function readOf({ inputs }: InputSession): Pick<PackProgress, 'read' | 'size'> {
  const sum = (of: (input: Input) => number): number => inputs.reduce((total, input) => total + of(input), 0);
  return { read: sum(({ file }) => file.position), size: sum(({ file }) => file.size) };
}
