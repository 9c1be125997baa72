import { ArchiveError } from '../format/index.ts';
import { ImportError } from '../importers/index.ts';
import { CliError, systemCode, systemReason } from './errors.ts';

/**
 * An error as one sentence. Only errors with a code are meant for people; anything else is a fault of this program and
 * says so.
 */
export function sentenceOf(error: unknown): string {
  if (error instanceof CliError || error instanceof ImportError) return error.message;
  if (error instanceof ArchiveError) return `${error.message} (${error.code})`;
  if (systemCode(error) !== undefined) return systemReason(error);
  const message = error instanceof Error ? error.message : String(error);
  return `internal error: ${message} (please report it, with what --debug shows)`;
}

/** Where an error comes from, and what caused it. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
