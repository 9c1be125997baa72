import type { PlanEntry } from '../../format/index.ts';
import { asList, asText, isObject } from '../sources/json-value.ts';

/** A todo list, as most tools write one, as a plan; `undefined` when there is none. */
export function planOf(todos: unknown): readonly PlanEntry[] | undefined {
  if (!Array.isArray(todos)) return undefined;
  const entries = asList(todos).flatMap((todo): PlanEntry[] => {
    const content = isObject(todo) ? asText(todo['content']) : undefined;
    if (!isObject(todo) || content === undefined) return [];
    const { priority } = todo;
    const known = priority === 'high' || priority === 'medium' || priority === 'low' ? { priority } : {};
    return [{ content, status: statusOf(todo['status']), ...known }] as PlanEntry[];
  });
  return entries.length === 0 && asList(todos).length > 0 ? undefined : entries;
}

function statusOf(status: unknown): PlanEntry['status'] {
  if (status === 'in_progress') return status;
  return status === 'completed' || status === 'cancelled' ? 'completed' : 'pending';
}
