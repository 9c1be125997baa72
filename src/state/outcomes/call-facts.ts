import type { EventMeta, JsonObject, ToolCallContent, ToolKind, ToolStatus } from '../../format/index.ts';
import { plainText } from './plain-text.ts';

/** What is known of a tool call: an item of the conversation, or what its events have said so far. */
export interface Call {
  readonly title: string;
  readonly kind?: ToolKind | undefined;
  readonly status?: ToolStatus | undefined;
  readonly reason?: EventMeta['reason'] | undefined;
  readonly content?: readonly ToolCallContent[] | undefined;
  readonly rawInput?: JsonObject | undefined;
  readonly rawOutput?: JsonObject | undefined;
}

/** What the outcome of a call is told from. */
export interface CallFacts {
  readonly title: string;
  /** What a shell was given; `undefined` for other tools. */
  readonly command: string | undefined;
  readonly status: ToolStatus | undefined;
  readonly reason: EventMeta['reason'] | undefined;
  readonly exitCode: number | undefined;
  /** The call is over, but what it started runs on: its outcome comes with a later call, or never. */
  readonly runsOn: boolean;
  /** The end of what it gave, plain text; at most 4,096 characters. */
  readonly output: string;
  /** The output is all there is: nothing was left out. */
  readonly isWhole: boolean;
}

/** Characters of an output that are looked at, from its end. */
export const MAX_OUTPUT = 4096;

/** Inputs that hold a command, in the order of trust. */
const COMMAND_KEYS = ['command', 'cmd', 'script', 'commandLine', 'CommandLine'];
/** Results that hold text beside the content. */
const OUTPUT_KEYS = ['stdout', 'stderr', 'output', 'text', 'result'];

/** Results that name what runs on. */
const RUNS_ON_KEYS = ['sessionId', 'session_id', 'backgroundTaskId'];
/** Title of a call that asks for the rest of the output of an earlier command. */
const LATER_PART = /^Wait for /;

/** What the outcome of a call is told from. Cheap: of long outputs only the end is looked at. */
export function factsOf(call: Call): CallFacts {
  const { title, status, reason } = call;
  const exitCode = exitCodeOf(call);
  const parts = outputParts(call);
  const whole = parts.map(({ text }) => text.slice(-MAX_OUTPUT)).join('\n');
  const isCut =
    whole.length > MAX_OUTPUT || parts.some(({ text, isWhole }) => !isWhole || text.length > MAX_OUTPUT);
  return {
    title,
    command: commandOf(call),
    status,
    reason,
    exitCode,
    runsOn: exitCode === undefined && RUNS_ON_KEYS.some((key) => call.rawOutput?.[key] !== undefined),
    output: plainText(whole.slice(-MAX_OUTPUT)),
    isWhole: !isCut && !LATER_PART.test(title),
  };
}

/** The command of a call that runs one: of its input, or its title where that says it all. */
export function commandOf({ kind, title, rawInput }: Call): string | undefined {
  if (kind !== 'execute') return undefined;
  for (const key of COMMAND_KEYS) {
    const value = rawInput?.[key];
    if (typeof value === 'string' && value !== '') return value;
    if (Array.isArray(value) && value.every((word) => typeof word === 'string'))
      return value.map(quoted).join(' ');
  }
  return title.replace(LATER_PART, '').replace(/^(?:Run|Shell:?|Bash:?|\$) /, '');
}

function quoted(word: string): string {
  return /[\s|&;<>]/.test(word) ? `'${word}'` : word;
}

interface OutputPart {
  readonly text: string;
  readonly isWhole: boolean;
}

function outputParts({ content = [], rawOutput }: Call): OutputPart[] {
  const parts: OutputPart[] = [];
  for (const item of content) {
    if (item.type === 'content' && item.content.type === 'text') {
      parts.push({ text: item.content.text, isWhole: true });
    } else if (item.type === 'content' && item.content.type === 'resource_link') {
      parts.push({ text: '', isWhole: false });
    } else if (item.type === 'terminal') {
      const { excerpt = '' } = item._meta.reprise;
      // As excerpts are made: first and last lines, and a line that says so between them.
      parts.push({ text: excerpt, isWhole: excerpt !== '' && !excerpt.includes('\n…\n') });
    }
  }
  if (parts.length > 0) return parts;
  for (const key of OUTPUT_KEYS) {
    const value = rawOutput?.[key];
    if (typeof value === 'string' && value !== '') parts.push({ text: value, isWhole: true });
  }
  return parts;
}

function exitCodeOf({ content = [], rawOutput }: Call): number | undefined {
  for (const item of content) {
    if (item.type === 'terminal' && item._meta.reprise.exitCode !== undefined)
      return item._meta.reprise.exitCode;
  }
  for (const key of ['exitCode', 'exit_code']) {
    const code = rawOutput?.[key];
    if (typeof code === 'number') return code;
  }
  return undefined;
}
