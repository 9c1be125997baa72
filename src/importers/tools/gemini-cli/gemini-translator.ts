import type { ContentBlock, EventMeta, SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ImportOptions } from '../../importer.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { textKey } from '../../sources/text-key.ts';
import { CallWriter, usageOf } from './call-writer.ts';
import { answerStatus } from './tool-outcome.ts';
import { partsOf, splitUserContent } from './content-parts.ts';
import type { ContentPart } from './content-parts.ts';
import { LiveMessages, messageId } from './live-messages.ts';
import { isMetadata, LogSurvey } from './log-survey.ts';
import { folderBeside, ProjectRoot } from './project-root.ts';
import { findSubagents, SubagentCalls } from './find-subagents.ts';

/** What all logs of a session share. */
export interface SessionFacts {
  readonly models: Set<string>;
  readonly root: ProjectRoot;
}

/** What was shown of a message; a later record of it is shown as far as it says more. */
interface Shown {
  /** Hashes of the thoughts. */
  readonly thoughts: Set<string>;
  contentKey: string | undefined;
  /** Ids of calls → whether the result was shown, and what it was. */
  readonly calls: Map<string, { readonly isOver: boolean; readonly resultKey: string }>;
  hasUsage: boolean;
}

/** What the records of sessions, checkpoints and `logs.json` mean. */
export class GeminiTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #facts: SessionFacts;
  /** In a subagent's log the user is the agent that started it. */
  readonly #isSubagent: boolean;
  readonly #survey = new LogSurvey();
  readonly #agents = new SubagentCalls();
  readonly #calls: CallWriter;
  readonly #messages = new LiveMessages<Shown>();

  constructor(writer: SessionWriter, facts = newFacts(), isSubagent = false) {
    this.#writer = writer;
    this.#facts = facts;
    this.#isSubagent = isSubagent;
    this.#calls = new CallWriter(writer);
  }

  survey(record: LogRecord, place: SourceRecord): void {
    this.#survey.add(record, place);
    const { $set: set, model, parts, role } = record;
    const messages = isObject(set) ? asList(set['messages']).filter(isObject) : [record];
    for (const message of messages) {
      const calls = asList(message['toolCalls']).filter(isObject);
      if (typeof message['model'] === 'string') this.#facts.models.add(message['model']);
      this.#calls.surveyRecords(calls);
      for (const call of calls) {
        this.#agents.add(call, place.number);
        this.#facts.root.look(call);
      }
    }
    this.#facts.root.hash(record['projectHash']);
    if (typeof model === 'string') this.#facts.models.add(model);
    if (typeof role !== 'string') return;
    for (const part of partsOf(parts)) {
      if (part.kind !== 'call' && part.kind !== 'response') continue;
      this.#calls.surveyPart(part.kind, part.value);
    }
  }

  envelope(envelope: LogRecord): void {
    this.#survey.metadata(envelope);
    this.#facts.root.hash(envelope['projectHash']);
  }

  async children(source: ImportSource, options: ImportOptions): Promise<readonly ChildSource[]> {
    if (!this.#isSubagent) this.#facts.root.name(await folderBeside(source));
    return findSubagents(source, options, {
      sessionId: this.#survey.sessionId,
      calls: this.#agents,
      translator: () => new GeminiTranslator(this.#writer, this.#facts, true),
    });
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const { sessionId, summary } = this.#survey;
    const models = [...this.#facts.models];
    const root = this.#facts.root.find();
    return {
      ...(summary !== undefined && { title: summary }),
      agent: { name: 'gemini-cli', ...(models.length > 0 && { models }) },
      ...(root !== undefined && { workspace: { root } }),
      ...(sessionId !== undefined && { sessionId }),
    };
  }

  branchOf(_record: LogRecord, { number }: SourceRecord): string | undefined {
    return this.#survey.branchOf(number);
  }

  translate(record: LogRecord, place: SourceRecord): boolean {
    const { $set: set, $rewindTo: rewindTo } = record;
    if (typeof rewindTo === 'string') return this.#rewind(rewindTo);
    if (isObject(set)) return this.#set(set);
    if (typeof record['role'] === 'string' && Array.isArray(record['parts'])) return this.#content(record);
    if (typeof record['message'] === 'string' && typeof record['messageId'] === 'number') {
      return this.#logged(record);
    }
    if (place.member === undefined && isMetadata(record)) return this.#metadata(record);
    return this.#message(record, place);
  }

  // ------------------------------------------------------------------------------------- logs of messages

  #metadata(record: LogRecord): boolean {
    const messages = record['messages'];
    this.#folders(record['directories']);
    if (Array.isArray(messages)) this.#rebuild(messages);
    if (asText(record['summary']) !== undefined) this.#title(record['summary']);
    return true;
  }

  #set(set: LogRecord): boolean {
    const { messages, directories, summary } = set;
    if (summary !== undefined) this.#title(summary);
    this.#folders(directories);
    if (Array.isArray(messages)) this.#rebuild(messages);
    return true;
  }

  #folders(directories: unknown): void {
    if (!Array.isArray(directories)) return;
    const folders = directories as string[];
    this.#writer.notice('system', 'Folders of the workspace', { data: { folders } });
  }

  #title(summary: unknown): void {
    const title = asText(summary);
    if (title !== undefined) this.#writer.update({ sessionUpdate: 'session_info_update', title });
  }

  #rewind(id: string): boolean {
    this.#messages.rewindTo(id);
    this.#writer.notice('system', 'Went back to an earlier message', { data: { kind: 'rewind', to: id } });
    return true;
  }

  /**
   * The history was written anew: when it became too long, a summary stands for its beginning. What was shown
   * stays; what the new history does not have was left out for the model only.
   */
  #rebuild(messages: readonly unknown[]): void {
    const ids = new Set(
      messages.map((message) => (isObject(message) ? messageId(message['id']) : undefined)),
    );
    const dropped = this.#messages.retain(ids);
    const isCompaction = dropped > 0;
    let isSummarised = false;
    for (const message of messages) {
      if (!isObject(message)) {
        this.#writer.keep(message, 'message');
        continue;
      }
      const id = messageId(message['id']);
      const isNew = id === undefined || this.#messages.get(id) === undefined;
      // Told before, maybe in other words: what the model gets of a thought, of a call, of a result.
      if (!isNew || this.#isResultOf(id)) this.#writer.markTold(message);
      if (this.#isResultOf(id)) continue;
      const words = partsOf(message['content']).flatMap((part) => (part.kind === 'text' ? [part.text] : []));
      if (isNew && isCompaction && !isSummarised && message['type'] === 'user' && words.length > 0) {
        isSummarised = true;
        this.#writer.notice('compaction', words.join('\n\n'), { data: { messages: dropped } });
        if (id !== undefined) this.#messages.add(id, newShown());
      } else if (!this.#message(message)) this.#writer.keep(message, 'message');
    }
    if (isCompaction && !isSummarised) {
      this.#writer.notice('compaction', undefined, { data: { messages: dropped } });
    }
  }

  /** Whether a message of a history holds only the results of another one, which are there already. */
  #isResultOf(id: string | undefined): boolean {
    const [, call] = /^(.+)_response$/.exec(id ?? '') ?? [];
    return call !== undefined && this.#messages.get(call) !== undefined;
  }

  /** @param place - absent for a message of a history that was written anew */
  #message(record: LogRecord, place?: SourceRecord): boolean {
    const { type } = record;
    if (type !== 'user' && type !== 'gemini' && type !== 'info' && type !== 'error' && type !== 'warning') {
      return false;
    }
    // The messages of a document are what they are; only a log has several records of one.
    const id = place?.member === undefined ? messageId(record['id']) : undefined;
    const known = id === undefined ? undefined : this.#messages.get(id);
    const shown = known ?? newShown();
    if (id !== undefined && !known) this.#messages.add(id, shown);
    const final = place?.member === undefined && place ? this.#survey.finalOf(place.number) : undefined;
    const content = final && 'content' in final ? final.content : record['content'];
    const isShown = shown.contentKey !== undefined;
    shown.contentKey ??= textKey(JSON.stringify(content ?? null));
    if (type === 'gemini')
      this.#agent(record, { content: isShown ? undefined : content, shown, final: final?.tokens });
    else if (isShown) return true;
    else if (type === 'user') this.#user(content, record['displayContent']);
    else this.#note(type, content);
    return true;
  }

  #user(content: unknown, displayContent: unknown): void {
    const parts = partsOf(content);
    for (const part of parts) if (part.kind === 'response') this.#calls.response(part.value);
    const own = parts.filter(({ kind }) => kind !== 'response');
    const { prompt, context } = splitUserContent(own);
    const typed = splitUserContent(partsOf(displayContent)).prompt;
    for (const part of own)
      if (part.kind === 'other' || part.kind === 'call') this.#writer.keep(part.value, 'part');
    const first = typed.length > 0 ? typed : prompt;
    if (first.length > 0) this.#prompt(first);
    if (typed.length > 0) this.#beyond(prompt, typed);
    for (const { name, words } of context) this.#writer.notice('system', words, { data: { kind: name } });
  }

  #prompt(blocks: readonly ContentBlock[]): void {
    if (this.#isSubagent) this.#writer.message('user', blocks);
    else this.#writer.prompt(blocks);
  }

  /** What was sent beyond what the person typed: files that it names, what a command expands to. */
  #beyond(sent: readonly ContentBlock[], typed: readonly ContentBlock[]): void {
    const known = new Set(typed.map((block) => JSON.stringify(block)));
    for (const block of sent) {
      if (known.has(JSON.stringify(block))) continue;
      if (block.type === 'text') this.#writer.notice('system', block.text, { data: { kind: 'sent' } });
      else this.#writer.message('user', [block], { meta: { origin: 'synthetic' } });
    }
  }

  #note(type: 'info' | 'error' | 'warning', content: unknown): void {
    const words = partsOf(content)
      .flatMap((part) => (part.kind === 'text' || part.kind === 'thought' ? [part.text] : []))
      .join('\n');
    if (type === 'error') this.#writer.notice('error', words);
    else if (/^(?:Request|User) cancelled/i.test(words)) this.#writer.notice('interruption', words);
    else this.#writer.notice('system', words, { data: { level: type } });
  }

  #agent(
    record: LogRecord,
    { content, shown, final }: { content: unknown; shown: Shown; final: unknown },
  ): void {
    const model = asText(record['model']);
    const usage = shown.hasUsage ? undefined : usageOf(final ?? record['tokens']);
    shown.hasUsage ||= usage !== undefined;
    const meta = new FirstOnly({ ...(model !== undefined && { model }), ...(usage && { usage }) });
    for (const thought of asList(record['thoughts'])) {
      const key = textKey(JSON.stringify(thought));
      if (shown.thoughts.has(key)) this.#writer.markTold(thought);
      else this.#thought(thought, meta);
      shown.thoughts.add(key);
    }
    this.#writer.at(parseIsoTime(record['timestamp']));
    const calls = asList(record['toolCalls']);
    const inRecord = new Set(calls.map((call) => (isObject(call) ? asText(call['id']) : undefined)));
    const parts = partsOf(content);
    for (const part of parts) {
      if (part.kind !== 'call') this.#agentPart(part, meta);
    }
    this.#calls.records(this.#newCalls(calls, shown), meta.take());
    for (const part of parts) {
      if (part.kind === 'call' && !inRecord.has(asText(part.value['id'])))
        this.#calls.part(part.value, meta.take());
    }
  }

  /** Calls that no earlier record of the message had, or not yet with a result. */
  #newCalls(calls: readonly unknown[], shown: Shown): readonly LogRecord[] {
    return calls.filter((call): call is LogRecord => {
      if (!isObject(call)) {
        this.#writer.keep(call, 'tool call');
        return false;
      }
      const id = asText(call['id']);
      if (id === undefined) return true;
      const isOver = answerStatus(call) !== undefined;
      const resultKey = textKey(JSON.stringify([call['result'], call['resultDisplay']]));
      const known = shown.calls.get(id);
      const isNew = !known || (isOver && !known.isOver);
      if (isNew) shown.calls.set(id, { isOver, resultKey });
      else if (resultKey === known.resultKey) this.#writer.markTold(call);
      return isNew;
    });
  }

  #thought(thought: unknown, meta: FirstOnly): void {
    const subject = isObject(thought) ? asText(thought['subject']) : undefined;
    const description = isObject(thought) ? asText(thought['description']) : undefined;
    if (!isObject(thought) || (subject === undefined && description === undefined)) {
      this.#writer.keep(thought, 'thought');
      return;
    }
    this.#writer.at(parseIsoTime(thought['timestamp']));
    const words = [subject === undefined ? undefined : `**${subject}**`, description];
    this.#writer.message('thought', words.filter(Boolean).join('\n\n'), { meta: meta.take() });
  }

  #agentPart(part: ContentPart, meta: FirstOnly): void {
    if (part.kind === 'thought') this.#writer.message('thought', part.text, { meta: meta.take() });
    else if (part.kind === 'text') this.#writer.message('agent', part.text, { meta: meta.take() });
    else if (part.kind === 'media') this.#writer.message('agent', [part.block], { meta: meta.take() });
    else this.#writer.keep(part.value, 'part');
  }

  // ------------------------------------------------------------------------------------------ other files

  /** A turn of a checkpoint. */
  #content(record: LogRecord): boolean {
    const { role, parts } = record;
    if (role === 'user') {
      this.#user(parts, undefined);
      return true;
    }
    if (role !== 'model') return false;
    const meta = new FirstOnly({});
    for (const part of partsOf(parts)) {
      if (part.kind === 'call') this.#calls.part(part.value, meta.take());
      else this.#agentPart(part, meta);
    }
    return true;
  }

  /** A prompt of `logs.json`. */
  #logged(record: LogRecord): boolean {
    const words = asText(record['message']);
    if (record['type'] !== 'user' || words === undefined) return false;
    this.#writer.prompt(words, /^[/?]/.test(words) ? { origin: 'command' } : {});
    return true;
  }
}

/** Meta that only the first event of a message carries. */
class FirstOnly {
  #meta: EventMeta;

  constructor(meta: EventMeta) {
    this.#meta = meta;
  }

  take(): EventMeta {
    const meta = this.#meta;
    this.#meta = {};
    return meta;
  }
}

function newShown(): Shown {
  return { thoughts: new Set(), contentKey: undefined, calls: new Map(), hasUsage: false };
}

function newFacts(): SessionFacts {
  return { models: new Set(), root: new ProjectRoot() };
}
