import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { textKey } from '../../sources/text-key.ts';
import { RolledBackTurns } from './rolled-back-turns.ts';
import { identifyRecord } from './detect-codex.ts';
import {
  agentsOf,
  collaborationTool,
  isInjectedEvent,
  itemOf,
  parseObject,
  searchText,
  textParts,
  thoughtParts,
} from './rollout-item.ts';
import type { RolloutItem } from './rollout-item.ts';
import { isShell } from './shell.ts';
import { Threads } from './threads.ts';
import { TextPairs } from './text-pairs.ts';
import { injectedKind, isImageTag } from './split-prompt.ts';

/** Records whose content is remembered to find copies; a log with more has them in its first ones. */
const MAX_REMEMBERED = 500_000;

/** Events without a call that newer versions write as items. */
const TWO_FORMS: ReadonlySet<string> = new Set(['user_message', 'agent_message', 'agent_reasoning']);

/** A call that started a subagent. */
export interface SpawnCall {
  readonly id: string;
  readonly record: number;
}

/** What has to be known of a rollout before its records are translated. */
export class RolloutSurvey {
  /** First `session_meta`: whose log this is. The others are of resumed sessions, or of ancestors. */
  identity: LogRecord | undefined;
  /** Folder that the first notes on the surroundings name: the only place of it in the rollouts of 2025. */
  folder: string | undefined;
  /** Name that the session was given last. */
  title: string | undefined;
  readonly models = new Set<string>();
  /** Prompts: the item that the model got is the original, the event of the interface the copy. */
  readonly prompts = new TextPairs();
  readonly answers = new TextPairs();
  readonly thoughts = new TextPairs();
  readonly searches = new TextPairs();
  readonly threads = new Threads();
  readonly rolledBack = new RolledBackTurns();
  readonly #writer: SessionWriter;
  /** Of a subagent: what its parent's log holds. */
  readonly #ancestor: RolloutSurvey | undefined;
  readonly #written = new Map<string, string>();
  readonly #repeats = new Set<number>();
  /** Records that stand in the parent's log too, behind the last such one that is told apart by an id. */
  #unsure: number[] = [];
  /** What an event told in one of its two forms, that of old versions (the original) and as an item. */
  readonly #forms = new TextPairs();
  readonly #outputs = new Set<string>();
  readonly #named = { thoughts: new Set<string>(), reasoning: new Set<string>(), images: new Set<string>() };
  readonly #withResults = new Set<number>();
  readonly #called = new Set<string>();
  readonly #spawning = new Map<string, number>();
  readonly #spawned = new Map<string, SpawnCall>();
  /** A user item without an event so far, after which nothing was said. */
  #unpaired: number | undefined;
  #taskStart: number | undefined;
  #compactions = 0;

  constructor(writer: SessionWriter, ancestor?: RolloutSurvey) {
    this.#writer = writer;
    this.#ancestor = ancestor;
  }

