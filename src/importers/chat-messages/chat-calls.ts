import type { EventMeta, JsonObject, PlanEntry, SourceToolContent } from '../../format/index.ts';
import type { CallEnd, SessionWriter } from '../records/session-writer.ts';
import { oneLine } from '../records/tool-calls.ts';
import { describeCall } from '../records/tool-description.ts';
import type { ToolDescription } from '../records/tool-description.ts';
import { asJson, compact, isObject } from '../sources/json-value.ts';
import type { ChatCall } from './chat-message.ts';
import { wordsOf } from './content-parts.ts';
import type { ContentPart } from './content-parts.ts';
import type { AskedCall, AskedChanges, ReadResult, ToolSet } from './tool-set.ts';

/** The result of a call. */
export interface ChatResult {
  readonly parts: readonly ContentPart[];
  /** Why the call failed, where the log says so beside the words. */
  readonly reason?: ReadResult['reason'];
  /** Of a command, where the log says it beside the words. */
  readonly exitCode?: number | undefined;
  /** Milliseconds the tool says it took. */
  readonly duration?: number | undefined;
  /** What else the log says of it. */
  readonly rest?: JsonObject | undefined;
  readonly meta?: EventMeta;
}

/**
 * Writes calls and their results. A change is written with the result: one that failed, or was never made, is none. Calls
 * without ids are answered in the order in which they were made.
 */
export class ChatCalls {
  readonly #writer: SessionWriter;
  readonly #tools: ToolSet;
  readonly #scope: string;
  readonly #surveyed = new UnnamedCalls();
  readonly #unnamed = new UnnamedCalls();
  /** The plan that was written last: agents repeat it. */
  #plan = '';

  /** @param scope - tells ids of one log from those of another; empty where the log is the only one */
  constructor(writer: SessionWriter, tools: ToolSet, scope = '') {
    this.#writer = writer;
    this.#tools = tools;
    this.#scope = scope;
  }

  /** First pass: a call. */
  surveyCall({ id, name, args }: ChatCall): void {
    const isCommand = this.#tools.commandOf({ name, args: fieldsOf(args) }) !== undefined;
    this.#writer.survey.call(this.#key(id ?? this.#surveyed.name()), isCommand);
  }

  /** First pass: the result of a call. */
  surveyResult(id: string | undefined): void {
    const answered = id ?? this.#surveyed.answer();
    if (answered !== undefined) this.#writer.survey.result(this.#key(answered));
  }

  /** What the writer knows a call by, for tracks that a call has started. */
  keyOf(id: string): string {
    return this.#key(id);
  }

  /** Writes a call, and the plan that it makes. @param content - what stands with the call already, such as an image */
  call({ id, name, args }: ChatCall, meta: EventMeta = {}, content: readonly SourceToolContent[] = []): void {
    const asked: AskedCall = { name, args: fieldsOf(args) };
    const changes = this.#tools.changesOf(asked);
    this.#writer.call({
      id: this.#key(id ?? this.#unnamed.name()),
      name,
      input: args,
      inChange: changes?.inputs ?? [],
      description: namingFiles(describeCall(name, args, this.#tools.entries.get(name)), changes),
      command: this.#tools.commandOf(asked),
      content,
      meta,
    });
    this.plan(this.#tools.planOf?.(asked));
  }

  /** Writes a plan, where it is another one than before. */
  plan(entries: readonly PlanEntry[] | undefined): void {
    const plan = JSON.stringify(entries);
    if (!entries || plan === this.#plan) return;
    this.#plan = plan;
    this.#writer.plan(entries);
  }

  /** Writes the result of a call. */
  result(id: string | undefined, { parts, reason, exitCode, duration, rest, meta }: ChatResult): void {
    const answered = id ?? this.#unnamed.answer();
    const key = answered === undefined ? undefined : this.#key(answered);
    const open = this.#writer.openCall(key);
    const asked: AskedCall = { name: open?.name ?? '', args: open?.input ?? {} };
    const words = wordsOf(parts);
    const read = this.#tools.readResult?.(asked, words) ?? {};
    const code = exitCode ?? read.exitCode;
    const why = reason ?? read.reason ?? (code ? 'failed' : undefined);
    const made = why === undefined && open ? this.#changes(asked, read) : undefined;
    this.#writer.result(key, {
      ...endOf(why),
      text: read.read && why === undefined ? undefined : (read.text ?? words),
      exitCode: code,
      duration,
      content: [
        ...(made?.content ?? []),
        ...(read.read && why === undefined ? [read.read] : []),
        ...parts.flatMap((part): SourceToolContent[] =>
          part.kind === 'media' ? [{ type: 'content', content: part.block }] : [],
        ),
      ],
      rawOutput: compact([
        ['patch', made?.remainder],
        ...Object.entries({ ...read.rawOutput, ...rest }),
        ['parts', othersOf(parts)],
      ]),
      meta,
    });
  }

  #changes(
    asked: AskedCall,
    read: ReadResult,
  ): { content: readonly SourceToolContent[]; remainder: string | undefined } {
    const { changes = [], remainder } = this.#tools.changesOf(asked) ?? {};
    const told = read.changes ?? changes;
    return { content: told.map((change) => this.#writer.change(change)), remainder };
  }

  #key(id: string): string {
    return this.#scope === '' ? id : `${this.#scope}/${id}`;
  }
}

/** Calls without an id, named by their place; the oldest is answered first. */
class UnnamedCalls {
  readonly #open: string[] = [];
  #count = 0;

  name(): string {
    const name = `call-${(this.#count += 1)}`;
    this.#open.push(name);
    return name;
  }

  answer(): string | undefined {
    return this.#open.shift();
  }
}

function endOf(reason: ReadResult['reason']): Pick<CallEnd, 'status' | 'reason'> {
  return reason === undefined ? { status: 'completed' } : { status: 'failed', reason };
}

function fieldsOf(args: unknown): AskedCall['args'] {
  return isObject(args) ? args : {};
}

function othersOf(parts: readonly ContentPart[]): JsonObject[string] | undefined {
  const others = parts.flatMap((part) => (part.kind === 'other' ? [asJson(part.value)] : []));
  return others.length === 0 ? undefined : others;
}

/** Files of a patch that a title names. */
const NAMED_FILES = 3;

/** Files of a patch that are locations of its call. */
const MAX_LOCATIONS = 100;

/** A call whose input names no file, as a patch does not, by the files that it changes. */
function namingFiles(description: ToolDescription, asked: AskedChanges | undefined): ToolDescription {
  const paths = [...new Set((asked?.changes ?? []).map(({ path }) => path))];
  if (paths.length === 0 || description.locations.length > 0) return description;
  const more = paths.length - NAMED_FILES;
  const names = [...paths.slice(0, NAMED_FILES), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return {
    ...description,
    title: oneLine(`Edit ${names}`),
    locations: paths.slice(0, MAX_LOCATIONS).map((path) => ({ path })),
  };
}
