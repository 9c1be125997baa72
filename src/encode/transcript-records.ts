import type {
  ContentBlock,
  Json,
  JsonObject,
  Notice,
  ResourceLinkBlock,
  SourceToolContent,
  SourceTranscriptEvent,
  SourceUpdate,
  TerminalReference,
  ToolCallContent,
  TranscriptEvent,
} from '../format/index.ts';
import { excerptOf, isLongText, type BlobStore } from './blob-store.ts';
import type { CallContext, ChangeLog } from './change-log.ts';
import type { SourceIds } from './source-ids.ts';
import type { TrackNames } from './track-names.ts';

/** What transcript tracks share with each other and with the changes. */
export interface TranscriptRecordsOptions {
  readonly ids: SourceIds;
  readonly blobs: BlobStore;
  readonly tracks: TrackNames;
  readonly changes: ChangeLog;
}

/** Where an event comes from: its source, and how far that source's clock was moved, ms. */
export interface EventOrigin {
  readonly source: number;
  readonly shift: number;
}

/**
 * Makes the records of transcript tracks from what importers yield: short ids, large payloads as blobs,
 * references in place of copies.
 */
export class TranscriptRecords {
  readonly #ids: SourceIds;
  readonly #blobs: BlobStore;
  readonly #tracks: TrackNames;
  readonly #changes: ChangeLog;

  constructor({ ids, blobs, tracks, changes }: TranscriptRecordsOptions) {
    this.#ids = ids;
    this.#blobs = blobs;
    this.#tracks = tracks;
    this.#changes = changes;
  }

  /** @returns the event as it stands in the archive; its keys are in the order in which deflate finds most */
  record(event: SourceTranscriptEvent, origin: EventOrigin): TranscriptEvent {
    const whole: Record<string, ResourceLinkBlock> = {};
    const update = event.verbatim ? event.update : this.#update(event.update, event.time, origin, whole);
    const reprise = { ...event.meta, ...wholeOf(event, whole) };
    const others = (update as { _meta?: JsonObject })._meta;
    const own = Object.keys(reprise).length > 0 && { reprise };
    return {
      t: event.time,
      id: this.#idOf(event, update, origin),
      ...update,
      ...((own || others) && { _meta: { ...others, ...own } }),
    } as TranscriptEvent;
  }

