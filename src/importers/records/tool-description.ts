import type { JsonObject, ToolKind, ToolLocation } from '../../format/index.ts';
import { asJson, compact, asCount, isObject, asText } from '../sources/json-value.ts';
import { oneLine } from './tool-calls.ts';

/** How a call is shown before its result is there. */
export interface ToolDescription {
  readonly title: string;
  readonly kind: ToolKind;
  readonly locations: readonly ToolLocation[];
  /** Input beyond title and locations; absent when they say it all. */
  readonly rawInput?: JsonObject;
}

/** How the calls of one tool are described. */
export interface ToolEntry {
  readonly kind: ToolKind;
  /** Verb before the subject; empty: the subject alone. */
  readonly verb: string;
  /** Inputs that may be the subject of the title, best first. */
  readonly subject?: readonly string[];
  /** Input that is a path: location of the call. */
  readonly path?: string;
}

/** Inputs of tools without an entry that make a title, best first. */
const SUBJECTS = [
  'title',
  'query',
  'url',
  'file_path',
  'filePath',
  'path',
  'name',
  'description',
  'id',
  'action',
];

/** Inputs at their default value. */
const DEFAULTS: ReadonlyMap<string, unknown> = new Map([['replace_all', false]]);

/**
 * Describes a call for people.
 *
 * @param entry - how calls of the tool are described; tools of servers and unknown ones have none
 * @param without - inputs that stand elsewhere: the texts of a change, a subagent's prompt
 * @param subject - over what the entry names as the title's subject
 */
export function describeCall(
  name: string,
  input: unknown,
  entry: ToolEntry | undefined,
  {
    without = new Set<string>(),
    subject,
  }: { without?: ReadonlySet<string>; subject?: string | undefined } = {},
): ToolDescription {
  const fields = isObject(input) ? input : {};
  const path = entry?.path === undefined ? undefined : asText(fields[entry.path]);
  const title =
    path === undefined ? titleOf(name, entry, fields, subject) : oneLine(`${entry!.verb} ${path}`);
  const line = asCount(fields['offset']);
  const rawInput = isObject(input) ? remainingInput(fields, title, path, without) : otherInput(input);
  return {
    title,
    kind: entry?.kind ?? 'other',
    locations: path === undefined ? [] : [{ path, ...(line ? { line } : {}) }],
    ...(rawInput && { rawInput }),
  };
}

function titleOf(
  name: string,
  entry: ToolEntry | undefined,
  fields: Readonly<Record<string, unknown>>,
  given: string | undefined,
): string {
  const subject =
    given ?? (entry ? (entry.subject ?? []) : SUBJECTS).map((key) => scalar(fields[key])).find(Boolean);
  const verb = entry ? entry.verb : serverToolName(name);
  const parts = [verb, subject].filter((part) => part !== undefined && part !== '');
  return oneLine(parts.join(entry || parts.length < 2 ? ' ' : ': ')) || oneLine(name) || 'Tool call';
}

/** `mcp__linear__get_issue` and `linear__get_issue` → `linear get_issue`; `mcp_weather` → `weather`. */
function serverToolName(name: string): string {
  return name.replace(/^mcp_{1,2}(?=[^_])/, '').replaceAll(/(?<=[^_])__(?=[^_])/g, ' ');
}

function remainingInput(
  fields: Readonly<Record<string, unknown>>,
  title: string,
  path: string | undefined,
  without: ReadonlySet<string>,
): JsonObject | undefined {
  const entries = Object.entries(fields).filter(
    ([key, value]) =>
      !without.has(key) &&
      value !== title &&
      (path === undefined || value !== path) &&
      !(DEFAULTS.has(key) && DEFAULTS.get(key) === value),
  );
  return compact(entries.map(([key, value]) => [key, asJson(value)]));
}

function otherInput(input: unknown): JsonObject | undefined {
  return input === undefined || input === null ? undefined : { input: asJson(input) };
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return asText(value);
}
