import { tools } from '../../importers/index.ts';
import { localDate } from '../../node/files.ts';
import { formatCount, formatSize, type Output } from '../output.ts';
import { formatTable, type Column } from '../text-table.ts';
import type { FoundSessions } from './find-sessions.ts';
import { lastActivity, startOf, type FoundSession } from './found-session.ts';
import { withTilde } from './session-table.ts';

/** What a tool has in one of its folders. */
export interface FoundPlace {
  /** Id of the tool. */
  readonly tool: string;
  /** Absolute. */
  readonly folder: string;
  readonly sessions: number;
  /** Of their files; of a file that holds several, once. */
  readonly bytes: number;
  /** Start of the first session and last change of any, ms since 1970 UTC. */
  readonly oldest: number;
  readonly newest: number;
}

/** What was found in each folder, in the order of the tools. */
export function foundPlaces(sessions: readonly FoundSession[]): readonly FoundPlace[] {
  const groups = new Map<string, FoundSession[]>();
  for (const session of sessions) {
    const key = JSON.stringify([session.tool, session.place]);
    groups.set(key, [...(groups.get(key) ?? []), session]);
  }
  const rankOf = ({ tool }: FoundPlace): number => tools.findIndex(({ id }) => id === tool);
  return [...groups.values()]
    .map((group) => placeOf(group))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.folder.localeCompare(b.folder, 'en'));
}

function placeOf(sessions: readonly FoundSession[]): FoundPlace {
  const { tool, place } = sessions[0]!;
  const sizes = new Map(sessions.map(({ path, size }) => [path, size]));
  return {
    tool,
    folder: place,
    sessions: sessions.length,
    bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    oldest: sessions.reduce((time, session) => Math.min(time, startOf(session)), Infinity),
    newest: sessions.reduce((time, session) => Math.max(time, lastActivity(session)), -Infinity),
  };
}

/** How places are told. */
export interface TellPlacesOptions {
  /** The home folder, which is written `~`. */
  readonly home: string;
  /** Tells each folder that was searched in vain, not only the tools. */
  readonly isVerbose: boolean;
  /** Cells of the terminal; `undefined`: as many as there are. */
  readonly width: number | undefined;
}

/** Tells what was found where, and which tools have nothing on this computer. */
export function tellPlaces(
  { sessions, searched }: FoundSessions,
  { home, isVerbose, width }: TellPlacesOptions,
  output: Output,
): void {
  const places = foundPlaces(sessions);
  if (places.length === 0) output.note('no sessions were found on this computer');
  else {
    const names = new Set(places.map(({ tool }) => tool));
    output.note(`found ${formatCount(sessions.length, 'session')} of ${formatCount(names.size, 'tool')}:`);
    const rows = formatTable(
      columnsFor(home),
      places,
      width === undefined ? undefined : width - INDENT.length,
    );
    for (const row of rows.slice(1)) output.note(`${INDENT}${row}`);
  }
  const missing = tools.filter(({ id, stored }) => stored && !places.some(({ tool }) => tool === id));
  if (missing.length === 0) return;
  if (!isVerbose) {
    const where = places.length === 0 ? ' ("reprise list --verbose" says where)' : '';
    output.note(`looked for and not found${where}: ${missing.map(({ label }) => label).join(', ')}`);
    return;
  }
  output.note('looked for and not found:');
  const wide = Math.max(...missing.map(({ id }) => id.length));
  for (const { id } of missing) {
    const folders = new Set(searched.flatMap(({ tool, folder }) => (tool === id ? [folder] : [])));
    const told = [...folders].map((folder) => withTilde(folder, home)).join(', ');
    output.note(`${INDENT}${id.padEnd(wide)}  ${told || 'no folder on this computer'}`);
  }
}

const INDENT = '  ';

function columnsFor(home: string): readonly Column<FoundPlace>[] {
  return [
    { label: '', text: ({ tool }) => tool },
    {
      label: '',
      text: ({ folder }) => withTilde(folder, home),
      cut: 'start',
      room: { least: 30, enough: 60 },
    },
    { label: '', text: ({ sessions }) => formatCount(sessions, 'session'), align: 'right' },
    { label: '', text: ({ bytes }) => formatSize(bytes), align: 'right', spare: 1 },
    { label: '', text: ({ oldest, newest }) => period(oldest, newest), spare: 2 },
  ];
}

function period(oldest: number, newest: number): string {
  const [from, to] = [localDate(oldest), localDate(newest)];
  return from === to ? from : `${from} to ${to}`;
}