  #idOf(event: SourceTranscriptEvent, update: SourceUpdate, origin: EventOrigin): string {
    const { source } = origin;
    if (event.id !== undefined) return this.#ids.keep(event.id);
    if (isToolCall(update)) return this.#ids.member(update.toolCallId, source);
    if ('messageId' in update && update.messageId !== undefined) {
      return this.#ids.member(update.messageId, source);
    }
    if (event.sourceId !== undefined) return this.#ids.unique(event.sourceId, source);
    return this.#ids.unique(`${event.track}\n${source}\n${JSON.stringify(event.update)}`, source);
  }

  #update(
    update: SourceUpdate,
    time: number,
    origin: EventOrigin,
    whole: Record<string, ResourceLinkBlock>,
  ): SourceUpdate {
    switch (update.sessionUpdate) {
      case 'user_message_chunk':
      case 'agent_message_chunk':
      case 'agent_thought_chunk':
        return {
          ...update,
          ...(update.messageId !== undefined && {
            messageId: this.#ids.message(update.messageId, origin.source),
          }),
          content: this.#block(update.content),
        };
      case 'tool_call':
      case 'tool_call_update': {
        const toolCallId = this.#ids.toolCall(update.toolCallId, origin.source);
        if (update.sessionUpdate === 'tool_call') this.#ids.beginCall(toolCallId);
        return {
          ...update,
          toolCallId,
          ...(update.title !== undefined && { title: this.#line(update.title, 'title', whole) }),
          ...(update.content && {
            content: this.#toolContents(update.content, { time, toolCallId, source: origin.source }, origin),
          }),
          ...(update.rawInput && { rawInput: this.#blobs.shrinkObject(update.rawInput) }),
          ...(update.rawOutput && { rawOutput: this.#blobs.shrinkObject(update.rawOutput) }),
        } as SourceUpdate;
      }
      case 'plan': {
        const entries = [];
        for (const [index, entry] of update.entries.entries()) {
          const content = this.#line(entry.content, `entries.${index}`, whole);
          entries.push({ ...entry, content });
        }
        return { ...update, entries };
      }
      case '_reprise/subagent':
        return {
          ...update,
          track: this.#tracks.find(origin.source, 'transcript', update.track).id,
          ...this.#toolCallReference(update.toolCallId, origin),
        };
      case '_reprise/unknown':
        return this.#unknown(update);
      default: {
        // These mean the same in every kind that has them; a kind with other ids or long texts needs a case of its own.
        const { text, toolCallId, data } = update as Pick<Notice, 'text' | 'toolCallId' | 'data'>;
        return {
          ...update,
          ...(text !== undefined && { text: this.#line(text, 'text', whole) }),
          ...this.#toolCallReference(toolCallId, origin),
          ...(data && { data: this.#blobs.shrinkObject(data) }),
        };
      }
    }
  }

  #toolCallReference(id: string | undefined, origin: EventOrigin): { toolCallId?: string } {
    return id === undefined ? {} : { toolCallId: this.#ids.toolCall(id, origin.source) };
  }

  #unknown(update: SourceUpdate & { sessionUpdate: '_reprise/unknown' }): SourceUpdate {
    const { value, ...rest } = update;
    if (value === undefined) return update;
    const shrunk = this.#blobs.shrink(value);
    return shrunk !== value && isLink(shrunk) ? { ...rest, content: shrunk } : { ...rest, value: shrunk };
  }

  #toolContents(
    contents: readonly SourceToolContent[],
    call: CallContext,
    origin: EventOrigin,
  ): ToolCallContent[] {
    const mapped: ToolCallContent[] = [];
    for (const content of contents) {
      switch (content.type) {
        case 'content':
          mapped.push({ ...content, content: this.#block(content.content) });
          break;
        case 'terminal':
          mapped.push(this.#terminalReference(content, origin));
          break;
        case '_reprise/change':
          mapped.push(...this.#changes.reference(content.sourceId, origin.source));
          break;
        case '_reprise/read': {
          const reference = this.#changes.read(content, call);
          if (reference) mapped.push(reference);
          else mapped.push({ type: 'content', content: this.#block({ type: 'text', text: content.text }) });
          break;
        }
        default:
          // A file whose text is lost, and what a later version shows: in an archive that is written again.
          mapped.push(content);
      }
    }
    return mapped;
  }

  #terminalReference(content: TerminalReference, { source, shift }: EventOrigin): TerminalReference {
    const { start, end, ...rest } = content._meta.reprise;
    return {
      ...content,
      terminalId: this.#tracks.find(source, 'terminal', content.terminalId).id,
      _meta: { ...content._meta, reprise: { start: start + shift, end: end + shift, ...rest } },
    };
  }

  #block(block: ContentBlock): ContentBlock {
    switch (block.type) {
      case 'text':
        return isLongText(block.text) ? this.#blobs.linkText(block.text) : block;
      case 'image':
        return this.#blobs.storeImage(block);
      case 'resource_link':
        return this.#blobs.storeLink(block);
      case '_reprise/other':
        return { ...block, value: this.#blobs.shrink(block.value) };
      default:
        // A block of a later version, in an archive that is written again.
        return block;
    }
  }

  /** A text that has to be a string: an excerpt where it is long, with the whole linked under `_meta.reprise.whole`. */
  #line(text: string, field: string, whole: Record<string, ResourceLinkBlock>): string {
    if (!isLongText(text)) return text;
    whole[field] = this.#blobs.linkText(text);
    return excerptOf(text);
  }
}

/** Links to texts of which the event holds an excerpt; some may be there already, from a later version. */
function wholeOf(event: SourceTranscriptEvent, links: Record<string, ResourceLinkBlock>): { whole?: Json } {
  if (Object.keys(links).length === 0) return {};
  const before: unknown = event.meta?.['whole'];
  const known = typeof before === 'object' && !Array.isArray(before) ? before : {};
  return { whole: { ...known, ...links } as unknown as Json };
}

function isToolCall(update: SourceUpdate): update is SourceUpdate & { toolCallId: string } {
  return update.sessionUpdate === 'tool_call' || update.sessionUpdate === 'tool_call_update';
}

function isLink(value: Json): value is ResourceLinkBlock & JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    'uri' in value &&
    'type' in value &&
    value['type'] === 'resource_link'
  );
}
