import type { JsonObject, SourceToolContent, ToolKind, ToolLocation } from '../../../format/index.ts';
import { asCount, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

const KINDS: ReadonlySet<unknown> = new Set<ToolKind>([
  'read',
  'edit',
  'delete',
  'move',
  'search',
  'execute',
  'think',
  'fetch',
  'switch_mode',
]);

/** Whether a status is the last one of a call. */
export function isEnd(status: unknown): boolean {
  return status === 'completed' || status === 'failed';
}

/** Whether an ending update says more of the call than how it ended. */
export function hasMore(update: LogRecord): boolean {
  return ['title', 'kind', 'locations', 'rawInput'].some(
    (key) => update[key] !== undefined && update[key] !== null,
  );
}

/** The part of an update that tells of the call, not of its end. */
export function withoutOutcome({ title, kind, locations, rawInput }: LogRecord): LogRecord {
  return { title, kind, locations, rawInput };
}

/** The kind of a tool, where it is one that is known; `other` says nothing. */
export function kindOf(kind: unknown): ToolKind | undefined {
  return KINDS.has(kind) ? (kind as ToolKind) : undefined;
}

/** The places in files that a call is about. */
export function locationsOf(locations: unknown): readonly ToolLocation[] {
  return asList(locations).flatMap((location) => {
    const path = isObject(location) ? asText(location['path']) : undefined;
    const line = isObject(location) ? asCount(location['line']) : undefined;
    return path === undefined ? [] : [{ path, ...(line ? { line } : {}) }];
  });
}

/** Adds the paths that an update names to those that a call is about. */
export function notePaths(call: { readonly paths: Set<string> }, update: LogRecord): void {
  for (const { path } of locationsOf(update['locations'])) call.paths.add(path);
  for (const item of asList(update['content'])) {
    const path = isObject(item) && item['type'] === 'diff' ? asText(item['path']) : undefined;
    if (path !== undefined) call.paths.add(path);
  }
  const input = isObject(update['rawInput']) ? update['rawInput'] : {};
  for (const key of ['path', 'file_path', 'abs_path', 'filePath']) {
    const path = asText(input[key]);
    if (path !== undefined) call.paths.add(path);
  }
}

/** The shell command in a call's input: a text, or its words. */
export function commandOf(input: unknown): string | undefined {
  const command = isObject(input) ? (input['command'] ?? input['cmd']) : undefined;
  if (!Array.isArray(command)) return asText(command);
  return command.every((word) => typeof word === 'string') ? asText(command.join(' ')) : undefined;
}

/** The input of a call beyond its title and command. */
export function inputOf(input: unknown, title: string, command: string | undefined): JsonObject | undefined {
  const whole = asObject(input, 'input');
  if (!whole) return undefined;
  const rest = Object.entries(whole).filter(([, value]) => value !== title && value !== command);
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}

/** A value as an object: itself, or under a name. */
export function asObject(value: unknown, name: string): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  return (isObject(value) ? value : { [name]: value }) as JsonObject;
}

/** A value without some of its keys. */
export function withoutKeys(value: unknown, keys: readonly string[]): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** Whether a part of a call is text. */
export function isText(item: SourceToolContent): boolean {
  return item.type === 'content' && item.content.type === 'text';
}

/** The texts of a call. */
export function textsOf(content: readonly SourceToolContent[]): string[] {
  return content.flatMap((item) =>
    item.type === 'content' && item.content.type === 'text' ? [item.content.text] : [],
  );
}

/** An output without the Markdown fence that some agents put around it. */
export function withoutFence(words: string): string {
  const match = /^```\w{0,20}\n([\s\S]*?)\n?```\s*$/.exec(words);
  return match?.[1] ?? words;
}

/** The name of the agent's own tool, where it says so. */
export function toolName({ _meta: meta }: LogRecord): string | undefined {
  if (!isObject(meta)) return undefined;
  for (const value of [meta, ...Object.values(meta).slice(0, 10)]) {
    const name = isObject(value) ? asText(value['toolName']) : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}
