import type { PlanEntry } from '../../../format/index.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';

/** Entries of a list. */
const MAX_ENTRIES = 1000;

/** The plan in a list of Markdown (`- [x] done`), or in the entries of one; none of anything else. */
export function planIn(list: unknown): readonly PlanEntry[] {
  if (typeof list === 'string') {
    const entries = list.split(/\r?\n/).flatMap((line) => {
      const match = /^\s*(?:[-*]\s*)?\[([ xX~-])\]\s+(.+)$/.exec(line);
      return match ? [{ content: match[2]!.trim(), status: statusOf(match[1]!) }] : [];
    });
    return entries.slice(0, MAX_ENTRIES);
  }
  return asList(list)
    .slice(0, MAX_ENTRIES)
    .flatMap((entry) => {
      const content = isObject(entry) ? asText(entry['content']) : undefined;
      return isObject(entry) && content !== undefined ? [{ content, status: statusOf(entry['status']) }] : [];
    });
}

function statusOf(mark: unknown): PlanEntry['status'] {
  if (mark === 'x' || mark === 'X' || mark === 'completed') return 'completed';
  return mark === '-' || mark === '~' || mark === 'in_progress' ? 'in_progress' : 'pending';
}
