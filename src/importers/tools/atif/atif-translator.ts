import type { ContentBlock, EventMeta, SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { asJson, compact, asNumber, isObject, asList, asText } from '../../sources/json-value.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { describeCall } from '../../records/tool-description.ts';
import { KNOWN_TOOLS, shellCommandOf } from './known-tools.ts';
import { changeAskedFor, inputsOfChange, saysFailure } from './asked-changes.ts';
import { contentOf, usageOf, wordsOf } from './atif-content.ts';
import { findSubagents, referencesIn } from './subagent-trajectories.ts';
import type { TrajectoryReference } from './subagent-trajectories.ts';

/** What the steps of a trajectory mean. */
export class AtifTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  /** Of a subagent: its track. There the user is the agent that started it. */
  readonly #track: string | undefined;
  readonly #models = new Set<string>();
  readonly #references: TrajectoryReference[] = [];
  #agent: LogRecord = {};
  #envelope: LogRecord = {};

  constructor(writer: SessionWriter, track?: string) {
    this.#writer = writer;
    this.#track = track;
  }

  // ------------------------------------------------------------------------------------- first pass

  survey(step: LogRecord, place: SourceRecord): void {
    const model = asText(step['model_name']);
    if (model !== undefined) this.#models.add(model);
    for (const [index, call] of callsOf(step).entries()) {
      const isCommand = shellCommandOf(call['function_name'], call['arguments']) !== undefined;
      this.#writer.survey.call(this.#callId(call, place, index), isCommand);
    }
    for (const result of resultsOf(step)) {
      const id = this.#resultId(result, step, place);
      if (id !== undefined) this.#writer.survey.result(id);
      this.#references.push(...referencesIn(result, id, place.number));
    }
  }

  envelope(envelope: LogRecord): void {
    this.#envelope = envelope;
    if (isObject(envelope['agent'])) this.#agent = envelope['agent'];
    const model = asText(this.#agent['model_name']);
    if (model !== undefined) this.#models.add(model);
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    const found = { envelope: this.#envelope, references: this.#references };
    return findSubagents(source, found, (track) => new AtifTranslator(this.#writer, track));
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const version = asText(this.#agent['version']);
    const sessionId = asText(this.#envelope['session_id']) ?? asText(this.#envelope['trajectory_id']);
    return {
      agent: {
        name: asText(this.#agent['name']) ?? 'agent',
        ...(version !== undefined && { version }),
        ...(this.#models.size > 0 && { models: [...this.#models] }),
      },
      ...(sessionId !== undefined && { sessionId }),
    };
  }

  // ------------------------------------------------------------------------------------ second pass

  translate(step: LogRecord, place: SourceRecord): boolean {
    const content = contentOf(step['message']);
    const isCopied = step['is_copied_context'] === true;
    let meta: EventMeta = isCopied ? { copied: true } : {};
    switch (step['source']) {
      case 'user':
        // What was copied from an earlier trajectory is no prompt of this one.
        if (isCopied || this.#track !== undefined) this.#writer.message('user', content, { meta });
        else this.#writer.prompt(content);
        break;
      case 'agent':
        meta = this.#agentStep(step, content, meta);
        break;
      case 'system':
        this.#system(content);
        break;
      default:
        return false;
    }
    for (const [index, call] of callsOf(step).entries()) {
      this.#call(
        call,
        this.#callId(call, place, index),
        index === 0 && step['source'] === 'agent' ? meta : {},
      );
    }
    for (const result of resultsOf(step)) this.#result(result, this.#resultId(result, step, place));
    return true;
  }

  /** What a trajectory says at its end: its sums, and of a subagent what it says beside its steps. */
  finish(): void {
    const { final_metrics: sums, continued_trajectory_ref: next, notes, extra } = this.#envelope;
    const isChild = this.#track !== undefined;
    const data = compact([
      ['final_metrics', isObject(sums) ? asJson(sums) : undefined],
      ['continued_trajectory_ref', typeof next === 'string' ? next : undefined],
      ['agent', isChild && Object.keys(this.#agent).length > 0 ? asJson(this.#agent) : undefined],
      ['notes', isChild && notes !== undefined ? asJson(notes) : undefined],
      ['extra', isChild && extra !== undefined ? asJson(extra) : undefined],
    ]);
    if (!data) return;
    this.#writer.enter(this.#track ?? 'main');
    this.#writer.notice('system', 'End of the trajectory', { data });
  }

  /** @returns what the step's first call is to carry: model and tokens, where no message does */
  #agentStep(step: LogRecord, content: readonly ContentBlock[], copied: EventMeta): EventMeta {
    const model = asText(step['model_name']) ?? asText(this.#agent['model_name']);
    const usage = usageOf(step['metrics']);
    const cost = isObject(step['metrics']) ? asNumber(step['metrics']['cost_usd']) : undefined;
    const effort = asText(step['reasoning_effort']) ?? asNumber(step['reasoning_effort']);
    let meta: EventMeta = {
      ...copied,
      ...(model !== undefined && { model }),
      ...(usage && { usage }),
      ...(cost !== undefined && { costUsd: cost }),
      ...(effort !== undefined && { thinkingLevel: String(effort) }),
    };
    const reasoning = asText(step['reasoning_content']);
    if (reasoning !== undefined) {
      this.#writer.message('thought', reasoning, { meta });
      meta = copied;
    }
    const isEmpty = content.every((block) => block.type === 'text' && block.text === '');
    if (isEmpty) return meta;
    this.#writer.message('agent', content, { meta });
    return copied;
  }

  #system(content: readonly ContentBlock[]): void {
    const media = content.filter((block) => block.type !== 'text');
    this.#writer.notice('system', wordsOf(content));
    if (media.length > 0) this.#writer.message('user', media, { meta: { origin: 'synthetic' } });
  }

  #call(call: LogRecord, id: string, meta: EventMeta): void {
    const name = asText(call['function_name']) ?? '';
    const input = call['arguments'];
    const command = shellCommandOf(name, input);
    this.#writer.call({
      id,
      name,
      input,
      inChange: isObject(input) ? inputsOfChange(name, input) : [],
      description: describeCall(name, input, KNOWN_TOOLS.get(name)),
      ...(command !== undefined && { command: { command } }),
      meta,
    });
  }

  /** A result of a call; one that names no call is what the agent saw of its environment. */
  #result(result: LogRecord, id: string | undefined): void {
    const content = contentOf(result['content']);
    const words = wordsOf(content);
    const media = content.filter((block) => block.type !== 'text');
    const rest = compact(
      Object.entries(result)
        .filter(([key, value]) => key !== 'content' && key !== 'source_call_id' && value !== null)
        .map(([key, value]) => [key, asJson(value)]),
    );
    if (id === undefined) {
      this.#writer.notice('system', words, { data: { kind: 'observation', ...rest } });
      if (media.length > 0) this.#writer.message('user', media, { meta: { origin: 'synthetic' } });
      return;
    }
    const call = this.#writer.openCall(id);
    const asked =
      call && (call.start.inChange ?? []).length > 0 && !saysFailure(words)
        ? changeAskedFor(call.name, call.input)
        : undefined;
    const changes = asked ? [this.#writer.change({ ...asked, toolCallId: call!.id })] : [];
    this.#writer.result(id, {
      text: words,
      content: [...changes, ...media.map((block) => ({ type: 'content', content: block }) as const)],
      rawOutput: rest,
    });
  }

  /** Trajectories of several agents stand in one document: each counts its calls for itself. */
  #callId(call: LogRecord, place: SourceRecord, index: number): string {
    const id = asText(call['tool_call_id']) ?? `step-${place.number}.${index}`;
    return this.#track === undefined ? id : `${this.#track}:${id}`;
  }

  #resultId(result: LogRecord, step: LogRecord, place: SourceRecord): string | undefined {
    const named = asText(result['source_call_id']);
    if (named !== undefined) return this.#track === undefined ? named : `${this.#track}:${named}`;
    const [only, ...others] = callsOf(step);
    return only && others.length === 0 ? this.#callId(only, place, 0) : undefined;
  }
}

function callsOf(step: LogRecord): readonly LogRecord[] {
  return asList(step['tool_calls']).filter(isObject);
}

function resultsOf({ observation }: LogRecord): readonly LogRecord[] {
  return isObject(observation) ? asList(observation['results']).filter(isObject) : [];
}
