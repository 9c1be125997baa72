import { asNumber, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** What a command gave. */
export interface CommandResult {
  readonly text: string;
  readonly exitCode?: number;
  /** Why there is no exit code: the command was stopped, or never ran. */
  readonly failure?: string;
}

/**
 * Reads a result: as the program keeps it, else as the model was told it. `undefined` for words that are none.
 *
 * @param extra - what the program keeps beside the message
 */
export function commandResult(words: string, extra: LogRecord): CommandResult | undefined {
  const code = /<returncode>(-?\d{1,10})<\/returncode>/.exec(words)?.[1];
  const exitCode = asNumber(extra['returncode']) ?? (code === undefined ? undefined : Number(code));
  const raw = typeof extra['raw_output'] === 'string' ? extra['raw_output'] : undefined;
  if (exitCode === undefined && raw === undefined) return undefined;
  const failure = asText(extra['exception_info']);
  const text = raw ?? outputIn(words);
  if (failure !== undefined || exitCode === -1)
    return { text, failure: failure ?? 'The command was stopped.' };
  return { text, ...(exitCode !== undefined && { exitCode }) };
}

/** The output between its tags; of a long one the head and the tail are given, and stay as they are. */
function outputIn(words: string): string {
  const whole = /<output>\n?([^]*?)\n?<\/output>/.exec(words)?.[1];
  return whole ?? words.replace(/<returncode>-?\d+<\/returncode>\n?/, '').trim();
}
