import { basename } from 'node:path';
import { localTime } from '../local-time.ts';
import { formatSize } from '../output.ts';
import type { Column } from '../text-table.ts';
import { nameOf } from './found-session.ts';
import type { KeepResult, KeepState } from './keep-session.ts';

/** The columns of a table of what became of sessions. */
export const KEPT_COLUMNS: readonly Column<KeepResult>[] = [
  { label: 'ARCHIVE', text: archiveText, cut: 'start', room: { least: 24, enough: 80 } },
  { label: 'STATE', text: ({ state }) => state },
  { label: 'SIZE', text: sizeText, align: 'right' },
  { label: 'REMARK', text: ({ remark = '' }) => remark, cut: 'end', room: { least: 6, enough: 40 } },
];

/** What became of a session as a line of its own, for what goes on for days. */
export function keptLine(result: KeepResult, now: number): string {
  const { state, remark } = result;
  const line = `${localTime(now)}  ${state.padEnd('unchanged'.length)}  ${archiveText(result)}  ${sizeText(result)}`;
  return remark === undefined ? line : `${line}  ${remark}`;
}

/** `2 new, 1 updated, 0 unchanged, 0 failed`. */
export function countStates(counts: ReadonlyMap<KeepState, number>, states = STATES): string {
  return states.map((state) => `${counts.get(state) ?? 0} ${state}`).join(', ');
}

const STATES: readonly KeepState[] = ['new', 'updated', 'unchanged', 'failed'];

/** What became of a session, for machines. */
export function keptAsJson({ session, state, archive, size, remark }: KeepResult): unknown {
  const { tool, path, session: part, sessionId } = session;
  const title = nameOf(session);
  return { state, archive, size, remark, tool, path, session: part, sessionId, title };
}

function archiveText({ archive, session }: KeepResult): string {
  return archive === undefined ? session.path : basename(archive);
}

function sizeText({ size }: KeepResult): string {
  return size === undefined ? '-' : formatSize(size);
}
