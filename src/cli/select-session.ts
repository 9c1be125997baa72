import type { InputSession } from '../node/index.ts';
import { CliError } from './errors.ts';
import { formatCount } from './output.ts';

/**
 * Chooses a session by its number in the list (from 1), its id, or a part of its title.
 *
 * @throws {CliError} `usage` when none or several fit
 */
export function selectSession(sessions: readonly InputSession[], wanted: string): InputSession {
  const byId = sessions.filter(({ session }) => session?.id === wanted);
  const byNumber = /^\d{1,6}$/.test(wanted) ? sessions.slice(Number(wanted) - 1, Number(wanted)) : [];
  const byTitle = sessions.filter(({ session, name }) =>
    (session?.title ?? session?.prompt ?? name).toLowerCase().includes(wanted.toLowerCase()),
  );
  const found = [byId, byNumber, byTitle].find((list) => list.length > 0) ?? [];
  if (found.length === 1) return found[0]!;
  const what = found.length === 0 ? 'no session' : formatCount(found.length, 'session');
  throw new CliError(
    'usage',
    `--select ${wanted}: ${what} of ${formatCount(sessions.length, 'session')} fit`,
  );
}
