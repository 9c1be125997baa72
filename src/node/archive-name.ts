import { localDate } from './local-date.ts';

/** What an archive is named by. */
export interface ArchiveNaming {
  /** Wall time of the session's start, ms since 1970 UTC. */
  readonly startedAt?: number | undefined;
  /** Importer id or agent name. */
  readonly tool: string;
  readonly title?: string | undefined;
}

const MAX_TITLE = 60;

/** A file name for people: `2026-11-28-claude-code-fix-the-token-refresh`, the day in local time, without extension. */
export function archiveName({ startedAt, tool, title }: ArchiveNaming): string {
  const day = startedAt === undefined ? undefined : localDate(startedAt);
  return [day, tool, title === undefined ? '' : slugOf(title)].filter(Boolean).join('-') || 'session';
}

/** A name that is not taken yet, ignoring case: with `-2`, `-3` … behind it if need be. It is taken then. */
export function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let number = 2; taken.has(unique.toLowerCase()); number += 1) unique = `${name}-${number}`;
  taken.add(unique.toLowerCase());
  return unique;
}

/** Letters and digits of a title, accents taken off; cut at a word. Empty when it has none of the Latin script. */
function slugOf(title: string): string {
  const words = title
    .slice(0, 500)
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  if (words.length <= MAX_TITLE) return words;
  const cut = words.slice(0, MAX_TITLE + 1);
  const end = cut.lastIndexOf('-');
  return cut.slice(0, end > MAX_TITLE / 2 ? end : MAX_TITLE).replace(/-$/, '');
}
