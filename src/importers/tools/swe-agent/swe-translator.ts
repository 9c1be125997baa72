import type { SessionInfo, SourceChange } from '../../../format/index.ts';
import { changesOfDiff } from '../../changes/changes-of-diff.ts';
import { blocksOf, partsOf, wordsOf } from '../../chat-messages/content-parts.ts';
import type { ContentPart } from '../../chat-messages/content-parts.ts';
import { readMessage } from '../../chat-messages/chat-message.ts';
import { issueTitle } from '../../chat-messages/issue-title.ts';
import type { RecordTranslator, SessionFinding, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asCount, asJson, asNumber, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { readAction, saysFailure } from './step-actions.ts';
import { OpenFile } from './open-file.ts';
import { ToldLines } from './told-lines.ts';

/** Characters of messages before the first answer that are kept for the beginning of the session. */
const MAX_PROMPTS = 4 * 2 ** 20;

/** What the steps of a trajectory mean, and the messages before the first of them. */
export class SweTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  /** Messages of the history before the first answer: they stand behind the steps in the document. */
  readonly #before: LogRecord[] = [];
  #beforeSize = 0;
  #hasAnswer = false;
  #hasBegun = false;
  #hasChanges = false;
  #root: string | undefined;
  #envelope: LogRecord = {};
  readonly #told = new ToldLines();
  readonly #open = new OpenFile();
  #untoldMessages = 0;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  survey(record: LogRecord, place: SourceRecord): void {
    if (place.member === 'history') this.#surveyMessage(record, place.text.length);
    else {
      const id = idOf(place);
      this.#writer.survey.call(id, isShell(record));
      if (typeof record['observation'] === 'string') this.#writer.survey.result(id);
      this.#root ??= folderOf(record['state']);
    }
  }

  envelope(envelope: LogRecord): void {
    this.#envelope = envelope;
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const model = modelIn(this.#envelope['replay_config']);
    const version = asText(this.#info['swe_agent_version']);
    const asked = this.#before.find(({ role }) => role === 'user');
    const title = issueTitle(wordsOf(partsOf(asked?.['content'])));
    return {
      ...(title !== undefined && { title }),
      agent: {
        name: 'swe-agent',
        ...(version !== undefined && { version }),
        ...(model !== undefined && { models: [model] }),
      },
      ...(this.#root !== undefined && { workspace: { root: this.#root } }),
    };
  }

  translate(record: LogRecord, place: SourceRecord): boolean {
    if (!this.#hasBegun) this.#begin();
    if (place.member === 'history') return this.#message(record);
    if (!('action' in record) && !('observation' in record) && !('response' in record)) return false;
    this.#step(record, idOf(place));
    return true;
  }

  /** How the run ended, and what it cost. */
  finish(): void {
    const { exit_status: status, model_stats: stats, submission } = this.#info;
    const cost = isObject(stats) ? asNumber(stats['instance_cost']) : undefined;
    if (!this.#hasChanges && typeof submission === 'string') {
      for (const change of changesOfDiff(submission)) this.#writer.change(change);
    }
    if (cost !== undefined && cost > 0) {
      const used = isObject(stats) ? (asCount(stats['tokens_sent']) ?? 0) : 0;
      this.#writer.update({ sessionUpdate: 'usage_update', used, cost: { amount: cost, currency: 'USD' } });
    }
    const how = asText(status);
    if (how === undefined) return;
    const data = compact([
      ['kind', 'exit'],
      ['status', how],
      ['model_stats', isObject(stats) ? asJson(stats) : undefined],
    ]);
    this.#writer.notice(how === 'submitted' ? 'system' : 'error', `The run ended: ${how}`, { data });
  }

  get #info(): LogRecord {
    return isObject(this.#envelope['info']) ? this.#envelope['info'] : {};
  }

  #surveyMessage(message: LogRecord, size: number): void {
    this.#hasAnswer ||= message['role'] === 'assistant' && !isDemonstration(message);
    if (this.#hasAnswer || isDemonstration(message) || this.#beforeSize + size > MAX_PROMPTS) return;
    this.#before.push(message);
    this.#beforeSize += size;
  }

  /** What was said before the first step. */
  #begin(): void {
    this.#hasBegun = true;
    for (const message of this.#before) {
      const parts = partsOf(message['content']);
      if (parts.length === 0) continue;
      if (message['role'] === 'user') this.#writer.prompt(blocksOf(parts.map(withoutTag)));
      else this.#writer.notice('system', wordsOf(parts), { data: { kind: 'prompt' } });
    }
  }

  /**
   * A message of the history: those before the first answer are told, the others repeat the steps. Where a step is
   * missing, the history has what was said in it.
   */
  #message(message: LogRecord): boolean {
    if (typeof message['role'] !== 'string') return false;
    const { parts } = readMessage(message);
    const said = [wordsOf(parts), asText(message['thought']), asText(message['action'])];
    const isBefore = this.#before.some(
      (one) => one === message || wordsOf(partsOf(one['content'])) === said[0],
    );
    for (const text of isBefore || isDemonstration(message) ? [] : said) this.#untold(text, message);
    // Content of a form that is not known is left to the net below.
    this.#writer.markWithin([...said, ...textsOf(message['content'])]);
    for (const part of parts) {
      if (part.kind === 'media')
        this.#writer.message('user', [part.block], { meta: { origin: 'synthetic' } });
    }
    return true;
  }

  #untold(text: string | undefined, { role }: LogRecord): void {
    const words = text === undefined ? undefined : this.#told.untold(text);
    if (words === undefined) return;
    this.#told.addAll(words);
    this.#untoldMessages += 1;
    this.#writer.notice('system', words, { data: { kind: 'history', role: asJson(role) } });
  }

  findings(): readonly SessionFinding[] {
    const finding = {
      code: 'untold-history',
      message: 'a message of the history says what no step does, and was kept',
    };
    return Array.from({ length: this.#untoldMessages }, () => finding);
  }

  #step(step: LogRecord, id: string): void {
    for (const name of ['thought', 'action', 'observation']) this.#told.addAll(asText(step[name]));
    const thought = asText(step['thought']);
    const command = asText(step['action'])?.replace(/\n$/, '');
    for (const text of readMessage({ reasoning: step['thinking_blocks'] }).thoughts) {
      this.#writer.message('thought', text);
    }
    if (thought?.trim()) this.#writer.message('agent', thought.trim());
    const observation = typeof step['observation'] === 'string' ? step['observation'] : undefined;
    if (command === undefined) {
      // An answer in a wrong form: what the program said to it.
      if (observation) this.#writer.notice('system', observation, { data: { kind: 'observation' } });
      return;
    }
    const { name, input, description, change, lines, inChange } = readAction(command, this.#open.path);
    this.#writer.call({
      id,
      name,
      input,
      inChange,
      description,
      ...(name === 'bash' && { command: { command, cwd: folderOf(step['state']) } }),
    });
    if (observation === undefined) return;
    const isFailed = saysFailure(observation);
    this.#observe(step, { id, observation, isFailed, change: change ?? (lines && this.#open.change(lines)) });
    // What is shown of an edit that was refused is not in the file.
    if (!isFailed) this.#open.see(observation);
  }

  #observe(
    step: LogRecord,
    {
      id,
      observation,
      isFailed,
      change,
    }: {
      readonly id: string;
      readonly observation: string;
      readonly isFailed: boolean;
      readonly change: Pick<SourceChange, 'path' | 'op' | 'after' | 'edits' | 'hunks'> | undefined;
    },
  ): void {
    const seconds = asNumber(step['execution_time']);
    const toolCallId = this.#writer.callId(id);
    const isMade = change !== undefined && !isFailed;
    this.#hasChanges ||= isMade;
    this.#writer.result(id, {
      text: observation,
      ...(isFailed && { status: 'failed' as const }),
      ...(seconds !== undefined && seconds > 0 && { duration: Math.round(seconds * 1000) }),
      content: isMade
        ? [this.#writer.change({ ...change, ...(toolCallId !== undefined && { toolCallId }) })]
        : [],
    });
  }
}

