import { encodeSession, type EncodeResult } from '../encode/index.ts';
import type { ByteSink, Diagnostic } from '../format/index.ts';
import type { CommandContext } from './command-context.ts';
import type { Input } from './inputs.ts';
import { formatCount } from './output.ts';
import { packageVersion } from './package-root.ts';
import { TempSpool } from './temp-spool.ts';
import { zlibDeflater } from './zlib-deflater.ts';

export interface PackSessionOptions {
  readonly sink: ByteSink;
  /** Milliseconds each input is moved by. */
  readonly offsets?: readonly number[];
  /** Over what the inputs say, and where they say nothing. */
  readonly title?: string | undefined;
  readonly fallbackTitle: string;
  readonly keepInput?: boolean;
  readonly context: CommandContext;
}

export type PackResult = EncodeResult;

/** Packs open inputs into a sink, with Node's zlib and temporary files. */
export async function packInputs(inputs: readonly Input[], options: PackSessionOptions): Promise<PackResult> {
  const { context, sink, keepInput = false } = options;
  const { signal, output } = context;
  const found: Diagnostic[] = [];
  const onDiagnostic = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const spool = new TempSpool();
  const sources = inputs.map((input) => input.events({ keepInput, signal, onDiagnostic }));
  try {
    const result = await encodeSession(sources, {
      deflater: zlibDeflater,
      sink,
      createSpool: () => spool,
      generator: { name: 'reprise', version: packageVersion() },
      offsets: options.offsets,
      title: options.title,
      fallbackTitle: options.fallbackTitle,
      signal,
      onProgress: ({ events }) => output.progress(`packing: ${formatCount(events, 'event')}`),
    });
    return { ...result, diagnostics: [...found, ...result.diagnostics] };
  } finally {
    spool.close();
  }
}
