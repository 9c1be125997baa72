import type { PlanEntry, SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ImportOptions } from '../../importer.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import type {
  ChildSource as TrackSource,
  RecordTranslator,
  SourceRecord,
} from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { CallPairing } from './call-pairing.ts';
import { contentOf, messageMeta, windowOf } from './message-content.ts';
import { SessionFacts } from './session-facts.ts';
import { writeCall, writeQuestion } from './trail-calls.ts';
import { writeNotice } from './trail-notices.ts';
import { writeAnswer, writeResult } from './trail-results.ts';
import { ChildSource, surveyTrail } from './trail-sessions.ts';
import { TrailTree } from './trail-tree.ts';

/** Where a session stands: in a file of its own, or below another one. */
export interface TrailPlace {
  readonly source: ImportSource;
  readonly options: ImportOptions;
  /** Of a subagent's session: the track it goes to. There the user is the agent that started it. */
  readonly track?: string;
}

/** What the records of a session in Agent Trail mean. */
export class TrailTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #place: TrailPlace;
  readonly #facts = new SessionFacts();
  readonly #tree = new TrailTree();
  readonly #pairing = new CallPairing();
  /** Call that started a subagent whose records stand among the others → its track. */
  readonly #inlineTracks = new Map<string, string>();
  readonly #invocations = new Map<string, { readonly task: string | undefined }>();

  constructor(writer: SessionWriter, place: TrailPlace) {
    this.#writer = writer;
    this.#place = place;
  }

  // ------------------------------------------------------------------------------------- first pass

  survey(record: LogRecord, { number }: SourceRecord): void {
    this.#facts.add(record);
    this.#tree.add(record, number);
    const payload = isObject(record['payload']) ? record['payload'] : {};
    const id = asText(record['id']);
    switch (record['type']) {
      case 'tool_call':
      case 'user_query':
        if (id === undefined) return;
        this.#pairing.call(id, record);
        this.#writer.survey.call(id, payload['tool'] === 'shell_command');
        if (payload['tool'] === 'subagent_invoke') {
          const args = isObject(payload['args']) ? payload['args'] : {};
          this.#invocations.set(id, { task: asText(args['task']) });
        }
        return;
      case 'tool_result':
      case 'tool_call_aborted':
      case 'user_query_response': {
        const call = this.#pairing.result(record, number);
        if (call !== undefined) this.#writer.survey.result(call);
      }
    }
  }

  /** The sessions of the same file that this one started, and those that they started. */
  async children(source: ImportSource, options: ImportOptions): Promise<readonly TrackSource[]> {
    if (this.#invocations.size === 0) return [];
    const { sessions, children } = await surveyTrail(source, options);
    const main = options.session ?? sessions[0]?.id;
    const tracks = new Map([[main, 'main']]);
    const found: TrackSource[] = [];
    for (const child of children) {
      const parent = tracks.get(child.parent);
      if (parent === undefined || tracks.has(child.id)) continue;
      const track = `agent-${tracks.size}`;
      tracks.set(child.id, track);
      const title = asText(child.header['name']) ?? this.#titleOf(child.entry);
      found.push({
        source: new ChildSource(source, child.id),
        translator: new TrailTranslator(this.#writer, { source, options, track }),
        track: {
          type: 'track',
          kind: 'transcript',
          id: track,
          parent,
          ...(title !== undefined && { title }),
          ...(child.entry !== undefined && { spawnedBy: child.entry }),
        },
      });
    }
    return found;
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    return this.#facts.info();
  }

  // ------------------------------------------------------------------------------------ second pass

  branchOf(record: LogRecord, { number }: SourceRecord): string | undefined {
    return this.#tree.branchOf(record, number);
  }

  translate(record: LogRecord, { number }: SourceRecord): boolean {
    const { type, payload } = record;
    if (type === 'trail' || type === 'session') {
      this.#facts.describe(record, this.#writer);
      return true;
    }
    if (!isObject(payload)) return false;
    const inlineTrack = this.#enterAgent(record);
    const isSubagent = inlineTrack !== undefined || this.#place.track !== undefined;
    const id = asText(record['id']) ?? `call-${number}`;
    switch (type) {
      case 'user_message':
        return this.#user(payload, isSubagent);
      case 'agent_message':
        return this.#agent('agent', payload);
      case 'agent_thinking':
        return this.#agent('thought', payload);
      case 'task_plan_update':
        return this.#plan(payload);
      case 'tool_call':
        writeCall(this.#writer, id, payload);
        return this.#window(payload);
      case 'user_query':
        return writeQuestion(this.#writer, id, payload);
      case 'tool_result':
      case 'tool_call_aborted':
        return writeResult(this.#writer, record, this.#pairing.of(record, number));
      case 'user_query_response':
        return writeAnswer(this.#writer, payload, this.#pairing.of(record, number));
      default:
        return writeNotice(this.#writer, record);
    }
  }

  /** Goes on the track of the subagent that a record belongs to, where it stands among those of its parent. */
  #enterAgent(record: LogRecord): string | undefined {
    const call = this.#tree.agentOf(record);
    if (call === undefined) return undefined;
    let track = this.#inlineTracks.get(call);
    if (track === undefined) {
      const { track: own = 'inline' } = this.#place;
      track = `${own}-${this.#inlineTracks.size + 1}`;
      this.#inlineTracks.set(call, track);
      const title = this.#titleOf(call);
      this.#writer.startTrack({
        type: 'track',
        kind: 'transcript',
        id: track,
        parent: this.#writer.context.track,
        spawnedBy: call,
        ...(title !== undefined && { title }),
      });
    }
    this.#writer.enter(track);
    return track;
  }

  #titleOf(call: string | undefined): string | undefined {
    const task = call === undefined ? undefined : this.#invocations.get(call)?.task;
    return task === undefined ? undefined : oneLine(task);
  }

  #user(payload: LogRecord, isSubagent: boolean): boolean {
    const content = contentOf(payload);
    const origin = asText(payload['origin']);
    if (origin === undefined || origin === 'user' || origin === 'mixed') {
      if (isSubagent) this.#writer.message('user', content);
      else this.#writer.prompt(content, origin === 'mixed' ? { mixed: true } : {});
      return true;
    }
    // What the agent's program adds for the model: read by a person as a notice, not as a message of theirs.
    const words = content.flatMap((block) => (block.type === 'text' ? [block.text] : []));
    const media = content.filter((block) => block.type !== 'text');
    this.#writer.notice('system', words.join('\n'), { data: { kind: origin } });
    if (media.length > 0) this.#writer.message('user', media, { meta: { origin: 'synthetic' } });
    return true;
  }

  #agent(from: 'agent' | 'thought', payload: LogRecord): boolean {
    this.#writer.message(from, contentOf(payload), { meta: messageMeta(payload) });
    return this.#window(payload);
  }

  #window(payload: LogRecord): boolean {
    const window = windowOf(payload['usage']);
    if (window) this.#writer.update({ sessionUpdate: 'usage_update', ...window });
    return true;
  }

  #plan(payload: LogRecord): boolean {
    if (!Array.isArray(payload['items'])) return false;
    this.#writer.plan(asList(payload['items']).flatMap(planEntry));
    const explanation = asText(payload['explanation']);
    if (explanation !== undefined) this.#writer.notice('system', explanation, { data: { kind: 'plan' } });
    return true;
  }
}

function planEntry(item: unknown): readonly PlanEntry[] {
  const content = isObject(item) ? asText(item['content']) : undefined;
  if (!isObject(item) || content === undefined) return [];
  const { status } = item;
  if (status === 'completed' || status === 'cancelled') return [{ content, status: 'completed' }];
  return [{ content, status: status === 'in_progress' ? status : 'pending' }];
}
