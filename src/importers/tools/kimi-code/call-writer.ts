import type { EventMeta, JsonObject, SourceToolContent } from '../../../format/index.ts';
import { asJson, compact, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { textContent } from '../../records/session-writer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { splitLines } from '../../kept/told-texts.ts';
import { describeCall } from '../../records/tool-description.ts';
import { partsOf, wordsOf } from './content-parts.ts';
import { changeOf, IN_CHANGE, isRead, isShell, KIMI_TOOLS, planOf } from './kimi-tools.ts';

/** A call as any of the logs has it. */
export interface KimiCall {
  readonly id: string | undefined;
  readonly name: string;
  readonly args: unknown;
  /** What the person is shown of it. */
  readonly display?: unknown;
}

/** A result as any of the logs has it. */
export interface KimiResult {
  readonly id: string | undefined;
  readonly output: unknown;
  readonly isError: boolean;
  /** What the model is told beside the output. */
  readonly note?: string | undefined;
  /** What else there is. */
  readonly rest?: JsonObject | undefined;
}

/**
 * Writes calls and results. Ids of calls repeat between turns (`Bash_0`) and between agents: a call is known by its
 * agent, its turn and its id, a result belongs to the newest call of its id.
 */
export class CallWriter {
  readonly #writer: SessionWriter;
  readonly #agent: string;
  readonly #newest = new Map<string, string>();
  readonly #open = new Map<string, { readonly call: KimiCall; readonly args: LogRecord }>();
  readonly #refused = new Set<string>();

  /** @param agent - tells the calls of subagents from each other; empty for the main agent */
  constructor(writer: SessionWriter, agent: string) {
    this.#writer = writer;
    this.#agent = agent;
  }

  /** First pass. */
  surveyCall(turn: string, id: string | undefined, name: string): void {
    if (id === undefined) return;
    const key = this.#key(turn, id);
    this.#newest.set(id, key);
    this.#writer.survey.call(key, isShell(name));
  }

  /** First pass; returns what the call is known by. */
  surveyResult(id: string | undefined): string | undefined {
    const key = id === undefined ? undefined : this.#newest.get(id);
    if (key !== undefined) this.#writer.survey.result(key);
    return key;
  }

  /** First pass: what the newest call of an id is known by. */
  newestKeyOf(id: string | undefined): string | undefined {
    return id === undefined ? undefined : this.#newest.get(id);
  }

  /** What a call of a turn is known by. */
  keyOf(turn: string, id: string): string {
    return this.#key(turn, id);
  }

  /** The person said no to a call. */
  refuse(turn: string, id: string): void {
    this.#refused.add(this.#key(turn, id));
  }

  call(turn: string, call: KimiCall, meta: EventMeta = {}): void {
    const { id, name, display } = call;
    const args = isObject(call.args) ? call.args : {};
    const key = id === undefined ? undefined : this.#key(turn, id);
    const shown = isObject(display) ? display : {};
    const isAnswered = key !== undefined && this.#writer.survey.isAnswered(key);
    const inChange = isAnswered && changeOf(name, args) ? IN_CHANGE : [];
    // A command that was not allowed did not run.
    const runs = isShell(name) && !(key !== undefined && this.#refused.has(key));
    const command = runs ? asText(args['command']) : undefined;
    const cwd = asText(args['cwd']) ?? asText(shown['cwd']);
    const plan = asText(shown['plan']);
    if (key !== undefined && id !== undefined) {
      this.#newest.set(id, key);
      if (isAnswered) this.#open.set(key, { call, args });
    }
    this.#writer.call({
      id: key,
      name,
      input: call.args,
      inChange,
      description: describeCall(name, call.args, KIMI_TOOLS.get(name)),
      ...(command !== undefined && { command: { command, cwd } }),
      ...(plan !== undefined && { content: [textContent(plan)] }),
      meta,
    });
    const entries = planOf(args['todos']);
    if (entries.length > 0) this.#writer.plan(entries);
  }

  result({ id, output, isError, note, rest }: KimiResult): void {
    const key = id === undefined ? undefined : (this.#newest.get(id) ?? this.#key('', id));
    const open = key === undefined ? undefined : this.#open.get(key);
    if (key !== undefined) this.#open.delete(key);
    const name = open?.call.name ?? '';
    const parts = partsOf(output);
    const words = wordsOf(parts);
    const display = open && isObject(open.call.display) ? open.call.display : {};
    const change = open && !isError ? changeOf(name, open.args, asText(display['path'])) : undefined;
    const read = open && !isError && isRead(name) ? readLines(open.args, words) : undefined;
    const shell = isShell(name) ? shellOutput(words, note, { isError, args: open?.args ?? {} }) : undefined;
    const others = parts.flatMap((part) => (part.kind === 'other' ? [asJson(part.value)] : []));
    const content: SourceToolContent[] = [
      ...(change ? [this.#writer.change(change)] : []),
      ...(read ? [read] : []),
      ...parts.flatMap((part): SourceToolContent[] =>
        part.kind === 'media' ? [{ type: 'content', content: part.block }] : [],
      ),
    ];
    this.#writer.result(key, {
      status: isError ? 'failed' : 'completed',
      ...(isError && { reason: this.#reason(key, `${words}\n${note ?? ''}`) }),
      text: read ? undefined : (shell?.output ?? words),
      exitCode: shell?.exitCode,
      content,
      rawOutput: compact([
        ['status', shell?.status],
        ['note', note],
        ['parts', others.length === 0 ? undefined : others],
        ...Object.entries(rest ?? {}),
      ]),
    });
  }

  #reason(key: string | undefined, words: string): 'refused' | 'interrupted' | 'failed' {
    if (key !== undefined && this.#refused.has(key)) return 'refused';
    const start = words.slice(0, 1000);
    if (/(?:rejected|denied|declined) by (?:the )?user|user (?:rejected|denied|declined)/i.test(start))
      return 'refused';
    return /(?:interrupted|cancell?ed|aborted) by (?:the )?user|user (?:interrupted|cancell?ed|aborted)/i.test(
      start,
    )
      ? 'interrupted'
      : 'failed';
  }

  #key(turn: string, id: string): string {
    return [this.#agent, turn, id].filter((part) => part !== '').join('/');
  }
}

const EXIT_LINE = /Command failed with exit code: (\d{1,10})\.?/;

/** A command's output without the line that tells its exit code; a command that did not fail ended with 0. */
function shellOutput(
  words: string,
  note: string | undefined,
  { isError, args }: { isError: boolean; args: LogRecord },
): { output: string; exitCode: number | undefined; status: string | undefined } {
  const lines = words.split('\n');
  const last = lines.at(-1) ?? '';
  const failed = EXIT_LINE.exec(last);
  if (failed && failed.index === 0) {
    return { output: lines.slice(0, -1).join('\n'), exitCode: Number(failed[1]), status: last };
  }
  const noted = EXIT_LINE.exec(note ?? '');
  const isBackground = args['run_in_background'] === true;
  const exitCode = noted ? Number(noted[1]) : isError || isBackground ? undefined : 0;
  return { output: words, exitCode, status: undefined };
}

/** Lines of a file, each with its number and a tab before it; anything else stays as it is. */
function readLines(args: LogRecord, words: string): SourceToolContent | undefined {
  const path = asText(args['path']);
  const lines = splitLines(words);
  if (lines.at(-1) === '') lines.pop();
  const first = /^ *(\d{1,9})\t/.exec(lines[0] ?? '');
  if (path === undefined || !first || !lines.every((line) => /^ *\d{1,9}\t/.test(line))) return undefined;
  const bare = lines.map((line) => line.slice(line.indexOf('\t') + 1));
  return { type: '_reprise/read', path, text: bare.join('\n'), startLine: Math.max(1, Number(first[1])) };
}

/** Arguments as they stand in a call: JSON in a text, or an object. */
export function argumentsOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value === '' ? undefined : value;
  }
}
