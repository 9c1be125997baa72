import type { SourceChange } from '../../../format/index.ts';
import { describeCall } from '../../records/tool-description.ts';
import type { ToolDescription, ToolEntry } from '../../records/tool-description.ts';
import { lineEditIn } from './open-file.ts';
import type { LineEdit } from './open-file.ts';
import { shellWords } from './shell-words.ts';

/** What a step did. */
export interface StepAction {
  /** The command's first word where it is one of the program's own, else `bash`. */
  readonly name: string;
  readonly input: Readonly<Record<string, string>>;
  readonly description: ToolDescription;
  /** The change that it asks for. */
  readonly change?: Pick<SourceChange, 'path' | 'op' | 'after' | 'edits'>;
  /** Of the line editor: what it puts in the place of which lines of the open file. */
  readonly lines?: LineEdit;
  /** Inputs whose texts the change holds. */
  readonly inChange: readonly string[];
}

/** Commands of the program's own, which are no programs of the computer. */
const OWN: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['open', { kind: 'read', verb: '', subject: ['command'] }],
  ['goto', { kind: 'read', verb: '', subject: ['command'] }],
  ['scroll_up', { kind: 'read', verb: '', subject: ['command'] }],
  ['scroll_down', { kind: 'read', verb: '', subject: ['command'] }],
  ['find_file', { kind: 'search', verb: '', subject: ['command'] }],
  ['search_dir', { kind: 'search', verb: '', subject: ['command'] }],
  ['search_file', { kind: 'search', verb: '', subject: ['command'] }],
  ['create', { kind: 'edit', verb: '', subject: ['command'] }],
  ['edit', { kind: 'edit', verb: '', subject: ['command'] }],
  ['insert', { kind: 'edit', verb: '', subject: ['command'] }],
  ['submit', { kind: 'other', verb: 'Submit' }],
]);

const VIEW: ToolEntry = { kind: 'read', verb: 'Read', path: 'path' };
const CREATE: ToolEntry = { kind: 'edit', verb: 'Write', path: 'path' };
const EDIT: ToolEntry = { kind: 'edit', verb: 'Edit', path: 'path' };
const SHELL: ToolEntry = { kind: 'execute', verb: '', subject: ['command'] };

/** The editor of newer versions: `str_replace_editor create PATH --file_text TEXT`. */
const EDITOR = 'str_replace_editor';

/**
 * Reads the command of a step.
 *
 * @param open - path of the file that is open in the line editor
 */
export function readAction(command: string, open?: string): StepAction {
  const name = /^\s*(\w+)/.exec(command)?.[1] ?? '';
  if (name === EDITOR) return editorAction(command) ?? shellAction(command);
  const entry = OWN.get(name);
  if (!entry) return shellAction(command);
  return fileAction(name, command, open) ?? ownAction(name, command, entry);
}

function ownAction(name: string, command: string, entry: ToolEntry): StepAction {
  const input = { command };
  return { name, input, inChange: [], description: describeCall(name, input, entry) };
}

/** Commands that name a file, or edit the one that is open. */
function fileAction(name: string, command: string, open: string | undefined): StepAction | undefined {
  const lines = name === 'edit' ? lineEditIn(command) : undefined;
  if (lines && open !== undefined) {
    const input = { path: open, lines: `${lines.first}:${lines.last}`, text: lines.text };
    return { name, input, lines, inChange: ['text'], description: describeCall(name, input, EDIT) };
  }
  const [, path, line, ...others] = shellWords(command) ?? [];
  if ((name !== 'open' && name !== 'create') || path === undefined || others.length > 0) return undefined;
  const input = { path, ...(line !== undefined && { line }) };
  return {
    name,
    input,
    inChange: [],
    description: describeCall(name, input, name === 'open' ? VIEW : CREATE),
  };
}

function shellAction(command: string): StepAction {
  const input = { command };
  return { name: 'bash', input, inChange: [], description: describeCall('bash', input, SHELL) };
}

function editorAction(command: string): StepAction | undefined {
  const [, verb, path, ...options] = shellWords(command) ?? [];
  if (verb === undefined || path === undefined) return undefined;
  const input: Record<string, string> = { command: verb, path };
  for (let index = 0; index + 1 < options.length; index += 1) {
    const option = /^--(\w+)$/.exec(options[index]!)?.[1];
    if (option !== undefined) input[option] = options[(index += 1)]!;
  }
  const entry = verb === 'view' ? VIEW : verb === 'create' ? CREATE : EDIT;
  const { file_text: after, old_str: oldText, new_str: newText = '' } = input;
  const description = describeCall(EDITOR, input, entry);
  const action = { name: EDITOR, input, description };
  if (verb === 'create' && after !== undefined) {
    return { ...action, change: { path, op: 'create', after }, inChange: ['file_text'] };
  }
  if (verb === 'str_replace' && oldText !== undefined && oldText !== '') {
    const change = { path, op: 'modify', edits: [{ oldText, newText }] } as const;
    return { ...action, change, inChange: ['old_str', 'new_str'] };
  }
  return { ...action, inChange: [] };
}

/** Whether what was observed says that the command did not do what it should. */
export function saysFailure(observation: string): boolean {
  return FAILURE.test(observation);
}

const FAILURE =
  /^\s*(?:No replacement was performed|ERROR:|Invalid `|Usage: |EXECUTION TIMED OUT|COMMAND TIMED OUT|The command '[^]{0,2000}' was cancelled|(?:\/bin\/)?bash: |Your proposed edit has introduced new syntax error|The path [^\n]{0,500} does not exist|File already exists at)/;
