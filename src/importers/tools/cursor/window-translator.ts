import type { ContentBlock, EventMeta, SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asCount, asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaBlock, mediaOfUrl } from '../../records/media-block.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { StoreSession } from '../../stores/store-session.ts';
import { folderOf } from './window-composers.ts';
import { WindowCalls } from './window-calls.ts';
import { windowChildren } from './window-children.ts';

const USER = 1;
const ASSISTANT = 2;

/** What a message is that says that what stands before it was summed up. */
const COMPACTION = 22;

/** Models that are named. */
const MAX_MODELS = 100;

/** What the messages (bubbles) of a conversation in Cursor's window mean. */
export class WindowTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #composer: LogRecord;
  readonly #isSubagent: boolean;
  readonly #calls: WindowCalls;
  readonly #models = new Set<string>();

  /** @param composer - what the database says of the conversation */
  constructor(writer: SessionWriter, composer: LogRecord, isSubagent = false) {
    this.#writer = writer;
    this.#composer = composer;
    this.#isSubagent = isSubagent;
    this.#calls = new WindowCalls(writer);
    const { modelConfig } = composer;
    this.#addModel(isObject(modelConfig) ? modelConfig['modelName'] : undefined);
  }

  survey(bubble: LogRecord, { number }: SourceRecord): void {
    this.#addModel(modelOf(bubble));
    if (isObject(bubble['toolFormerData'])) this.#calls.survey(bubble['toolFormerData'], number);
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    if (!(source instanceof StoreSession)) return [];
    return windowChildren(
      source,
      this.#calls.started,
      (composer) => new WindowTranslator(this.#writer, composer, true),
    );
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const title = asText(this.#composer['name']);
    const sessionId = asText(this.#composer['composerId']);
    const root = folderOf(this.#composer);
    const branch = branchOf(this.#composer);
    return {
      agent: { name: 'cursor', ...(this.#models.size > 0 && { models: [...this.#models] }) },
      ...(title !== undefined && { title }),
      ...(sessionId !== undefined && { sessionId }),
      ...((root !== undefined || branch !== undefined) && {
        workspace: { ...(root !== undefined && { root }), ...(branch !== undefined && { git: { branch } }) },
      }),
    };
  }

  translate(bubble: LogRecord, place: SourceRecord): boolean {
    if (bubble['type'] === USER) return this.#user(bubble);
    if (bubble['type'] !== ASSISTANT) return false;
    this.#assistant(bubble, place.number);
    return true;
  }

  #user(bubble: LogRecord): boolean {
    const words = asText(bubble['text']);
    const blocks: ContentBlock[] = [
      ...(words === undefined ? [] : [{ type: 'text' as const, text: words }]),
      ...asList(bubble['images']).flatMap((image) => imageBlock(image) ?? []),
    ];
    if (blocks.length === 0) return false;
    if (this.#isSubagent) this.#writer.message('user', blocks);
    else this.#writer.prompt(blocks);
    return true;
  }

  #assistant(bubble: LogRecord, number: number): void {
    const writer = this.#writer;
    let meta = metaOf(bubble);
    const take = (): EventMeta => {
      const taken = meta;
      meta = {};
      return taken;
    };
    const { thinking, text, errorDetails, toolFormerData } = bubble;
    const thought = asText(isObject(thinking) ? thinking['text'] : thinking);
    const words = asText(text);
    if (thought !== undefined) writer.message('thought', thought, { meta: take() });
    if (bubble['capabilityType'] === COMPACTION) writer.notice('compaction', words, { meta: take() });
    else if (words !== undefined) writer.message('agent', words, { meta: take() });
    if (isObject(toolFormerData)) this.#calls.write(toolFormerData, { number, bubble, meta: take() });
    if (isObject(errorDetails)) {
      const said = asText(errorDetails['message']) ?? asText(errorDetails['error']);
      writer.notice('error', said ?? 'The answer failed', { meta: take() });
    }
  }

  #addModel(model: unknown): void {
    const name = asText(model);
    if (name !== undefined && this.#models.size < MAX_MODELS) this.#models.add(name);
  }
}

function modelOf({ modelInfo }: LogRecord): string | undefined {
  return isObject(modelInfo) ? asText(modelInfo['modelName']) : undefined;
}

/** Zeros stand where nobody counted. */
function metaOf(bubble: LogRecord): EventMeta {
  const model = modelOf(bubble);
  const { tokenCount } = bubble;
  const [inputTokens, outputTokens] = isObject(tokenCount)
    ? [asCount(tokenCount['inputTokens']), asCount(tokenCount['outputTokens'])]
    : [];
  return {
    ...(model !== undefined && { model }),
    ...((inputTokens || outputTokens) && {
      usage: { inputTokens: inputTokens ?? 0, outputTokens: outputTokens ?? 0 },
    }),
  };
}

/** A picture of a prompt: its data, or where it lay. */
function imageBlock(image: unknown): ContentBlock | undefined {
  const data = asText(isObject(image) ? (image['data'] ?? image['base64']) : image);
  if (data?.startsWith('data:')) return mediaOfUrl(data);
  const mimeType = isObject(image) ? (asText(image['mimeType']) ?? 'image/png') : 'image/png';
  if (data !== undefined) return mediaBlock(mimeType, data);
  const path = isObject(image) ? asText(image['path']) : undefined;
  return path === undefined
    ? undefined
    : { type: 'resource_link', uri: `file://${path}`, name: path.replace(/^.*[/\\]/, '') };
}

function branchOf({ trackedGitRepos }: LogRecord): string | undefined {
  const [repository] = asList(trackedGitRepos);
  const [branch] = isObject(repository) ? asList(repository['branches']) : [];
  return isObject(branch) ? asText(branch['branchName']) : undefined;
}
