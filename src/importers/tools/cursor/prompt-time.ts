import { parseIsoTime } from '../../sources/iso-time.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { splitPrompt } from './split-prompt.ts';
import { userText } from './transcript-record.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Friday, Jul 24, 2026, 10:12 AM (UTC+2)` */
const WRITTEN =
  /([a-z]{3})[a-z]{0,6} (\d{1,2}), (\d{4}),? (?:at )?(\d{1,2}):(\d{2})\s?([ap]m)?\s?\((?:utc|gmt)([+-]\d{1,2})?(?::?(\d{2}))?\)/i;

/** When a message was written, as what Cursor puts around a prompt says: to the minute. ms since 1970 UTC. */
export function promptTime(record: LogRecord): number | undefined {
  const text = userText(record);
  if (!text?.includes('<timestamp>')) return undefined;
  const stamp = splitPrompt(text)
    .context.find(({ name }) => name === 'timestamp')
    ?.words.trim();
  return stamp === undefined ? undefined : (parseIsoTime(stamp) ?? writtenTime(stamp));
}

function writtenTime(words: string): number | undefined {
  const match = WRITTEN.exec(words.slice(0, 100));
  if (!match) return undefined;
  const [, month, day, year, hour, minute, half, zone = '+0', zoneMinutes = '00'] = match;
  const number = MONTHS.indexOf(month!.toLowerCase()) + 1;
  if (number === 0) return undefined;
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const two = (value: number | string): string => String(value).padStart(2, '0');
  const offset = `${zone[0]}${two(zone.slice(1))}:${zoneMinutes}`;
  return parseIsoTime(`${year}-${two(number)}-${two(day!)}T${two(hours)}:${minute}${offset}`);
}
