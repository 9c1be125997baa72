import { sep } from 'node:path';
import { DAY, localTime } from '../local-time.ts';
import { formatSize } from '../output.ts';
import type { Column } from '../text-table.ts';
import type { ArchiveState } from './current-archive.ts';
import { nameOf, type FoundSession } from './found-session.ts';

/** What the columns are told against. */
export interface SessionTableOptions {
  /** Wall time, ms since 1970 UTC. */
  readonly now: number;
  /** The home folder, which is written `~`. */
  readonly home: string;
  /** How each session stands with the archives. Absent: nothing is told of that. */
  readonly archived?: ReadonlyMap<FoundSession, ArchiveState>;
  /** Whether any of the sessions has subagents. */
  readonly hasSubagents?: boolean;
}

/** The columns of a list of sessions. */
export function sessionColumns(options: SessionTableOptions): readonly Column<FoundSession>[] {
  const { now, home, archived, hasSubagents = false } = options;
  return [
    { label: 'TOOL', text: ({ tool }) => tool },
    {
      label: 'PROJECT',
      text: ({ project = '-' }) => withTilde(project, home),
      cut: 'start',
      room: { least: 12, enough: 24 },
      spare: 3,
    },
    {
      label: 'TITLE OR FIRST PROMPT',
      text: (session) => nameOf(session) ?? '-',
      cut: 'end',
      room: { least: 20, enough: 60 },
    },
    {
      label: 'START',
      text: (session) => startText(session, localTime),
      short: (session) => startText(session, (time) => shortTime(time, now)),
      spare: 4,
    },
    { label: 'DURATION', text: durationText, align: 'right', spare: 7 },
    { label: 'TURNS', text: turnsText, align: 'right', spare: 5 },
    ...(hasSubagents ? [SUBAGENTS] : []),
    { label: 'SIZE', text: sizeText, align: 'right', spare: 6 },
    ...(archived
      ? [
          {
            label: 'KEPT',
            text: (session) => KEPT[archived.get(session) ?? 'none'],
            spare: 2,
          } satisfies Column<FoundSession>,
        ]
      : []),
    { label: 'EXPIRES IN', text: ({ expiresAt }) => expiresIn(expiresAt, now), align: 'right', spare: 1 },
  ];
}

const SUBAGENTS: Column<FoundSession> = {
  label: 'SUBAGENTS',
  text: ({ subagents }) => (subagents === undefined ? '' : `+${subagents}`),
  align: 'right',
  spare: 8,
};

/** Whether there is an archive of a session, and whether it is older than the session. */
const KEPT: Readonly<Record<ArchiveState, string>> = { archived: 'yes', changed: 'older', none: '-' };

/** `today`, `1 day`, `12 days`, `overdue`; `-` for never. */
export function expiresIn(expiresAt: number | undefined, now: number): string {
  if (expiresAt === undefined) return '-';
  if (expiresAt <= now) return 'overdue';
  const days = Math.floor((expiresAt - now) / DAY);
  if (days === 0) return 'today';
  return days === 1 ? '1 day' : `${days} days`;
}

/** Local date and time, to the minute; with `~` where only the file's time is known. */
function startText({ startedAt, modifiedAt }: FoundSession, textOf: (time: number) => string): string {
  return startedAt === undefined ? `~${textOf(modifiedAt)}` : ` ${textOf(startedAt)}`;
}

/** A time as narrow terminals have room for: `11-28 07:12`, and `2025-11-28` for what is longer ago than half a year. */
function shortTime(time: number, now: number): string {
  const text = localTime(time);
  return Math.abs(now - time) < 182 * DAY ? text.slice('2025-'.length) : text.slice(0, '2025-11-28'.length);
}

/** `< 1 min`, `12 min`, `3 h 20 min`, `2 d 4 h`. */
function durationText({ startedAt, endedAt }: FoundSession): string {
  if (startedAt === undefined || endedAt === undefined) return '-';
  const minutes = Math.round((endedAt - startedAt) / 60_000);
  if (minutes < 1) return '< 1 min';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

function turnsText({ turns, turnsExact, isDoubtful }: FoundSession): string {
  if (turns === undefined) return '-';
  if (isDoubtful) return `${turns}?`;
  return `${turns}${turnsExact ? '' : '+'}`;
}

/** Of a file that holds several sessions, nobody knows which bytes are whose. */
function sizeText({ size, session }: FoundSession): string {
  return session === undefined ? formatSize(size) : '-';
}

/** A path with `~` for the home folder. */
export function withTilde(path: string, home: string): string {
  if (path === home) return '~';
  return path.startsWith(`${home}${sep}`) ? `~${path.slice(home.length)}` : path;
}
