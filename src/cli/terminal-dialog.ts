import { createInterface } from 'node:readline/promises';
import type { CommandContext } from './command-context.ts';
import { CliError } from './errors.ts';

/** Where a person is asked. */
export interface Dialog {
  readonly tell: (line: string) => void;
  /** What a person answers; `undefined` at the end of the input. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** Cells of the terminal. */
  readonly width: number;
}

/**
 * Asks a person on the terminal.
 *
 * @throws {CliError} `usage` when there is no terminal to ask on
 */
export async function withDialog<T>(
  { output, signal }: Pick<CommandContext, 'output' | 'signal'>,
  use: (dialog: Dialog) => Promise<T>,
): Promise<T> {
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new CliError('usage', 'this asks questions, and there is no terminal to ask them on');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  // On a terminal that lines are read from, Ctrl-C is a key like others.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return await use({
      tell: (line) => output.note(line),
      ask: (question) => Promise.race([lines.question(question, { signal }), ended]),
      width: process.stderr.columns || 80,
    });
  } finally {
    lines.close();
  }
}
