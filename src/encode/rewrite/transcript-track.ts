import { isKnownUpdate } from '../../format/index.ts';
import type {
  EventMeta,
  FileReference,
  Json,
  JsonObject,
  SourceFileRead,
  SourceToolContent,
  SourceTranscriptEvent,
  SourceUpdate,
  ToolCallContent,
  TranscriptEvent,
  TranscriptKeyframe,
  TranscriptUpdate,
} from '../../format/index.ts';
import { referencedText } from '../../state/files/index.ts';
import type { BlobReader } from './blob-reader.ts';
import type { FileTexts } from './file-texts.ts';
import { Payloads } from './payloads.ts';
import { isReadable } from './readable-event.ts';
import type { TrackReader } from './track-reader.ts';

/** What an event is made of beside its kind, while it is put together. */
interface Parts {
  readonly update: TranscriptUpdate;
  readonly payloads: Payloads;
  /** Links to whole texts by the field that has an excerpt; those that were put back are taken out. */
  readonly whole: Map<string, Json>;
}

/** A transcript of an archive as a source tells it: payloads in place, texts that were read in place of references. */
export class TranscriptTrack {
  readonly reader: TrackReader<'transcript'>;
  readonly #blobs: BlobReader;
  readonly #files: readonly FileTexts[];
  /** Ids of the calls that have begun. */
  readonly #calls = new Set<string>();
  /** Titles of calls whose beginning is lost, by id. */
  readonly #lostTitles = new Map<string, string>();

  /** @param files - what the changes tracks have come to, wherever the transcript is */
  constructor(reader: TrackReader<'transcript'>, blobs: BlobReader, files: readonly FileTexts[]) {
    this.reader = reader;
    this.#blobs = blobs;
    this.#files = files;
  }

  /** Goes on by one item. */
  async *take(): AsyncGenerator<SourceTranscriptEvent, void> {
    const item = await this.reader.next();
    if (item?.event) yield await this.#event(item.event);
    else this.#rememberTitles(item?.keyframe);
  }

  async #event(event: TranscriptEvent): Promise<SourceTranscriptEvent> {
    const { t, id, _meta, ...rest } = event;
    const update: TranscriptUpdate = rest;
    const base = {
      type: 'transcript',
      track: this.reader.track.id,
      time: t,
      ...(id !== '' && { id, sourceId: id }),
    } as const;
    if (!isReadable(event)) return { ...base, update: unreadable(event) };
    const { reprise, ...others } = _meta ?? {};
    const isKnown = isKnownUpdate(event.sessionUpdate);
    const whole = new Map(isKnown ? Object.entries(objectOf(reprise?.['whole'])) : []);
    const parts = { update, payloads: new Payloads(this.#blobs), whole };
    const read = isKnown ? await this.#update(parts) : (update as SourceUpdate);
    const meta = isKnown ? withWhole(reprise, parts.whole) : (reprise ?? {});
    return {
      ...base,
      update: withOthers(read, others),
      ...(!isKnown && { verbatim: true }),
      ...(Object.keys(meta).length > 0 && { meta }),
    };
  }

  async #update(parts: Parts): Promise<SourceUpdate> {
    const { update, payloads } = parts;
    switch (update.sessionUpdate) {
      case 'user_message_chunk':
      case 'agent_message_chunk':
      case 'agent_thought_chunk':
        return { ...update, content: await payloads.block(update.content) };
      case 'tool_call':
      case 'tool_call_update':
        return this.#toolCall(parts, update);
      case 'plan': {
        const entries = [];
        for (const [index, entry] of update.entries.entries()) {
          entries.push({ ...entry, content: await wholeText(parts, `entries.${index}`, entry.content) });
        }
        return { ...update, entries };
      }
      case '_reprise/unknown': {
        const { content, ...rest } = update;
        if (content === undefined)
          return 'value' in update ? { ...update, value: await payloads.json(update.value ?? null) } : update;
        const value = await payloads.json(content as unknown as Json);
        return value === (content as unknown) ? update : { ...rest, value };
      }
      case 'usage_update':
      case 'current_mode_update':
      case 'session_info_update':
      case '_reprise/turn':
      case '_reprise/subagent':
        return update;
      default:
        return {
          ...update,
          ...(update.text !== undefined && { text: await wholeText(parts, 'text', update.text) }),
          ...(update.data && { data: (await payloads.json(update.data)) as JsonObject }),
        };
    }
  }

