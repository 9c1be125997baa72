import { EditError, MaskingError } from '../encode/index.ts';
import { PictureError } from '../exports/index.ts';
import { ArchiveError } from '../format/index.ts';
import { ImportError } from '../importers/index.ts';
import { FileError, systemCode, systemReason } from '../node/files.ts';
import { CliError, EXIT } from './errors.ts';

/**
 * An error as one sentence. Only errors with a code are meant for people; anything else is a fault of this program and
 * says so.
 */
export function sentenceOf(error: unknown): string {
  if (OURS.some((kind) => error instanceof kind)) return (error as Error).message;
  if (error instanceof ArchiveError) return `${error.message} (${error.code})`;
  if (systemCode(error) !== undefined) return systemReason(error);
  const message = error instanceof Error ? error.message : String(error);
  return `internal error: ${message} (please report it, with what --debug shows)`;
}

/** Errors whose message is one sentence for people. */
const OURS = [CliError, EditError, FileError, ImportError, MaskingError, PictureError];

/** What to do about it on the command line, to be put behind the sentence: the library does not know its options. */
export function adviceFor(error: unknown): string {
  return error instanceof Error && 'code' in error ? (ADVICE[String(error.code)] ?? '') : '';
}

/** What the process ends with for an error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CliError) return error.exitCode;
  if (error instanceof EditError) return EXIT.usage;
  return error instanceof FileError && USAGE.has(error.code) ? EXIT.usage : EXIT.failed;
}

/** Where an error comes from, and what caused it. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

const ADVICE: Readonly<Partial<Record<string, string>>> = {
  'unknown-source': '; if it is one of these, name it with --from <tool>',
  'ambiguous-source': ' (--from <tool>)',
  'input-several-sessions': ', with --select or -o DIR',
  'output-exists': '; --force replaces it',
  'secrets-found': '; "reprise review" shows them, and without --fail-on-secret they are masked',
  'no-terminal': '; "reprise poster" draws its cover, "reprise shot --diff PATH" what changed in a file',
  'masking-incomplete': '; please report it, without the session',
};

const USAGE: ReadonlySet<string> = new Set(['input-several-sessions', 'input-too-many']);
