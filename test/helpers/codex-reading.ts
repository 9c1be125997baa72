/** A plain reading of Codex's rollouts, from the description of the format alone. */
import type { FinalFiles, PlainReading } from './session-counts.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The records of a rollout; what stands in them as JSON or as a diff within a text is taken apart. */
export function rolloutRecords(source: string): unknown[] {
  return source
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => expand(parse(line)));
}

/** Turns, calls, changes and the files that are known at the end. */
export function readRollout(source: string): PlainReading {
  const payloads = source
    .split('\n')
    .map((line) => parse(line))
    .flatMap((record) => (isFields(record) && isFields(record['payload']) ? [record['payload']] : []));
  const typed = (...types: readonly string[]): Fields[] =>
    payloads.filter(({ type }) => typeof type === 'string' && types.includes(type));
  const made = typed('patch_apply_end').flatMap(({ success, changes }) =>
    success === true ? Object.entries(changes as Record<string, Fields>) : [],
  );
  return {
    turns: typed('user_message').length,
    toolCalls: typed(
      'function_call',
      'custom_tool_call',
      'local_shell_call',
      'tool_search_call',
      'web_search_call',
    ).length,
    changes: made.length,
    files: filesAfter(made),
  };
}

function filesAfter(changes: readonly (readonly [path: string, change: Fields])[]): FinalFiles {
  const files = new Map<string, string | undefined>();
  for (const [path, change] of changes) {
    const before = files.get(path);
    if (change['type'] === 'add') files.set(path, String(change['content']));
    else if (change['type'] === 'delete' || before === undefined) files.set(path, undefined);
    else files.set(path, patched(before, String(change['unified_diff'])));
  }
  return Object.fromEntries(files);
}

/** The text after a unified diff; `undefined` when it is not of this text. */
function patched(before: string, diff: string): string | undefined {
  const old = before.split('\n');
  const result: string[] = [];
  let at = 0;
  for (const line of diff.split('\n')) {
    const start = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (start) {
      const first = Number(start[1]) - (start[2] === '0' ? 0 : 1);
      while (at < first) result.push(old[at++] ?? '');
    } else if (line.startsWith('+')) result.push(line.slice(1));
    else if (line.startsWith('-') || line.startsWith(' ')) {
      if (old[at] !== line.slice(1)) return undefined;
      if (line.startsWith(' ')) result.push(old[at]!);
      at += 1;
    }
  }
  return [...result, ...old.slice(at)].join('\n');
}

function expand(record: unknown): unknown {
  if (!isFields(record)) return record;
  const payload = isFields(record['payload']) ? record['payload'] : record;
  const expanded = Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [key, expandField(key, value)]),
  );
  return payload === record ? expanded : { ...record, payload: expanded };
}

function expandField(key: string, value: unknown): unknown {
  if (key === 'arguments' && typeof value === 'string') return within('', parse(value) ?? value);
  if (key === 'output' && typeof value === 'string' && value.startsWith('{"output":'))
    return parse(value) ?? value;
  return within(key, value);
}

/**
 * Line numbers of hunks are compared by what becomes of the files; the lines of a patch stand in texts of files, without
 * their signs; a `data:` URL is its data.
 */
function within(key: string, value: unknown): unknown {
  if (key === 'unified_diff' && typeof value === 'string')
    return value
      .split('\n')
      .filter((line) => !/^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@$/.test(line))
      .join('\n');
  if (typeof value === 'string' && value.includes('*** Begin Patch')) return value.replaceAll(/^[+-]/gm, '');
  if (typeof value === 'string') return value.replace(/^data:[\w/+-]+;base64,/, '');
  if (Array.isArray(value)) return value.map((item: unknown) => within('', item));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, within(name, child)]));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
