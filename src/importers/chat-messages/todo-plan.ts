import type { PlanEntry } from '../../format/index.ts';
import { asText, isObject } from '../sources/json-value.ts';

/** Entries of a plan that are taken. */
const MAX_ENTRIES = 1000;

/** Fields that name what is to be done. */
const NAMES = ['content', 'title', 'task', 'description', 'text', 'step'];

/**
 * The plan that a call writes: a list of things to do with a status each, or a text with one a line, `[x]` or
 * `[completed]` before it. Empty where it is none.
 */
export function planOf(todos: unknown): readonly PlanEntry[] {
  if (typeof todos === 'string') return planOfText(todos);
  if (!Array.isArray(todos)) return [];
  return (todos as unknown[]).slice(0, MAX_ENTRIES).flatMap((todo): PlanEntry[] => {
    if (typeof todo === 'string') return todo === '' ? [] : [{ content: todo, status: 'pending' }];
    if (!isObject(todo)) return [];
    const content = NAMES.map((name) => asText(todo[name])).find(Boolean);
    return content === undefined ? [] : [{ content, status: statusOf(todo['status']) }];
  });
}

const LINE = /^\s*(?:[-*]|\d{1,4}[.)])?\s*\[([^\]]{0,20})\]\s*(\S.*)$/;

function planOfText(text: string): readonly PlanEntry[] {
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
