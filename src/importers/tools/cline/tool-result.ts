import type { ContentBlock, JsonObject } from '../../../format/index.ts';
import { mediaBlock } from '../../records/media-block.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import { asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** What a tool gave, in one form. */
export interface ToolResult {
  readonly text: string;
  readonly hasFailed: boolean;
  /** The person did not allow it. */
  readonly isRefused: boolean;
  readonly exitCode: number | undefined;
  readonly media: readonly ContentBlock[];
  /** What it says beyond the text. */
  readonly rest: JsonObject | undefined;
}

const REFUSED =
  /^(?:\[[^\n]{1,300}\] Result:\s*)?(?:The user denied this operation|.{0,40}(?:user|person) (?:rejected|denied))/i;

/** Words in which programs tell an exit code, at the start of a line. */
const EXIT_CODES = [
  /^\[Command exited with code (-?\d{1,10})\]\n?/,
  /^Command (?:executed|failed|completed)[^\n]{0,400}?\bexit(?:ed with)? code:? (-?\d{1,10})/i,
  /\bExit code: (-?\d{1,10})/,
] as const;

/** The result of a call: a text, blocks of a message, or what the command line writes of each command or file. */
export function readResult(content: unknown, isError: boolean): ToolResult {
  const parsed = typeof content === 'string' ? parseJson(content) : content;
  if (isObject(parsed) && hasOutcome(parsed)) return outcomes([parsed], isError);
  const list = asList(parsed);
  if (list.length > 0 && list.every((item) => isObject(item) && hasOutcome(item)))
    return outcomes(list as LogRecord[], isError);
  if (isObject(parsed) && typeof parsed['text'] === 'string') return answer(parsed, parsed['text'], isError);
  return blocks(typeof content === 'string' ? [{ type: 'text', text: content }] : list, isError);
}

/** The exit code in a result, and the output without the line that tells it. */
export function withoutExitCode(text: string): {
  readonly text: string;
  readonly exitCode: number | undefined;
} {
  const [own, ...told] = EXIT_CODES;
  const match = own.exec(text);
  if (match) return { text: text.slice(match[0].length), exitCode: Number(match[1]) };
  // Only where the result begins: an output may speak of exit codes too.
  const code = told.map((pattern) => pattern.exec(text.slice(0, 600))?.[1]).find(Boolean);
  return { text, exitCode: code === undefined ? undefined : Number(code) };
}

function hasOutcome(item: LogRecord): boolean {
  return 'result' in item && ('success' in item || 'query' in item);
}

/** One for each command or file: all texts, the last exit code that tells a failure. */
function outcomes(items: readonly LogRecord[], isError: boolean): ToolResult {
  const texts: string[] = [];
  const media: ContentBlock[] = [];
  let exitCode: number | undefined;
  for (const item of items) {
    const given = item['result'];
    const read = typeof given === 'string' ? withoutExitCode(given) : undefined;
    if (read) texts.push(read.text);
    else if (Array.isArray(given)) {
      const inner = blocks(given as unknown[], false);
      texts.push(inner.text);
      media.push(...inner.media);
    } else if (given !== undefined && given !== null) texts.push(JSON.stringify(given));
    const error = asText(item['error']);
    const code = read?.exitCode ?? codeIn(error);
    if (code !== undefined && (code !== 0 || exitCode === undefined)) exitCode = code;
    if (error !== undefined && codeIn(error) === undefined) texts.push(error);
  }
  const text = texts.filter((one) => one !== '').join('\n');
  return {
    text,
    hasFailed: isError || items.some(({ success }) => success === false),
    isRefused: REFUSED.test(text),
    exitCode,
    media,
    rest: undefined,
  };
}

function codeIn(error: string | undefined): number | undefined {
  const match = /^Command exited with code (-?\d{1,10})$/.exec(error ?? '');
  return match ? Number(match[1]) : undefined;
}

/** What a subagent answered, with what it used. */
function answer(item: LogRecord, text: string, isError: boolean): ToolResult {
  const rest = new ToldTexts(text).remainder(item);
  return {
    text,
    hasFailed: isError || asNumber(item['exitCode']) === 1,
    isRefused: false,
    exitCode: undefined,
    media: [],
    rest: isObject(rest) ? rest : undefined,
  };
}

function blocks(items: readonly unknown[], isError: boolean): ToolResult {
  const texts: string[] = [];
  const media: ContentBlock[] = [];
  const others: unknown[] = [];
  for (const item of items) {
    const block = isObject(item) ? imageIn(item) : undefined;
    if (typeof item === 'string') texts.push(item);
    else if (isObject(item) && typeof item['text'] === 'string') texts.push(item['text']);
    else if (block) media.push(block);
    else if (item !== undefined && item !== null) others.push(item);
  }
  const text = texts.join('\n');
  return {
    text,
    hasFailed: isError,
    isRefused: REFUSED.test(text),
    exitCode: undefined,
    media,
    rest: others.length === 0 ? undefined : ({ content: others } as JsonObject),
  };
}

/** A picture of a message in Anthropic's form; `undefined` for other blocks. */
export function imageIn({ type, source }: LogRecord): ContentBlock | undefined {
  if ((type !== 'image' && type !== 'document') || !isObject(source)) return undefined;
  const [mimeType, data] = [asText(source['media_type']), asText(source['data'])];
  return mimeType === undefined || data === undefined ? undefined : mediaBlock(mimeType, data);
}

function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
