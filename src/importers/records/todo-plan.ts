import type { PlanEntry } from '../../format/index.ts';
import { asText, isObject } from '../sources/json-value.ts';

/** Entries of a plan that are taken. */
const MAX_ENTRIES = 1000;

/** Fields that name what is to be done. */
const NAMES = ['content', 'title', 'task', 'description', 'text', 'step'];

/**
 * The plan that a todo list is: things to do with a status each, or a text with one a line, `[x]` or `[completed]` before
 * it. `undefined` where it is none; an empty list is an empty plan.
 */
export function planOf(todos: unknown): readonly PlanEntry[] | undefined {
  const entries = typeof todos === 'string' ? entriesOfText(todos) : entriesOfList(todos);
  const isEmptyList = Array.isArray(todos) && todos.length === 0;
  return entries.length > 0 || isEmptyList ? entries : undefined;
}

function entriesOfList(todos: unknown): readonly PlanEntry[] {
  if (!Array.isArray(todos)) return [];
  return (todos as unknown[]).slice(0, MAX_ENTRIES).flatMap((todo): PlanEntry[] => {
    if (typeof todo === 'string') return todo === '' ? [] : [{ content: todo, status: 'pending' }];
    if (!isObject(todo)) return [];
    const content = NAMES.map((name) => asText(todo[name])).find(Boolean);
    if (content === undefined) return [];
    const { priority } = todo;
    const known = priority === 'high' || priority === 'medium' || priority === 'low' ? { priority } : {};
    return [{ content, status: statusOf(todo['status']), ...known } as PlanEntry];
  });
}

const LINE = /^\s*(?:[-*]|\d{1,4}[.)])?\s*\[([^\]]{0,20})\]\s*(\S.*)$/;

function entriesOfText(text: string): readonly PlanEntry[] {
  return text
    .split(/\r?\n/, MAX_ENTRIES)
    .map((line) => LINE.exec(line))
    .flatMap((match) => (match ? [{ content: match[2]!, status: statusOf(match[1]!) }] : []));
}

/** What is cancelled has no word of its own in a plan: it is done with. */
function statusOf(status: unknown): PlanEntry['status'] {
  const word = typeof status === 'string' ? status.trim().toLowerCase() : '';
  if (/^(?:completed?|done|x|cancell?ed|skipped)$/.test(word)) return 'completed';
  return /^(?:in[_ -]progress|active|~|>)$/.test(word) ? 'in_progress' : 'pending';
}