function idOf({ number }: SourceRecord): string {
  return `step-${number}`;
}

function isShell({ action }: LogRecord): boolean {
  return typeof action === 'string' && readAction(action).name === 'bash';
}

/** The texts of content of a form that is known. */
function textsOf(content: unknown): readonly string[] {
  const parts = Array.isArray(content) ? (content as unknown[]) : [];
  return parts.flatMap((part) => (isObject(part) ? (asText(part['text']) ?? []) : []));
}

/** An example of another session, which the model is shown at the beginning. */
function isDemonstration({ is_demo: isDemo, message_type: type }: LogRecord): boolean {
  return isDemo === true || type === 'demonstration';
}

/** Folder that a step began in; the state of older versions is JSON in a text. */
function folderOf(state: unknown): string | undefined {
  if (isObject(state)) return asText(state['working_dir']);
  return typeof state === 'string' ? /"working_dir"\s*:\s*"([^"\\]{1,4000})"/.exec(state)?.[1] : undefined;
}

/** The settings that a run can be repeated with hold keys too: only the model is looked for. */
function modelIn(config: unknown): string | undefined {
  const text = typeof config === 'string' ? config : isObject(config) ? JSON.stringify(config) : '';
  return /"model"\s*:\s*\{\s*"(?:name|model_name)"\s*:\s*"([^"\\]{1,200})"/.exec(text)?.[1];
}

/** An issue without the tag that a template puts around it, where nothing else stands there. */
function withoutTag(part: ContentPart): ContentPart {
  if (part.kind !== 'text') return part;
  const issue = /^\s*<pr_description>([^]*)<\/pr_description>\s*$/.exec(part.text)?.[1];
  // Issues were written in a browser: their lines may end as those of Windows do.
  return { ...part, text: (issue?.trim() ?? part.text).replaceAll(/\r\n?/g, '\n') };
}
