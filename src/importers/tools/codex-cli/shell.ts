import { asNumber, asList, asText } from '../../sources/json-value.ts';
import type { ShellCommand } from '../../records/synthesised-terminal.ts';

const SHELL_TOOLS: ReadonlySet<string> = new Set([
  'exec_command',
  'shell',
  'shell_command',
  'container.exec',
  'local_shell',
  'unified_exec',
]);

/** Whether a tool runs shell commands. */
export function isShell(name: string): boolean {
  return SHELL_TOOLS.has(name);
}

const SHELL_NAME = /(?:^|[\\/])(?:ba|z|da|fi|k)?sh(?:\.exe)?$/;
const POWERSHELL_NAME = /(?:^|[\\/])(?:powershell|pwsh)(?:\.exe)?$/i;

/** The command of a call: a line, or words that mostly are a shell and its script. */
export function commandOf(input: Readonly<Record<string, unknown>>): ShellCommand | undefined {
  const given = input['cmd'] ?? input['command'];
  const command = typeof given === 'string' ? given : commandLine(asList(given));
  if (command === '') return undefined;
  const cwd = asText(input['workdir']) ?? asText(input['working_directory']) ?? asText(input['cwd']);
  return { command, ...(cwd !== undefined && { cwd }) };
}

function commandLine(given: readonly unknown[]): string {
  const words = given.filter((word): word is string => typeof word === 'string');
  const [program = '', ...rest] = words;
  const script = rest.at(-1);
  if (script !== undefined && words.length === 3 && SHELL_NAME.test(program) && /^-\w*c$/.test(rest[0]!))
    return script;
  if (script !== undefined && POWERSHELL_NAME.test(program) && /^-c(?:ommand)?$/i.test(rest.at(-2) ?? ''))
    return script;
  return words.map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** What Codex tells of a command before its output. */
export interface ShellOutput {
  /** The lines above the output, as they stand. */
  readonly header?: string;
  readonly output: string;
  readonly exitCode?: number;
  /** Milliseconds that the command took, or has been waited for. */
  readonly duration?: number;
  /** The command goes on under this id. */
  readonly sessionId?: string;
}

const HEADER_LINE =
  /^(?:(Chunk ID)|(Wall time)|(Process exited with code)|(Process running with session ID)|(Original token count)|(Exit code)|(Total output lines)):? (.{1,60})$/;

/** Lines that a header has at most. */
const MAX_HEADER = 10;

/** How the header begins that stands in the output of a command which Codex itself carried out. */
const INNER_HEADER = /^Exit code: -?\d{1,10}\r?\nWall time: /;

/**
 * Takes the header off an output: `Chunk ID`, `Wall time`, how it ended, then `Output:`. A patch in a command has two.
 */
export function parseShellOutput(whole: string): ShellOutput {
  const outer = parseHeader(whole);
  if (outer.header === undefined || outer.exitCode !== undefined || !INNER_HEADER.test(outer.output))
    return outer;
  const inner = parseHeader(outer.output);
  if (inner.header === undefined) return outer;
  return { ...outer, ...inner, header: `${outer.header}\n${inner.header}` };
}

function parseHeader(whole: string): ShellOutput {
  let at = 0;
  let facts: Omit<ShellOutput, 'header' | 'output'> = {};
  for (let count = 0; count < MAX_HEADER; count++) {
    const end = whole.indexOf('\n', at);
    const line = whole.slice(at, end === -1 ? undefined : end).replace(/\r$/, '');
    if (line === 'Output:' && count > 0)
      return { header: whole.slice(0, at) + line, output: end === -1 ? '' : whole.slice(end + 1), ...facts };
    const match = line.length < 120 ? HEADER_LINE.exec(line) : null;
    if (!match || end === -1) break;
    facts = { ...facts, ...factsOf(match) };
    at = end + 1;
  }
  return { output: whole };
}

function factsOf(match: RegExpExecArray): Omit<ShellOutput, 'header' | 'output'> {
  const [, , wall, exited, running, , exit] = match;
  const value = match[8]!;
  if (wall !== undefined) {
    const seconds = /^(\d{1,9}(?:\.\d{1,9})?) seconds?$/.exec(value)?.[1];
    return seconds === undefined ? {} : { duration: Math.round(Number(seconds) * 1000) };
  }
  if (running !== undefined) return { sessionId: value };
  if (exited !== undefined || exit !== undefined)
    return /^-?\d{1,10}$/.test(value) ? { exitCode: Number(value) } : {};
  return {};
}

/** Name of the running command that a call of `write_stdin` goes on with. */
export function sessionOf(input: Readonly<Record<string, unknown>>): string | undefined {
  const id = input['session_id'] ?? input['process_id'];
  return asNumber(id) === undefined ? asText(id) : String(id);
}

/** The text behind `apply_patch` in a command; `undefined` when the command makes no patch. */
export function patchInCommand(
  input: Readonly<Record<string, unknown>>,
  command: string,
): { readonly patch: string; readonly isAll: boolean } | undefined {
  if (!command.includes('*** Begin Patch')) return undefined;
  const words = input['command'];
  if (Array.isArray(words) && /^apply_?patch$/.test(String(words[0])) && typeof words[1] === 'string')
    return { patch: words[1], isAll: true };
  if (!/\bapply_?patch\b/.test(command.slice(0, command.indexOf('*** Begin Patch')))) return undefined;
  const isAll = /^\s*(?:cd [^\n;&|]{1,500}&&\s*)?apply_?patch\b/.test(command);
  const end = command.lastIndexOf('*** End Patch');
  const rest = end === -1 ? '' : command.slice(end + '*** End Patch'.length);
  return { patch: command, isAll: isAll && /^\s*['"]?\s*\w*\s*['"]?\)?\s*$/.test(rest) };
}

/** The folder that a command goes to before it patches. */
export function folderOf(command: string): string | undefined {
  return /^\s*cd (['"]?)([^\n;&|'"]{1,500}?)\1\s*&&\s*apply_?patch\b/.exec(command)?.[2];
}

/** Why a call that gave no output of its own failed, told by the sentence it gave in its place. */
export function refusalOf(output: string): 'interrupted' | 'refused' | undefined {
  const start = output.slice(0, 200).replace(/^Wall time:? [^\n]{1,60}\n/, '');
  if (/^(?:aborted by user|command aborted)/i.test(start)) return 'interrupted';
  if (/^(?:exec command |patch |tool call )?(?:rejected|declined|denied) by (?:the )?user/i.test(start))
    return 'refused';
  return undefined;
}

/** Whether an error of the tool stands in place of an output. */
export function isToolError(output: string): boolean {
  return /^(?:apply_patch verification failed|(?:exec_command|write_stdin|shell) failed|failed to parse function arguments|unsupported call:|execution error:|err: )/i.test(
    output.slice(0, 100),
  );
}
