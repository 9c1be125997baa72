import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { describeCall } from '../../records/tool-description.ts';
import type { ToolDescription, ToolEntry } from '../../records/tool-description.ts';
import { contentOf, plainText } from './message.ts';

/** How ChatGPT's tools are shown. The name of a tool is the recipient of a message. */
const TOOLS: ReadonlyMap<string, ToolEntry> = new Map<string, ToolEntry>([
  ['python', { kind: 'execute', verb: 'Python:', subject: ['code'] }],
  ['python_user_visible', { kind: 'execute', verb: 'Python:', subject: ['code'] }],
  ['container.exec', { kind: 'execute', verb: '' }],
  ['browser', { kind: 'fetch', verb: 'Browse:', subject: ['code'] }],
  ['web', { kind: 'fetch', verb: 'Browse the web:' }],
  ['file_search', { kind: 'search', verb: 'Search files:', subject: ['queries', 'code'] }],
  ['myfiles_browser', { kind: 'search', verb: 'Search files:', subject: ['queries', 'code'] }],
  ['dalle.text2im', { kind: 'other', verb: 'Draw', subject: ['prompt'] }],
  ['t2uay3k.sj1i4kz', { kind: 'other', verb: 'Draw', subject: ['prompt'] }],
  ['image_gen.text2im', { kind: 'other', verb: 'Draw', subject: ['prompt'] }],
  ['bio', { kind: 'think', verb: 'Remember:', subject: ['code'] }],
  ['canmore.create_textdoc', { kind: 'edit', verb: 'Write', path: 'name' }],
  ['canmore.update_textdoc', { kind: 'edit', verb: 'Edit the document' }],
  ['canmore.comment_textdoc', { kind: 'other', verb: 'Comment on the document' }],
]);

/** What the assistant asks a tool for. */
export interface ToolRequest {
  readonly name: string;
  /** The arguments; `code` where they are no JSON object. */
  readonly input: LogRecord;
  readonly description: ToolDescription;
  /** The command, where it runs one in a shell. */
  readonly command: string | undefined;
}

/** @param name - the recipient */
export function readRequest(name: string, message: LogRecord): ToolRequest {
  const said = plainText(contentOf(message));
  const input = argumentsIn(said) ?? (said === '' ? {} : { code: said });
  const command = name === 'container.exec' ? commandOf(input['cmd']) : undefined;
  const entry = TOOLS.get(name) ?? TOOLS.get(name.slice(0, Math.max(0, name.indexOf('.'))));
  const subject = command ?? firstQuery(input);
  return {
    name,
    input,
    command,
    description: describeCall(name, input, entry, {
      without: new Set(command === undefined ? [] : ['cmd']),
      ...(subject !== undefined && { subject }),
    }),
  };
}

/** Tools write their arguments as JSON, or in a small language of their own. */
function argumentsIn(said: string): LogRecord | undefined {
  if (!said.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(said);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `["bash", "-lc", "ls"]` → `ls`. */
function commandOf(cmd: unknown): string | undefined {
  if (typeof cmd === 'string') return asText(cmd);
  const words = asList(cmd).filter((word) => typeof word === 'string');
  if (words.length === 0) return undefined;
  const isShell = words.length === 3 && /(?:^|\/)(?:ba|z)?sh$/.test(words[0]!) && /^-\w*c$/.test(words[1]!);
  return isShell ? words[2] : words.join(' ');
}

/** `{"search_query": [{"q": "…"}]}`, `{"queries": ["…"]}`. */
function firstQuery(input: LogRecord): string | undefined {
  for (const key of ['search_query', 'queries', 'open', 'image_query']) {
    const [first] = asList(input[key]);
    if (typeof first === 'string') return first;
    if (isObject(first)) return asText(first['q']) ?? asText(first['ref_id']);
  }
  return undefined;
}

/** How the message of a tool is shown that nobody asked. */
export function describeUnasked(name: string, title: string | undefined): ToolDescription {
  const kind = TOOLS.get(name)?.kind ?? 'other';
  const verb = title === undefined ? name : `${name}:`;
  return describeCall(name, {}, { kind, verb }, { subject: title ?? '' });
}
