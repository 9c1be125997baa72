import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CliError } from '../errors.ts';

/** A terminal that a person sits at. */
export interface SecretTerminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks for a secret on the terminal; what is typed is not shown.
 *
 * @throws {CliError} `usage` when there is no terminal; the reason of `signal`
 */
export async function askSecret(
  question: string,
  signal: AbortSignal,
  { input, output }: SecretTerminal = { input: process.stdin, output: process.stderr },
): Promise<string> {
  if (!input.isTTY) {
    throw new CliError(
      'usage',
      'there is no terminal to ask for it: give --passphrase-file or --key-file with the name of a file',
    );
  }
  // Lines are edited as everywhere, on a screen that nobody sees.
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: unseen, terminal: true, historySize: 0 });
  // On a terminal that lines are read from, Ctrl-C is a key like others.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  output.write(question);
  try {
    return await Promise.race([lines.question('', { signal }), ended]);
  } finally {
    lines.close();
    output.write('\n');
  }
}
