import type { SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { asJson, isObject, asList, asText } from '../../sources/json-value.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { StoreSession } from '../../stores/store-session.ts';
import { AssistantMessages } from './assistant-messages.ts';
import { databaseChildren } from './database-children.ts';
import { findChildren } from './child-sessions.ts';
import type { TaskCall } from './child-sessions.ts';
import { momentsOf, stateOf } from './message-moments.ts';
import { UsageMeter } from './message-usage.ts';
import { isPlaceholderTitle } from './placeholder-title.ts';
import { changesOf } from './tool-changes.ts';
import { TurnFiles } from './turn-files.ts';
import { writeUserMessage } from './user-messages.ts';

/** Models that are named. */
const MAX_MODELS = 100;

/** A program that masks secrets takes ids for some. */
const MASKED = 'REDACTED';

/** Whose session is translated. */
export interface TranslatorOptions {
  /** Name of the agent, from the registry. */
  readonly agent: string;
  /** Track of a subagent's session; absent for the session itself. */
  readonly track?: string;
}

/** What the messages of a session of OpenCode mean. */
export class OpenCodeTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #agent: string;
  readonly #track: string | undefined;
  readonly #assistant: AssistantMessages;
  readonly #files: TurnFiles;
  readonly #tasks = new Map<string, TaskCall>();
  readonly #models = new Set<string>();
  /** First message of each id, to find the one that a session was reverted to. */
  readonly #numbers = new Map<string, number>();
  #session: LogRecord = {};
  #mode: string | undefined;
  #cwd: string | undefined;

  constructor(writer: SessionWriter, { agent, track }: TranslatorOptions) {
    this.#writer = writer;
    this.#agent = agent;
    this.#track = track;
    this.#assistant = new AssistantMessages(writer, new UsageMeter());
    this.#files = new TurnFiles(writer);
  }

  // ---------------------------------------------------------------------------------------- first pass

  survey({ info, parts }: LogRecord, { number }: SourceRecord): void {
    if (!isObject(info)) return;
    const id = asText(info['id']);
    if (id !== undefined && id !== MASKED && !this.#numbers.has(id)) this.#numbers.set(id, number);
    if (info['role'] === 'user') {
      this.#files.surveyPrompt(number, info);
      return;
    }
    const model = asText(info['modelID']);
    if (model !== undefined && this.#models.size < MAX_MODELS) this.#models.add(model);
    if (isObject(info['path'])) this.#files.root ??= asText(info['path']['root']);
    for (const { part, index, isResult } of momentsOf(asList(parts)))
      this.#surveyPart(part, number, index, isResult);
  }

  #surveyPart(part: unknown, number: number, index: number, isResult: boolean): void {
    const state = stateOf(part);
    if (!state || !isObject(part)) return;
    const id = this.#callId(number, index);
    const name = asText(part['tool']) ?? '';
    if (!isResult) {
      this.#writer.survey.call(id, name === 'bash');
      const metadata = isObject(state['metadata']) ? state['metadata'] : {};
      const child = asText(metadata['sessionId']) ?? asText(metadata['sessionID']);
      if (name === 'task' && child !== undefined && child !== MASKED && !this.#tasks.has(child)) {
        this.#tasks.set(child, { callId: id, record: number });
      }
      return;
    }
    this.#writer.survey.result(id);
    if (state['status'] !== 'completed') return;
    const input = isObject(state['input']) ? state['input'] : {};
    const metadata = isObject(state['metadata']) ? state['metadata'] : {};
    for (const change of changesOf(name, input, metadata)) this.#files.surveyChange(change);
  }

  envelope(envelope: LogRecord): void {
    this.#files.surveyEnd();
    this.#session = isObject(envelope['info']) ? envelope['info'] : envelope;
    this.#files.root ??= asText(this.#session['directory']);
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    const translator = (track: string) => new OpenCodeTranslator(this.#writer, { agent: this.#agent, track });
    return source instanceof StoreSession
      ? databaseChildren(source, this.#tasks, translator)
      : findChildren(source, this.#tasks, translator);
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const { id, title, version, directory } = this.#session;
    const known = (value: unknown): string | undefined => (value === MASKED ? undefined : asText(value));
    const isNamed = known(title) !== undefined && !isPlaceholderTitle(known(title)!);
    return {
      ...(isNamed && { title: known(title)! }),
      agent: {
        name: this.#agent,
        ...(known(version) !== undefined && { version: known(version)! }),
        ...(this.#models.size > 0 && { models: [...this.#models] }),
      },
      ...(known(directory) !== undefined && { workspace: { root: known(directory)! } }),
      ...(known(id) !== undefined && { sessionId: known(id)! }),
    };
  }

  // --------------------------------------------------------------------------------------- second pass

  document(): void {
    const { share, permission, revert } = this.#session;
    const url = isObject(share) ? asText(share['url']) : undefined;
    if (url !== undefined) this.#writer.notice('system', `Shared at ${url}`);
    if (Array.isArray(permission) && permission.length > 0) {
      const rules = asList(permission).filter(isObject);
      this.#writer.notice('permission', rules.map(ruleText).join('\n'), {
        data: { rules: asJson(permission) },
      });
    }
    const { title } = this.#session;
    // Its time is that of the session.
    // It says when the session began, which its time does.
    if (typeof title === 'string' && isPlaceholderTitle(title)) this.#writer.markWithin(title);
    // Stands with the first message that was taken back.
    if (this.#reverted !== undefined && isObject(revert))
      this.#writer.markTold([asText(revert['diff']), asText(revert['snapshot'])]);
  }

  branchOf(_record: LogRecord, { number }: SourceRecord): string | undefined {
    const reverted = this.#reverted;
    return reverted !== undefined && number >= reverted ? 'reverted' : undefined;
  }

  translate(record: LogRecord, { number }: SourceRecord): boolean {
    const { info } = record;
    if (!isObject(info)) return false;
    const parts = asList(record['parts']);
    if (number === this.#reverted) this.#writeRevert();
    if (info['role'] === 'user') {
      this.#files.end();
      this.#enterMode(info['agent']);
      this.#files.begin(number, info);
      writeUserMessage(this.#writer, parts, { isSubagent: this.#track !== undefined });
      const system = asText(info['system']);
      if (system !== undefined) this.#writer.notice('system', system, { data: { kind: 'system prompt' } });
      return true;
    }
    if (info['role'] !== 'assistant') return false;
    // A compaction has a mode of its own, which nobody chose.
    if (info['summary'] !== true) this.#enterMode(info['mode'] ?? info['agent']);
    this.#enterFolder(info['path']);
    this.#assistant.write(info, parts, (index) => this.#callId(number, index));
    return true;
  }

  finish(): void {
    this.#files.end();
  }

  /** Number of the first message that the user took back. */
  get #reverted(): number | undefined {
    const { revert } = this.#session;
    const id = isObject(revert) ? asText(revert['messageID']) : undefined;
    const number = id === undefined ? undefined : this.#numbers.get(id);
    // Where it names a part, the message stays as far as that.
    return number !== undefined && isObject(revert) && asText(revert['partID']) !== undefined
      ? number + 1
      : number;
  }

  #writeRevert(): void {
    const { revert } = this.#session;
    const diff = isObject(revert) ? asText(revert['diff']) : undefined;
    this.#writer.notice('system', 'The user took back all from here on', {
      ...(diff !== undefined && { data: { diff } }),
    });
  }

  /** Ids of a log may be masked, so that several calls share one: a call is named by its place. */
  #callId(number: number, index: number): string {
    return `${this.#track === undefined ? '' : `${this.#track}:`}call-${number}-${index}`;
  }

  #enterMode(value: unknown): void {
    const mode = asText(value);
    if (mode === undefined || mode === this.#mode || this.#track !== undefined) return;
    this.#mode = mode;
    this.#writer.update({ sessionUpdate: 'current_mode_update', currentModeId: mode });
  }

  /** The folder that the assistant works in stands in the session; another one is said. */
  #enterFolder(path: unknown): void {
    if (!isObject(path)) return;
    const cwd = asText(path['cwd']);
    this.#cwd ??= asText(this.#session['directory']);
    if (cwd !== undefined && cwd !== this.#cwd) this.#writer.notice('system', `Works in ${cwd}`);
    this.#cwd = cwd ?? this.#cwd;
    this.#writer.markTold([cwd, this.#files.root]);
  }
}

function ruleText({ permission, pattern, action }: LogRecord): string {
  const place = asText(pattern) ?? '*';
  return `${asText(action) ?? 'ask'} ${asText(permission) ?? '*'}${place === '*' ? '' : ` ${place}`}`;
}
