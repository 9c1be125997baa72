import { InvalidArgumentError, type Command } from 'commander';
import { tools } from '../../importers/index.ts';
import { DAY } from '../local-time.ts';
import { CliError } from '../errors.ts';
import { lastActivity, type FoundSession } from './found-session.ts';
import { sortSessions } from './sort-sessions.ts';

/** Which of the sessions a command is about. */
export interface SessionFilter {
  /** Ids of tools; none: all. */
  readonly tool?: readonly string[];
  /** Part of the project's folder. */
  readonly project?: string;
  /** A moment, or how long ago it was. */
  readonly since?: Since;
}

/** Wall time, ms since 1970 UTC, given the time now. */
export type Since = (now: number) => number;

/** Adds the options of a filter to a command. */
export function addFilterOptions(command: Command): Command {
  return command
    .option('--tool <tool>', 'only sessions of this tool (repeatable)', collect)
    .option('--project <text>', 'only sessions in folders with this in their path')
    .option('--since <time>', 'only sessions that went on since then: 2026-11-28, 24h, 7d, 2w', parseSince);
}

/**
 * The sessions that pass, newest first.
 *
 * @throws {CliError} `usage` for a tool that there is not
 */
export function filterSessions(
  sessions: readonly FoundSession[],
  { tool = [], project, since }: SessionFilter,
  now: number,
): FoundSession[] {
  const unknown = tool.find((id) => !tools.some((known) => known.id === id));
  if (unknown !== undefined) {
    const known = tools.map(({ id }) => id).join(', ');
    throw new CliError('usage', `there is no tool "${unknown}"; there are: ${known}`);
  }
  const earliest = since?.(now) ?? -Infinity;
  const part = project?.toLowerCase();
  const wanted = sessions.filter(
    (session) =>
      (tool.length === 0 || tool.includes(session.tool)) &&
      (part === undefined || session.project?.toLowerCase().includes(part)) &&
      lastActivity(session) >= earliest,
  );
  return sortSessions(wanted, 'start');
}

/** `2026-11-28` (local midnight), `2026-11-28T14:00`, or a length of time before now: `24h`, `7d`, `2w`. */
export function parseSince(value: string): Since {
  const [, count, unit] = /^(\d{1,5})([hdw])$/.exec(value) ?? [];
  const length = { h: DAY / 24, d: DAY, w: 7 * DAY }[unit ?? ''];
  if (count !== undefined && length !== undefined) return (now) => now - Number(count) * length;
  // Without a time of day, Date would take a date for midnight in Greenwich.
  const isDate = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$/.test(value);
  const time = isDate ? new Date(value.includes('T') ? value : `${value}T00:00`).getTime() : NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('It is a date (2026-11-28) or like 24h, 7d, 2w.');
  return () => time;
}

function collect(value: string, values: readonly string[] = []): string[] {
  return [...values, value];
}
