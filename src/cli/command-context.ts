import type { Output } from './output.ts';

/** What every command gets beside its own arguments and options. */
export interface CommandContext {
  readonly output: Output;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /** A command that ends well, but not with `EXIT.ok`, says so here. */
  exitCode: number;
}
