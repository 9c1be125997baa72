import type { Manifest } from '../../format/index.ts';
import { plainProse } from './plain-prose.ts';

/** A title of more characters than this is a prompt rather than a name: it is cut between words. */
const LONGEST_TITLE = 110;

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** A session's title as it is shown: on one line, cut between words; empty where it has none. */
export function titleText(title: string): string {
  const line = onOneLine(title);
  if (line.length <= LONGEST_TITLE) return line;
  const cut = line.slice(0, LONGEST_TITLE).replace(/\s+\S*$/u, '');
  return `${cut.replace(/[\s.,;:–-]+$/u, '')}…`;
}

/** What was asked, unless the title says it already, word for word. */
export function askedText(asked: string | undefined, title: string): string | undefined {
  const text = asked === undefined ? undefined : plainProse(asked.trim());
  return !text || onOneLine(text) === titleText(title) ? undefined : text;
}

/**
 * When a session was, from its start to its end: `Tue, March 10, 2026, 9:12 AM – 1:24 PM`.
 *
 * @returns `undefined` where its log has no calendar
 */
export function whenText(
  { startedAt, duration }: Pick<Manifest, 'startedAt' | 'duration'>,
  tag: string,
): string | undefined {
  // eslint-disable-next-line no-restricted-globals -- reads a given time, no clock
  const start = Date.parse(startedAt ?? '');
  if (Number.isNaN(start)) return undefined;
  const format = new Intl.DateTimeFormat(tag, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  return format.formatRange(start, start + Math.max(0, duration));
}

/** The folder that a session worked in, by its name. */
export function projectOf({ workspace }: Manifest): string | undefined {
  const parts = workspace?.root?.split(/[/\\]/u).filter((part) => part !== '');
  return parts?.at(-1);
}

/** A model by its name, without the day of its making: `claude-opus-4-5`. */
export function modelText(model: string): string {
  return model.replace(/-\d{8}$/u, '');
}
