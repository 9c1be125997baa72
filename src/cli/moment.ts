import type { Session } from '../reading/index.ts';
import { parseTime } from '../reading/words/index.ts';
import { CliError } from './errors.ts';

/**
 * The session time (ms) that a person means: a time as links write it (`401`, `6:41`, `6m41s`), the id of an event, or
 * either behind `#t=` and `#e=` of a link.
 *
 * @throws {CliError} `usage` when the session has no such event, or ends before
 */
export async function momentOf(session: Session, text: string, signal: AbortSignal): Promise<number> {
  const place = new URLSearchParams(text.includes('#') ? text.slice(text.indexOf('#') + 1) : text);
  const event = place.get('e');
  const written = place.get('t')?.split(',')[0] ?? text;
  const time = event === null ? parseTime(written) : undefined;
  if (time !== undefined && time > session.duration)
    throw new CliError('usage', `${text} is behind the end of the session`);
  if (time !== undefined) return time;
  const found = await session.timeOf(event ?? text, { signal });
  if (found === undefined)
    throw new CliError('usage', `${text} is neither a time, as 6:41, nor the id of an event of this session`);
  return found;
}