  /** An update of a call whose beginning is lost becomes its beginning (spec [TRN-5]). */
  async #toolCall(
    parts: Parts,
    update: TranscriptUpdate & { sessionUpdate: 'tool_call' | 'tool_call_update' },
  ): Promise<SourceUpdate> {
    const { toolCallId, title, content, rawInput, rawOutput } = update;
    const { payloads } = parts;
    const begins = !this.#calls.has(toolCallId);
    this.#calls.add(toolCallId);
    const contents: SourceToolContent[] = [];
    for (const item of content ?? []) contents.push(await this.#content(item, payloads));
    const read = {
      ...update,
      ...(title !== undefined && { title: await wholeText(parts, 'title', title) }),
      ...(content && { content: contents }),
      ...(rawInput && { rawInput: (await payloads.json(rawInput)) as JsonObject }),
      ...(rawOutput && { rawOutput: (await payloads.json(rawOutput)) as JsonObject }),
    };
    if (read.sessionUpdate === 'tool_call' || !begins) return read as SourceUpdate;
    const known = read.title ?? this.#lostTitles.get(toolCallId) ?? '';
    return { ...read, sessionUpdate: 'tool_call', title: known } as SourceUpdate;
  }

  async #content(item: ToolCallContent, payloads: Payloads): Promise<SourceToolContent> {
    switch (item.type) {
      case 'content':
        return { ...item, content: await payloads.block(item.content) };
      case '_reprise/change':
        return { type: '_reprise/change', sourceId: item.id };
      case '_reprise/file':
        return this.#fileRead(item) ?? item;
      default:
        return item;
    }
  }

  /** The text that a reference means; `undefined` when it is not what is known of the file now. */
  #fileRead(reference: FileReference): SourceFileRead | undefined {
    const { path, sha256, startLine, lineCount } = reference;
    const files = this.#files.find((known) => known.sha256(path) === sha256);
    const whole = files?.text(path);
    if (whole === undefined) return undefined;
    const text = referencedText(whole, reference);
    const isWhole = startLine === undefined && lineCount === undefined;
    const totalLines = isWhole ? { totalLines: text.split('\n').length } : {};
    return { type: '_reprise/read', path, text, startLine: startLine ?? 1, ...totalLines };
  }

  #rememberTitles(keyframe: TranscriptKeyframe | undefined): void {
    const calls: unknown = keyframe?.openToolCalls;
    for (const call of Array.isArray(calls) ? (calls as unknown[]) : []) {
      const { toolCallId, title } = objectOf(call);
      if (typeof toolCallId === 'string' && typeof title === 'string')
        this.#lostTitles.set(toolCallId, title);
    }
  }
}

/** The whole text of a field, where the archive holds it outside the track. */
async function wholeText({ payloads, whole }: Parts, field: string, excerpt: string): Promise<string> {
  const text = await payloads.text(whole.get(field));
  if (text === undefined) return excerpt;
  whole.delete(field);
  return text;
}

/** The meta of an event without the links that were put back. */
function withWhole(reprise: EventMeta | undefined, rest: ReadonlyMap<string, Json>): EventMeta {
  const { whole, ...meta } = reprise ?? {};
  return whole !== undefined && rest.size > 0 ? { ...meta, whole: Object.fromEntries(rest) } : meta;
}

/** The update with what others than us have put into `_meta`. */
function withOthers(update: SourceUpdate, others: object): SourceUpdate {
  if (Object.keys(others).length === 0) return update;
  const read: object = { ...update, _meta: others };
  return read as SourceUpdate;
}

/** A line that is not as its schema has it is kept like a record that an importer does not understand. */
function unreadable(event: TranscriptEvent): SourceUpdate {
  const recordType = event.sessionUpdate;
  return { sessionUpdate: '_reprise/unknown', recordType, value: event as unknown as Json };
}

function objectOf(value: unknown): Record<string, Json> {
  return typeof value === 'object' && value !== null ? (value as Record<string, Json>) : {};
}
