import type { SourceChange } from '../../../format/index.ts';
import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** How a result begins that says that nothing was done. */
const FAILURE =
  /^\s*(?:<tool_use_error>|error\b|failed\b|no replacement was performed|string to replace not found|file (?:does not|already) exist)/i;

type AskedChange = Pick<SourceChange, 'path' | 'op' | 'after' | 'edits'>;

/** Inputs that hold the texts of a change. */
const TEXTS = ['content', 'contents', 'file_text', 'old_string', 'new_string', 'old_str', 'new_str'];

const WRITING = new Set(['write', 'write_file', 'create_file']);
const EDITING = new Set(['edit', 'edit_file', 'replace', 'str_replace']);
const EDITORS = new Set(['str_replace_editor', 'str_replace_based_edit_tool']);

/** The inputs of a call that its change would hold. */
export function inputsOfChange(name: string, input: LogRecord): readonly string[] {
  return changeAskedFor(name, input) ? TEXTS.filter((key) => Object.hasOwn(input, key)) : [];
}

/**
 * The change that a call asks for, of tools by the names that many agents give them. The format does not say whether
 * a call succeeded: a change is taken for made unless the result says otherwise in words.
 */
export function changeAskedFor(name: string, input: LogRecord): AskedChange | undefined {
  const path = asText(input['path']) ?? asText(input['file_path']);
  const tool = name.toLowerCase();
  if (path === undefined) return undefined;
  const isEditor = EDITORS.has(tool);
  const { command } = input;
  if (WRITING.has(tool) || (isEditor && command === 'create')) {
    const after = input['content'] ?? input['contents'] ?? input['file_text'];
    return typeof after === 'string' ? { path, op: 'modify', after } : undefined;
  }
  if (!EDITING.has(tool) && !(isEditor && command === 'str_replace')) return undefined;
  const oldText = input['old_string'] ?? input['old_str'];
  const newText = input['new_string'] ?? input['new_str'] ?? (isEditor ? '' : undefined);
  if (typeof oldText !== 'string' || oldText === '' || typeof newText !== 'string') return undefined;
  const replaceAll = input['replace_all'] === true;
  return { path, op: 'modify', edits: [{ oldText, newText, ...(replaceAll && { replaceAll }) }] };
}

/** Whether a result says that the call did not succeed. */
export function saysFailure(words: string): boolean {
  return FAILURE.test(words);
}
