import { sep } from 'node:path';
import { localTime } from '../local-time.ts';
import { formatSize } from '../output.ts';
import type { Column } from '../text-table.ts';
import { nameOf, type FoundSession } from './found-session.ts';
import { DAY } from '../local-time.ts';

/** What the columns are told against. */
export interface SessionTableOptions {
  /** Wall time, ms since 1970 UTC. */
  readonly now: number;
  /** The home folder, which is written `~`. */
  readonly home: string;
}

/** The columns of a list of sessions. */
export function sessionColumns({ now, home }: SessionTableOptions): readonly Column<FoundSession>[] {
  return [
    { label: 'TOOL', text: ({ tool }) => tool },
    {
      label: 'PROJECT',
      text: ({ project = '-' }) => withTilde(project, home),
      cut: 'start',
      room: { least: 12, enough: 24 },
    },
    {
      label: 'TITLE OR FIRST PROMPT',
      text: (session) => nameOf(session) ?? '-',
      cut: 'end',
      room: { least: 24, enough: 60 },
    },
    { label: 'START', text: startText },
    { label: 'DURATION', text: durationText, align: 'right', spare: 2 },
    { label: 'TURNS', text: turnsText, align: 'right', spare: 3 },
    { label: 'SIZE', text: ({ size }) => formatSize(size), align: 'right', spare: 4 },
    { label: 'EXPIRES IN', text: ({ expiresAt }) => expiresIn(expiresAt, now), align: 'right', spare: 1 },
  ];
}

/** `today`, `1 day`, `12 days`, `overdue`; `-` for never. */
export function expiresIn(expiresAt: number | undefined, now: number): string {
  if (expiresAt === undefined) return '-';
  if (expiresAt <= now) return 'overdue';
  const days = Math.floor((expiresAt - now) / DAY);
  if (days === 0) return 'today';
  return days === 1 ? '1 day' : `${days} days`;
}

/** Local date and time, to the minute; with `~` where only the file's time is known. */
function startText({ startedAt, modifiedAt }: FoundSession): string {
  return startedAt === undefined ? `~${localTime(modifiedAt)}` : ` ${localTime(startedAt)}`;
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

function withTilde(path: string, home: string): string {
  if (path === home) return '~';
  return path.startsWith(`${home}${sep}`) ? `~${path.slice(home.length)}` : path;
}