  add(record: LogRecord, place: SourceRecord): void {
    if (this.#isRepeated(record, place)) return;
    const item = itemOf(record);
    if (!item) return;
    const { kind, payload } = item;
    if (kind !== 'session_meta') this.threads.add(record, place.number);
    if (kind === 'session_meta') this.#addSession(payload);
    else if (kind === 'turn_context') this.#addModel(payload['model']);
    else if (kind === 'compacted') this.#compactions += 1;
    else if (kind === 'response_item') this.#addItem(item, place.number);
    else if (kind === 'event_msg') this.#addEvent(item, place.number);
  }

  /** Whether a record stands in the log for the second time, or in that of the parent too. */
  isRepeat(record: number): boolean {
    return this.#repeats.has(record);
  }

  /** Whether a call has its output in a record of its own. */
  hasOutput(callId: string | undefined): boolean {
    return callId !== undefined && this.#outputs.has(callId);
  }

  /** Whether a record holds the call. */
  hasCall(callId: string | undefined): boolean {
    return callId !== undefined && this.#called.has(callId);
  }

  /** Whether an item tells the words of a reasoning that the provider hides. */
  hasThought(id: string | undefined): boolean {
    return id !== undefined && this.#named.thoughts.has(id);
  }

  /** Whether a `reasoning` item has this id. */
  hasReasoning(id: string | undefined): boolean {
    return id !== undefined && this.#named.reasoning.has(id);
  }

  /** Whether an `image_generation_call` has this id. */
  hasImage(id: string | undefined): boolean {
    return id !== undefined && this.#named.images.has(id);
  }

  /** Whether the event that belongs to the item of a search tells what was found. */
  hasResults(record: number): boolean {
    return this.#withResults.has(this.searches.copyOf(record) ?? -1);
  }

  /** Whether compactions have records that say what they left. */
  get hasCompactions(): boolean {
    return this.#compactions > 0;
  }

  /** Ids of subagents' sessions, and names of agents, → the call that started them. */
  get spawned(): ReadonlyMap<string, SpawnCall> {
    return this.#spawned;
  }

  #isRepeated(record: LogRecord, { text: line, number }: SourceRecord): boolean {
    const { text: content, unique } = identifyRecord(line);
    // A line that was not written with a time cannot be told from one that says the same.
    if (content === line) return false;
    const key = textKey(content);
    const time = String(record['timestamp']);
    if (this.#written.get(key) === time && record['type'] !== 'session_meta') {
      this.#repeats.add(number);
      return true;
    }
    if (this.#written.size < MAX_REMEMBERED && !this.#written.has(key)) this.#written.set(key, time);
    if (!this.#ancestor || !this.#ancestor.#written.has(key)) return false;
    this.#unsure.push(number);
    if (!unique) return false;
    for (const copied of this.#unsure) this.#repeats.add(copied);
    this.#unsure = [];
    return true;
  }

  /** A fork of what stands before it is what the log is of from there on. */
  #addSession(meta: LogRecord): void {
    const left = this.threads.begin(meta);
    if (left) this.rolledBack.cut(left.first, left.last);
    this.identity = left ? meta : (this.identity ?? meta);
  }

  #addModel(model: unknown): void {
    const name = asText(model);
    if (name !== undefined && this.models.size < 100) this.models.add(name);
  }

  #addItem({ type, payload }: RolloutItem, record: number): void {
    const callId = asText(payload['call_id']);
    const id = asText(payload['id']);
    if (type === 'message') this.#addMessage(payload, record);
    else if (type === 'reasoning') this.#addReasoning(payload, record);
    else if (type === 'web_search_call') this.searches.add('original', searchText(payload), record, id);
    else if (type === 'image_generation_call' && id !== undefined) this.#named.images.add(id);
    else if (callId !== undefined && type.endsWith('_call')) this.#addCall(callId, payload, record);
    else if (callId !== undefined && type.endsWith('_output')) this.#addOutput(callId, payload['output']);
  }

