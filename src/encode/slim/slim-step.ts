import type {
  ContentBlock,
  Json,
  SessionEvent,
  SourceToolContent,
  SourceTranscriptEvent,
  SourceUpdate,
} from '../../format/index.ts';
import { isHighSurrogate } from '../blob-store.ts';
import type { RewriteStep } from '../rewrite/rewrite.ts';

/** What a step takes out of the events of a session, whatever their time. */
export interface Slimming {
  /** Pictures and documents. */
  readonly media?: boolean;
  /** The middle of texts that calls gave or were given, beyond this many characters. */
  readonly maxOutput?: number;
  /** Says, at the beginning of the conversation, what was left out. */
  readonly notice: string;
}

/**
 * Takes pictures and the middle of long outputs out of a session; where something is missing, it says so. Turns and times
 * stay: those are for edits.
 */
export class SlimStep implements RewriteStep {
  readonly #slimming: Slimming;
  #count = 0;

  constructor(slimming: Slimming) {
    this.#slimming = slimming;
  }

  /** Events that have been made smaller. */
  get count(): number {
    return this.#count;
  }

  async *events(events: AsyncIterable<SessionEvent>): AsyncGenerator<SessionEvent, void> {
    let isTold = false;
    for await (const event of events) {
      if (!isTold && event.type === 'transcript' && event.track === 'main') {
        isTold = true;
        yield this.#notice(event.time);
      }
      yield event.type === 'transcript' && event.verbatim !== true ? this.#smaller(event) : event;
    }
  }

  #notice(time: number): SourceTranscriptEvent {
    const update = { sessionUpdate: '_reprise/cut', text: this.#slimming.notice } as const;
    return { type: 'transcript', track: 'main', time, update };
  }

  #smaller(event: SourceTranscriptEvent): SourceTranscriptEvent {
    const update = this.#update(event.update);
    if (update === event.update) return event;
    this.#count += 1;
    return { ...event, update, meta: { ...event.meta, cut: true } };
  }

  #update(update: SourceUpdate): SourceUpdate {
    switch (update.sessionUpdate) {
      case 'user_message_chunk':
      case 'agent_message_chunk':
      case 'agent_thought_chunk': {
        const content = this.#block(update.content, false);
        return content === update.content ? update : { ...update, content };
      }
      case 'tool_call':
      case 'tool_call_update': {
        const content = same(update.content, (part) => this.#part(part));
        const rawInput = this.#json(update.rawInput);
        const rawOutput = this.#json(update.rawOutput);
        const isSame =
          content === update.content && rawInput === update.rawInput && rawOutput === update.rawOutput;
        if (isSame) return update;
        return {
          ...update,
          ...(content && { content }),
          ...(rawInput && { rawInput }),
          ...(rawOutput && { rawOutput }),
        };
      }
      default:
        return update;
    }
  }

  #part(part: SourceToolContent): SourceToolContent {
    if (part.type === '_reprise/read') {
      const text = this.#text(part.text);
      // Lines of a file that are not whole are none of it: they are shown as they are.
      return text === part.text ? part : { type: 'content', content: { type: 'text', text } };
    }
    if (part.type !== 'content') return part;
    const content = this.#block(part.content, true);
    return content === part.content ? part : { ...part, content };
  }

  #block(block: ContentBlock, isOutput: boolean): ContentBlock {
    if (this.#slimming.media === true) {
      if (block.type === 'image') return { type: 'text', text: '[a picture was left out]' };
      if (block.type === 'resource_link' && /^(?:data:|blobs\/)/.test(block.uri))
        return { type: 'text', text: '[a document was left out]' };
    }
    if (!isOutput || block.type !== 'text') return block;
    const text = this.#text(block.text);
    return text === block.text ? block : { ...block, text };
  }

  #json<T extends Json | undefined>(value: T): T {
    if (typeof value === 'string') return this.#text(value) as T;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return same(value as readonly Json[], (item) => this.#json(item)) as T;
    const entries = Object.entries(value as Record<string, Json | undefined>);
    const smaller = same(entries, (entry) => {
      const child = this.#json(entry[1]);
      return child === entry[1] ? entry : ([entry[0], child] as [string, Json | undefined]);
    });
    return smaller === entries ? value : (Object.fromEntries(smaller) as T);
  }

  #text(text: string): string {
    const { maxOutput } = this.#slimming;
    if (maxOutput === undefined || text.length <= maxOutput) return text;
    const half = Math.floor(maxOutput / 2);
    const start = isHighSurrogate(text.charCodeAt(half - 1)) ? half - 1 : half;
    const end = isHighSurrogate(text.charCodeAt(text.length - half - 1)) ? half - 1 : half;
    const left = text.length - start - end;
    return `${text.slice(0, start)}\n… ${left} characters were left out …\n${text.slice(text.length - end)}`;
  }
}

/** A list with each item mapped; the list itself where nothing is another one. */
function same<T, L extends readonly T[] | undefined>(
  list: L & (readonly T[] | undefined),
  map: (item: T) => T,
): L {
  if (list === undefined) return list;
  const mapped = list.map(map);
  return mapped.every((item, index) => item === list[index]) ? list : (mapped as readonly T[] as L);
}
