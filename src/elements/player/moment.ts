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

/** A moment that a link names: by event, by session time (ms), or both; the event counts more. */
export interface Moment {
  readonly event?: string;
  readonly time?: number;
}

/** The moment in a URL's fragment: `#e=<event id>`, `#t=<time>`. Anything else in it is left alone. */
export function momentOfHash(hash: string): Moment {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const event = values.get('e');
  const time = parseTime(values.get('t') ?? '');
  return { ...(event ? { event } : {}), ...(time === undefined ? {} : { time }) };
}

/** `address` with a fragment that names the moment. */
export function linkTo(address: string, { event, time }: Moment): string {
  const url = new URL(address);
  const hash = event === undefined ? `t=${Math.floor((time ?? 0) / 1000)}` : `e=${encodeURIComponent(event)}`;
  url.hash = hash;
  return url.href;
}
