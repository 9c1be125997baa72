import { isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import type { CallSurvey } from '../../records/call-survey.ts';
import { messageOf, roleOf, toolAddressed, toolName } from './message.ts';

/** What a message has to do with a call. */
export interface CallPart {
  /** Id of the call: that of the node that makes it. */
  readonly call: string;
  /** Whether it is the last message of the tool to the call. */
  readonly isLast: boolean;
}

interface OpenCall {
  readonly call: string;
  readonly tool: string;
  readonly branch: string | undefined;
}

/**
 * Which message of a tool answers which call. There are no ids of calls: a tool answers the message above it in the
 * tree, with one message or several.
 */
export class CallPairs {
  readonly #survey: CallSurvey;
  /** Calls that the next message of a tool may answer, by the node above it. */
  readonly #open = new Map<string, OpenCall>();
  readonly #answers = new Map<string, string>();
  readonly #last = new Map<string, string>();

  constructor(survey: CallSurvey) {
    this.#survey = survey;
  }

  /** First pass; nodes come after the one above them. */
  add(node: LogRecord, place: SourceRecord, isCommand: (tool: string) => boolean): void {
    const id = nodeId(node, place);
    const message = messageOf(node);
    if (id === undefined || !message) return;
    const tool = toolAddressed(message);
    if (tool !== undefined) {
      this.#open.set(id, { call: id, tool, branch: place.branch });
      this.#survey.call(id, isCommand(tool));
      return;
    }
    const above = this.#open.get(asText(node['parent']) ?? '');
    const role = roleOf(message);
    if (!above || (role !== 'tool' && role !== 'system') || above.branch !== place.branch) return;
    // Right below a call stands its answer, further down only what the same tool adds.
    const isNext = asText(node['parent']) === above.call;
    if (role === 'tool' && !isNext && familyOf(toolName(message)) !== familyOf(above.tool)) return;
    this.#open.set(id, above);
    if (role !== 'tool') return;
    this.#answers.set(id, above.call);
    this.#last.set(above.call, id);
    this.#survey.result(above.call);
  }

  /** The call that the message of a tool answers. */
  of(node: LogRecord, place: SourceRecord): CallPart | undefined {
    const id = nodeId(node, place);
    const call = id === undefined ? undefined : this.#answers.get(id);
    return call === undefined ? undefined : { call, isLast: this.#last.get(call) === id };
  }
}

/** `web.run`, `web.search` → `web`. */
function familyOf(tool: string): string {
  return tool.split('.', 1)[0]!;
}

/** Id of a node: its key in the mapping. */
export function nodeId(node: LogRecord, { key }: SourceRecord): string | undefined {
  return key ?? asText(node['id']) ?? (isObject(node['message']) ? asText(node['message']['id']) : undefined);
}
