import { ImportError } from '../sources/import-error.ts';

/** The error of a database that contradicts itself or the format. */
export function damaged(what: string): ImportError {
  return new ImportError('damaged-database', `the database is damaged: ${what}`);
}
