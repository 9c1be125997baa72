/**
 * A time as links write it: seconds (`401`, `401.5`), `6:41`, `1:02:03` or `6m41s`.
 *
 * @returns milliseconds; `undefined` when it is none of them
 */
export function parseTime(text: string): number | undefined {
  const clock = /^(?:(\d{1,6}):)?(\d{1,9})(?::(\d{1,2}))?$/.exec(text);
  if (clock && text.includes(':')) {
    const parts = text.split(':').map(Number);
    return parts.reduce((sum, part) => sum * 60 + part, 0) * 1000;
  }
  const units = /^(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,9}(?:\.\d{1,3})?)s?)?$/.exec(text);
  if (!units || text === '') return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = units.slice(1).map((part) => Number(part ?? 0));
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000);
}

/**
 * A time or a clip as links write it, as in media fragments: `30`, or `30,40` and `6:41,7:00` for from and to, `,40` for
 * from the start.
 *
 * @returns session times, ms; `undefined` when it is neither, or the clip ends before it begins
 */
export function parseClip(text: string): { readonly time: number; readonly end?: number } | undefined {
  const [from = '', to, ...rest] = text.split(',');
  const time = from === '' && to !== undefined ? 0 : parseTime(from);
  if (time === undefined || rest.length > 0) return undefined;
  if (to === undefined) return { time };
  const end = parseTime(to);
  return end === undefined || end <= time ? undefined : { time, end };
}
