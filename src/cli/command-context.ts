import type { PackSessionOptions } from '../node/index.ts';
import { formatCount, formatSize, type Output } from './output.ts';

/** What every command gets beside its own arguments and options. */
export interface CommandContext {
  readonly output: Output;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /** A command that ends well, but not with `EXIT.ok`, says so here. */
  exitCode: number;
}

/** What packing takes of it: it can be interrupted, and tells how far it has come. */
export function packing({ output, signal }: CommandContext): PackSessionOptions {
  return {
    signal,
    onProgress: ({ events, read, size }) => {
      const share = Math.floor((100 * read) / size);
      output.progress(`packing: ${share} % of ${formatSize(size)}, ${formatCount(events, 'event')}`);
    },
  };
}
