import type { SourceChange } from '../../../format/index.ts';
import { parseUnifiedDiff } from '../../changes/unified-diff.ts';
import { asCount, asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ToolEntry } from '../../records/tool-description.ts';

const EDIT: ToolEntry = { kind: 'edit', verb: 'Edit' };
const READ: ToolEntry = { kind: 'read', verb: 'Read' };
const SEARCH: ToolEntry = { kind: 'search', verb: 'Search', subject: ['query', 'pattern', 'regex'] };
const SHELL: ToolEntry = { kind: 'execute', verb: '', subject: ['command'] };
const THINK: ToolEntry = { kind: 'think', verb: '', subject: ['description', 'name', 'title'] };

/** How the tools of the window are shown, without the version that their names may end with. */
const TOOLS: ReadonlyMap<string, ToolEntry> = new Map([
  ['run_terminal_cmd', SHELL],
  ['run_terminal_command', SHELL],
  ['edit_file', EDIT],
  ['search_replace', EDIT],
  ['multi_edit', EDIT],
  ['reapply', EDIT],
  ['write', { kind: 'edit', verb: 'Write' }],
  ['delete_file', { kind: 'delete', verb: 'Delete' }],
  ['read_file', READ],
  ['read_lints', { kind: 'read', verb: 'Read lints', subject: ['paths'] }],
  ['list_dir', { kind: 'read', verb: 'List' }],
  ['grep', SEARCH],
  ['grep_search', SEARCH],
  ['ripgrep_search', SEARCH],
  ['ripgrep_raw_search', SEARCH],
  ['codebase_search', SEARCH],
  ['semantic_search', SEARCH],
  ['semantic_search_full', SEARCH],
  ['file_search', { kind: 'search', verb: 'Find', subject: ['query'] }],
  ['glob_file_search', { kind: 'search', verb: 'Find', subject: ['globPattern', 'glob_pattern'] }],
  [
    'web_search',
    { kind: 'fetch', verb: 'Search the web for', subject: ['searchTerm', 'search_term', 'query'] },
  ],
  ['web_fetch', { kind: 'fetch', verb: 'Fetch', subject: ['url'] }],
  ['todo_write', { kind: 'think', verb: 'Update todos' }],
  ['create_plan', { kind: 'think', verb: 'Plan', subject: ['name', 'title'] }],
  ['task', THINK],
]);

/** Inputs that name the file of a call: those that the model gave, and those that the program made of them. */
const PATHS = [
  'target_file',
  'file_path',
  'target_directory',
  'path',
  'relativeWorkspacePath',
  'targetFile',
  'directoryPath',
];

/** How a call of the window is shown; `undefined` for tools of servers and unknown ones. */
export function windowTool(name: string, input: LogRecord): ToolEntry | undefined {
  const entry = TOOLS.get(name.replace(/_v\d+$/, ''));
  const path = entry?.subject ? undefined : PATHS.find((key) => asText(input[key]) !== undefined);
  return entry && path !== undefined ? { ...entry, path } : entry;
}

/** Whether a tool runs shell commands. */
export function isWindowShell(name: string): boolean {
  return TOOLS.get(name.replace(/_v\d+$/, '')) === SHELL;
}

type WindowChange = Pick<SourceChange, 'path' | 'op' | 'before' | 'after' | 'edits' | 'hunks'>;

/**
 * The changes that an ended call made: texts before and after where the database holds them, else the diff of its
 * result, else what was asked for.
 */
export function windowChanges(name: string, input: LogRecord, call: LogRecord): readonly WindowChange[] {
  const kind = TOOLS.get(name.replace(/_v\d+$/, ''))?.kind;
  const params = isObject(call['params']) ? call['params'] : {};
  const path = PATHS.map((key) => asText(input[key]) ?? asText(params[key])).find(Boolean);
  if (path === undefined) return [];
  if (kind === 'delete') return [{ path, op: 'delete' }];
  if (kind !== 'edit') return [];
  const result = isObject(call['result']) ? call['result'] : {};
  const op = result['fileWasCreated'] === true || result['isNew'] === true ? 'create' : 'modify';
  const whole = wholeTexts(call, result);
  if (whole.after !== undefined) return [{ path, op: whole.before === '' ? 'create' : op, ...whole }];
  const hunks = hunksOf(result['diff']);
  if (hunks.length > 0) return [{ path, op, hunks }];
  const edits = editsOf(input);
  if (edits.length > 0) return [{ path, op: 'modify', edits }];
  const asked = input['contents'] ?? input['content'];
  return typeof asked === 'string' ? [{ path, op, after: asked }] : [];
}

function wholeTexts(call: LogRecord, result: LogRecord): Pick<SourceChange, 'before' | 'after'> {
  const contents = isObject(call['contents']) ? call['contents'] : {};
  const before = contents['before'] ?? result['contentsBeforeEdit'];
  const after = contents['after'] ?? result['contentsAfterEdit'];
  return {
    ...(typeof before === 'string' && { before }),
    ...(typeof after === 'string' && { after }),
  };
}

/** Hunks of a diff in Cursor's own form: chunks with line numbers and the lines of a unified diff. */
function hunksOf(diff: unknown): NonNullable<SourceChange['hunks']> {
  const chunks = asList(isObject(diff) ? diff['chunks'] : undefined).filter(isObject);
  const texts = chunks.map(({ diffString, oldStart, oldLines, newStart, newLines }) => {
    const numbers = [oldStart, oldLines, newStart, newLines].map((value) => asCount(value) ?? 0);
    return `@@ -${numbers[0]},${numbers[1]} +${numbers[2]},${numbers[3]} @@\n${asText(diffString) ?? ''}`;
  });
  return parseUnifiedDiff(texts.join('\n'))[0]?.hunks ?? [];
}

function editsOf(input: LogRecord): NonNullable<SourceChange['edits']> {
  const several = asList(input['edits']).filter(isObject);
  return (several.length > 0 ? several : [input]).flatMap((edit) => {
    const { old_string: oldText, new_string: newText } = edit;
    if (typeof oldText !== 'string' || typeof newText !== 'string') return [];
    return [{ oldText, newText, ...(edit['replace_all'] === true && { replaceAll: true }) }];
  });
}
