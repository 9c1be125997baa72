import { ArchiveError } from '../format/index.ts';
import { ImportError } from '../importers/index.ts';
import { FileError, systemCode, systemReason } from '../node/index.ts';
import { CliError, EXIT } from './errors.ts';

/**
 * What went wrong, as people are told. Only errors with a code are meant for them; anything else is a fault of this
 * program.
 *
 * @returns `undefined` for a fault of this program
 */
export function errorSentence(error: unknown): string | undefined {
  if (error instanceof CliError || error instanceof FileError || error instanceof ImportError) {
    return error.message;
  }
  if (error instanceof ArchiveError) return `${error.message} (${error.code})`;
  return systemCode(error) === undefined ? undefined : systemReason(error);
}

/** What to do about it on the command line, to be put behind the sentence: the library does not know its options. */
export function adviceFor(error: unknown): string {
  return error instanceof FileError || error instanceof ImportError ? (ADVICE[error.code] ?? '') : '';
}

/** What the process ends with for an error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CliError) return error.exitCode;
  return error instanceof FileError && USAGE.has(error.code) ? EXIT.usage : EXIT.failed;
}

const ADVICE: Readonly<Partial<Record<string, string>>> = {
  'unknown-source': '; if it is one of these, name it with --from <tool>',
  'ambiguous-source': ' (--from <tool>)',
  'input-several-sessions': ', with --select or -o DIR',
  'output-exists': '; --force replaces it',
};

const USAGE: ReadonlySet<string> = new Set(['input-several-sessions', 'input-too-many']);