  #addReasoning({ id, summary, content }: LogRecord, record: number): void {
    const name = asText(id);
    if (name !== undefined) this.#named.reasoning.add(name);
    for (const part of [...textParts(summary), ...textParts(content)])
      this.thoughts.add('original', part, record, name);
  }

  #addThought(payload: LogRecord, record: number): void {
    const name = asText(payload['id']);
    const parts = thoughtParts(payload);
    if (name !== undefined && parts.length > 0) this.#named.thoughts.add(name);
    for (const part of parts) this.thoughts.add('copy', part, record, name);
  }

  #addMessage({ id, role, content }: LogRecord, record: number): void {
    const words = textParts(content).filter((part) => !isImageTag(part));
    if (role === 'assistant') {
      this.#unpaired = undefined;
      this.answers.add('original', words.join('\n'), record, asText(id));
    } else if (role === 'user') {
      this.folder ??= words.map(folderIn).find(Boolean);
      const own = words.filter((part) => injectedKind(part) === undefined);
      const isInjected = own.length === 0 && words.length > 0;
      if (isInjected) return;
      this.prompts.add('original', own.join('\n'), record);
      const event = this.prompts.copyOf(record);
      this.#unpaired = event === undefined ? record : undefined;
      // An event that came first has begun the turn; an image alone is mostly what a tool looked at.
      if (event === undefined && own.length > 0) this.#addTurn(record);
    }
  }

  #addEvent({ type, payload }: RolloutItem, record: number): void {
    const words = asText(payload['message']) ?? asText(payload['text']) ?? '';
    if (this.#isOtherForm(type, words, payload, record)) this.#repeats.add(record);
    else if (type === 'user_message') this.#addPrompt(words, payload, record);
    else if (type === 'agent_message') this.answers.add('copy', words, record, asText(payload['id']));
    else if (type === 'agent_reasoning' || type === 'agent_reasoning_raw_content')
      this.#addThought(payload, record);
    else if (type === 'web_search_end') this.#addSearch(payload, record);
    else if (type === 'task_started' || type === 'turn_started') this.#taskStart = record;
    else if (type === 'thread_name_updated') this.title = asText(payload['thread_name']) ?? this.title;
    else if (type === 'thread_rolled_back') {
      const turns = payload['num_turns'];
      if (typeof turns === 'number' && turns >= 1) this.rolledBack.rollBack(record, Math.floor(turns));
    } else this.#addCallEvent(type, payload, record);
  }

  /** Whether an event says again, in the other of its two forms, what was said before. */
  #isOtherForm(type: string, words: string, payload: LogRecord, record: number): boolean {
    const id = asText(payload['call_id']);
    const key = id !== undefined && type.endsWith('_end') ? id : words;
    if (key === '' || (id === undefined && !TWO_FORMS.has(type))) return false;
    const isItem = payload['is_item'] === true;
    this.#forms.add(isItem ? 'copy' : 'original', `${type} ${key}`, record);
    const other = isItem ? this.#forms.originalOf(record) : this.#forms.copyOf(record);
    return other !== undefined;
  }

  #addSearch(payload: LogRecord, record: number): void {
    this.searches.add(
      'copy',
      searchText(payload),
      record,
      asText(payload['id']) ?? asText(payload['call_id']),
    );
    if (asList(payload['results']).length > 0) this.#withResults.add(record);
  }

  /** An event about a call; one of another agent's session links the two. */
  #addCallEvent(type: string, payload: LogRecord, record: number): void {
    const callId = asText(payload['call_id']) ?? asText(payload['event_id']);
    if (callId === undefined) return;
    const tool = collaborationTool(type, payload);
    if (tool === 'spawn_agent' || (type === 'sub_agent_activity' && this.#spawning.has(callId)))
      for (const child of agentsOf(payload)) this.#spawned.set(child, { id: callId, record });
    if (tool === undefined && !type.endsWith('_end') && type !== 'dynamic_tool_call_response') return;
    // What a script ran is known by its event alone.
    if (type === 'exec_command_end' && !this.#called.has(callId)) this.#writer.survey.call(callId, true);
    this.#writer.survey.result(callId);
  }

  #addPrompt(words: string, payload: LogRecord, record: number): void {
    if (injectedKind(words) !== undefined || isInjectedEvent(payload)) return;
    this.prompts.add('copy', words, record);
    const item = this.prompts.originalOf(record);
    if (item !== undefined) {
      if (words.trim() === '') this.#addTurn(item);
      return;
    }
    // Codex writes the event right behind the item, whose text may have more in it.
    if (this.#unpaired !== undefined) this.prompts.pair(this.#unpaired, record);
    else this.#addTurn(record);
    this.#unpaired = undefined;
  }

  /** The task that a prompt begins is announced before it. */
  #addTurn(record: number): void {
    this.rolledBack.turn(this.#taskStart ?? record);
    this.#taskStart = undefined;
  }

  #addCall(callId: string, { name }: LogRecord, record: number): void {
    this.#unpaired = undefined;
    this.#called.add(callId);
    const tool = asText(name) ?? 'local_shell';
    this.#writer.survey.call(callId, isShell(tool) || tool === 'write_stdin');
    if (tool === 'spawn_agent') this.#spawning.set(callId, record);
  }

  #addOutput(callId: string, output: unknown): void {
    this.#outputs.add(callId);
    this.#writer.survey.result(callId);
    const record = this.#spawning.get(callId);
    const given = record === undefined ? undefined : parseObject(textParts(outputOf(output)).join('\n'));
    if (record === undefined || !given) return;
    for (const key of ['agent_id', 'task_name', 'thread_id']) {
      const child = asText(given[key]);
      if (child !== undefined) this.#spawned.set(child, { id: callId, record });
    }
  }
}

/** The working directory in an `<environment_context>`. */
function folderIn(words: string): string | undefined {
  if (injectedKind(words) !== 'environment_context') return undefined;
  const [, tagged, told] =
    /<cwd>([^<\n]{1,4096})<\/cwd>|Current working directory: ([^\n]{1,4096})/.exec(words) ?? [];
  return tagged ?? told;
}

function outputOf(output: unknown): unknown {
  return isObject(output) ? output['content'] : output;
}
