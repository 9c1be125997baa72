import type { Session } from '../reading/index.ts';
import { parseTime } from './edit-options.ts';
import { CliError } from './errors.ts';

/**
 * The moment that a command line means, session time in ms: a time (`2:05`, `125.5`) or the id of an event.
 *
 * @throws {CliError} `usage` when it is neither, or behind the end of the session
 */
export async function parseMoment(text: string, session: Session, signal: AbortSignal): Promise<number> {
  const time = parseTime(text) ?? (await session.timeOf(text, { signal }));
  if (time === undefined)
    throw new CliError(
      'usage',
      `${JSON.stringify(text)} is no time (say it as 1:20) and no event of the session`,
    );
  if (time > session.duration) throw new CliError('usage', `${text} is behind the end of the session`);
  return time;
}
