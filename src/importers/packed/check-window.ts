import { ImportError } from '../sources/import-error.ts';
import { MAX_WINDOW } from './packed-limits.ts';

/**
 * Refuses to look back over more than there should be memory for.
 *
 * @param window - bytes
 * @param who - who wants it, for the message
 * @throws {ImportError} `limit-exceeded`
 */
export function checkWindow(window: number, who: string): void {
  if (window <= MAX_WINDOW) return;
  const most = `${MAX_WINDOW} bytes (MAX_WINDOW)`;
  throw new ImportError('limit-exceeded', `${who} wants a window of more than ${most}`);
}
