/** What a call was given, and what of it is a command or a patch. */

import type { JsonObject } from '../../../format/index.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ShellCommand } from '../../records/synthesised-terminal.ts';
import type { ToolDescription } from '../../records/tool-description.ts';
import { describePatched } from './describe-tool.ts';
import { pathIn } from './patch-calls.ts';
import type { AskedPatch } from './patch-calls.ts';
import { parseObject } from './rollout-item.ts';
import { folderOf, patchInCommand } from './shell.ts';

/** The input of a call. */
export interface CallInput {
  /** The arguments, where they are an object. */
  readonly fields?: LogRecord;
  /** The input as it is: text of a custom tool, arguments that are no object. */
  readonly whole: unknown;
  /** Arguments as they stand in the log. */
  readonly json?: string;
}

/** Reads the input of a call item: arguments are JSON in a string. */
export function inputOf(type: string, payload: LogRecord): CallInput {
  if (type === 'custom_tool_call') return { whole: payload['input'] };
  if (type === 'local_shell_call') {
    const action = payload['action'];
    return isObject(action) ? { fields: action, whole: action } : { whole: action };
  }
  const given = payload['arguments'];
  if (isObject(given)) return { fields: given, whole: given };
  const fields = typeof given === 'string' ? parseObject(given) : undefined;
  return fields ? { fields, whole: fields, json: String(given) } : { whole: given };
}

/** Inputs that are the command or the patch of a call. */
export const INPUT_KEYS: ReadonlySet<string> = new Set(['cmd', 'command', 'input', 'patch']);

/** What was found in the input of a call. */
export interface FoundInCall {
  readonly id: string | undefined;
  readonly command: ShellCommand | undefined;
  readonly patch: FoundPatch | undefined;
}

/** A patch in a call. */
export interface FoundPatch {
  readonly asked: AskedPatch;
  /** The call does nothing but patch. */
  readonly isAll: boolean;
}

/** The patch that a call asks for. @param cwd - folder of the turn */
export function askedPatch(
  name: string,
  { fields, whole }: CallInput,
  command: ShellCommand | undefined,
  cwd: string | undefined,
): FoundPatch | undefined {
  if (name === 'apply_patch') {
    const patch =
      typeof whole === 'string' ? whole : (asText(fields?.['input']) ?? asText(fields?.['patch']));
    return patch === undefined ? undefined : { asked: { patch, cwd }, isAll: true };
  }
  if (!command) return undefined;
  const found = patchInCommand(fields ?? {}, command.command);
  if (!found) return undefined;
  const base = command.cwd === undefined ? cwd : pathIn(cwd, command.cwd);
  const folder = folderOf(command.command);
  const { patch, isAll } = found;
  return { asked: { patch, cwd: folder === undefined ? base : pathIn(base, folder) }, isAll };
}

const FILE_LINE = /^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm;

/** A patch that was asked for, as people read it. */
export function describePatch({ patch, cwd }: AskedPatch, input: JsonObject): ToolDescription {
  const paths = [...patch.slice(0, 1_000_000).matchAll(FILE_LINE)]
    .slice(0, 100)
    .map(([, path]) => path!.trim());
  const { title, kind } = describePatched(paths);
  const locations = [...new Set(paths)].map((path) => ({ path: pathIn(cwd, path) }));
  return { title, kind, locations, rawInput: input };
}
