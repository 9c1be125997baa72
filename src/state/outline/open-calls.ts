import {
  ownText,
  type ToolCall,
  type ToolCallContent,
  type ToolCallUpdate,
  type TranscriptEvent,
} from '../../format/index.ts';
import { commandOf, factsOf, MAX_OUTPUT, type Call, type CallFacts } from '../outcomes/call-facts.ts';

/** Open calls that are remembered, to count each once. */
const MAX_OPEN_CALLS = 4096;
/** Characters of a command that are remembered. */
const MAX_COMMAND = 8192;

/** What an event says of a call. */
export interface CallProgress {
  /** The call begins. */
  readonly isNew: boolean;
  /** What is known of it when it ends; at other events `undefined`. */
  readonly ended?: CallFacts;
}

/** Follows tool calls from their beginning to their end. */
export class OpenCalls {
  readonly #calls = new Map<string, Call>();

  take(event: TranscriptEvent & (ToolCall | ToolCallUpdate)): CallProgress {
    const { toolCallId, status } = event;
    const open = this.#calls.get(toolCallId);
    const isNew = event.sessionUpdate === 'tool_call' && !open;
    if (!open && !isNew) return { isNew };
    const call = joined(open, event);
    this.#calls.delete(toolCallId);
    if (status === 'completed' || status === 'failed') return { isNew, ended: factsOf(call) };
    this.#calls.set(toolCallId, remembered(call));
    for (const oldest of this.#calls.keys()) {
      if (this.#calls.size <= MAX_OPEN_CALLS) break;
      this.#calls.delete(oldest);
    }
    return { isNew };
  }
}

/** As later events have it. */
function joined(open: Call | undefined, event: TranscriptEvent & (ToolCall | ToolCallUpdate)): Call {
  const command =
    open && event.rawInput && commandOf({ title: '', kind: 'execute', rawInput: event.rawInput });
  return {
    title: event.title ?? open?.title ?? '',
    kind: event.kind ?? open?.kind,
    status: event.status,
    reason: event._meta?.reprise?.reason,
    content: event.content ?? open?.content,
    rawInput: command === '' ? open?.rawInput : (event.rawInput ?? open?.rawInput),
    rawOutput: event.rawOutput ?? open?.rawOutput,
  };
}

/** As much of a call as its outcome is told from. */
function remembered(call: Call): Call {
  const { title, kind, rawInput, content } = call;
  const command = rawInput && commandOf(call)?.slice(0, MAX_COMMAND);
  // Pieces that do not hold on to the texts they are of.
  return {
    title: ownText(title.slice(0, MAX_COMMAND)),
    kind,
    rawInput: command === undefined ? undefined : { command: ownText(command) },
    content: content?.flatMap((item): readonly ToolCallContent[] => {
      if (item.type === 'terminal') return [item];
      if (item.type !== 'content' || item.content.type !== 'text') return [];
      // One character more than is looked at says that it is not all.
      const text = ownText(item.content.text.slice(-MAX_OUTPUT - 1));
      return [{ type: 'content', content: { type: 'text', text } }];
    }),
  };
}
