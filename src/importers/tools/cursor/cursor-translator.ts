import type { SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import { textKey } from '../../sources/text-key.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { planOf } from '../../records/todo-plan.ts';
import { describeCall } from '../../records/tool-description.ts';
import { StoreSession } from '../../stores/store-session.ts';
import { findSubagents } from './find-subagents.ts';
import { changeOf, CURSOR_TOOLS, isShell } from './cursor-tools.ts';
import { endOf, pictureOf, wholeChange } from './result-block.ts';
import { transcriptPath } from './session-transcript.ts';
import { splitPrompt } from './split-prompt.ts';
import { isTurnEnd, writeTurnEnd } from './turn-end.ts';

/** What the messages of a transcript mean. */
export class CursorTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  /** In a subagent's transcript the user is the agent that started it: no turn of a person. */
  readonly #isSubagent: boolean;
  /** Calls that start a subagent, by the hash of the prompt they give it. */
  readonly #agentCalls = new Map<string, { readonly id: string; readonly record: number }>();

  /** Ids of calls that have a result: some builds write ids and results. */
  readonly #answered = new Set<string>();

  /** Calls whose result holds the whole texts of a file before and after. */
  readonly #changedWhole = new Set<string>();
  /** Calls that are known to have changed nothing. */
  readonly #failed = new Set<string>();
  /** What a store of the command line says of the session; a transcript says nothing. */
  readonly #facts: LogRecord;
  #root: string | undefined;

  constructor(
    writer: SessionWriter,
    { facts = {}, isSubagent = false }: { readonly facts?: LogRecord; readonly isSubagent?: boolean } = {},
  ) {
    this.#writer = writer;
    this.#facts = facts;
    this.#isSubagent = isSubagent;
    this.#root = asText(facts['cwd']);
  }

  survey({ message }: LogRecord, { number }: SourceRecord): void {
    for (const [index, block] of blocksOf(message).entries()) {
      if (!isObject(block)) continue;
      const answered = block['type'] === 'tool_result' ? asText(block['tool_use_id']) : undefined;
      if (answered !== undefined) {
        this.#answered.add(answered);
        this.#writer.survey.result(answered);
        if (wholeChange(block)) this.#changedWhole.add(answered);
        if (endOf(block, '', false).status === 'failed') this.#failed.add(answered);
      }
      const words = block['type'] === 'text' ? asText(block['text']) : undefined;
      this.#root ??= /^Workspace Path: (.{1,1000})$/m.exec(words?.slice(0, 10_000) ?? '')?.[1];
      const id = block['type'] === 'tool_use' ? asText(block['id']) : undefined;
      if (id !== undefined) this.#writer.survey.call(id, isShell(asText(block['name']) ?? ''));
      const prompt = isObject(block['input']) ? asText(block['input']['prompt']) : undefined;
      if (prompt !== undefined)
        this.#agentCalls.set(textKey(prompt.trim()), { id: callId(block, number, index), record: number });
    }
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    const transcript = source instanceof StoreSession ? await transcriptPath(source) : undefined;
    if (source instanceof StoreSession && transcript === undefined) return [];
    const folder = transcript === undefined ? 'subagents' : transcript.replace(/[^/]*$/, 'subagents');
    return findSubagents(source, {
      folder,
      callOf: (prompt) => this.#agentCalls.get(textKey(prompt.trim())),
      translator: () => new CursorTranslator(this.#writer, { isSubagent: true }),
    });
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const { agentId, name, lastUsedModel } = this.#facts;
    const [sessionId, title, model] = [asText(agentId), asText(name), asText(lastUsedModel)];
    return {
      agent: { name: 'cursor', ...(model !== undefined && { models: [model] }) },
      ...(title !== undefined && { title }),
      ...(sessionId !== undefined && { sessionId }),
      ...(this.#root !== undefined && { workspace: { root: this.#root } }),
    };
  }

  translate(record: LogRecord, place: SourceRecord): boolean {
    if (isTurnEnd(record)) {
      writeTurnEnd(this.#writer, record);
      return true;
    }
    const { message, role } = record;
    if (!isObject(message) || !Array.isArray(message['content'])) return false;
    if (role !== 'user' && role !== 'assistant' && role !== 'system') return false;
    if (role === 'system') this.#system(message['content']);
    else if (role === 'user') this.#user(message['content']);
    else this.#assistant(message['content'], place.number);
    return true;
  }

  /** What the model was told before all else. */
  #system(blocks: readonly unknown[]): void {
    for (const block of blocks) {
      const words = isObject(block) ? asText(block['text']) : undefined;
      if (words === undefined) this.#writer.keep(block, 'system block');
      else this.#writer.notice('system', words, { data: { kind: 'instructions' } });
    }
  }

  #user(blocks: readonly unknown[]): void {
    for (const block of blocks) {
      if (this.#result(block)) continue;
      const picture = isObject(block) ? pictureOf(block) : undefined;
      if (picture) {
        this.#writer.message('user', [picture]);
        continue;
      }
      const whole = isObject(block) && block['type'] === 'text' ? asText(block['text']) : undefined;
      if (whole === undefined) {
        this.#writer.keep(block, 'user block');
        continue;
      }
      const { prompt, context } = splitPrompt(whole);
      for (const { name, words } of context) this.#writer.notice('system', words, { data: { kind: name } });
      if (prompt === '') continue;
      if (this.#isSubagent) this.#writer.message('user', prompt);
      else this.#writer.prompt(prompt);
    }
  }

  #assistant(blocks: readonly unknown[], record: number): void {
    for (const [index, block] of blocks.entries()) {
      if (this.#result(block)) continue;
      if (!isObject(block)) this.#writer.keep(block, 'assistant block');
      else if (typeof block['thinking'] === 'string') this.#writer.message('thought', block['thinking']);
      else if (typeof block['text'] === 'string') this.#writer.message('agent', block['text']);
      else if (block['type'] === 'tool_use') this.#call(block, callId(block, record, index));
      else this.#writer.keep(block, 'assistant block');
    }
  }

  /** Writes the result of a call, which only some builds, and the stores, tell. @returns whether the block is one */
  #result(block: unknown): boolean {
    if (!isObject(block) || block['type'] !== 'tool_result') return false;
    const text = resultText(block['content']);
    if (text === undefined) return false;
    const id = asText(block['tool_use_id']);
    const call = this.#writer.openCall(id);
    const end = endOf(block, text, isShell(call?.name ?? ''));
    const change = wholeChange(block);
    const path = call && asText(call.input['path']);
    const content =
      change && path !== undefined
        ? [
            this.#writer.change({
              path,
              op: change.before === '' ? 'create' : 'modify',
              ...change,
              toolCallId: call!.id,
            }),
          ]
        : [];
    // The line with the exit code is said by the code.
    if (end.exitCode !== undefined) this.#writer.markTold(block['content']);
    this.#writer.result(id, { ...end, content });
    return true;
  }

  /** Few transcripts have results: a change is shown with the call that asks for it. */
  #call(block: LogRecord, id: string): void {
    const name = asText(block['name']) ?? '';
    const input = block['input'];
    const asked = this.#changedWhole.has(id) || this.#failed.has(id) ? [] : changeOf(name, input);
    const changes = asked.map((change) => this.#writer.change(change));
    const entry = CURSOR_TOOLS.get(name);
    const isChange = changes.length > 0 || this.#changedWhole.has(id);
    const inChange = isChange ? ['contents', 'old_string', 'new_string'] : [];
    for (const key of inChange) this.#writer.markTold(isObject(input) ? input[key] : undefined);
    const command = isShell(name) && isObject(input) ? asText(input['command']) : undefined;
    this.#writer.call({
      id,
      ...(!this.#answered.has(id) && { isAnswered: false as const }),
      name,
      input,
      description: describeCall(name, input, entry, { without: new Set(inChange) }),
      content: changes,
      ...(command !== undefined && { command: { command } }),
    });
    const plan = name === 'TodoWrite' && isObject(input) ? planOf(input['todos']) : undefined;
    if (plan && plan.length > 0) this.#writer.plan(plan);
  }
}

function blocksOf(message: unknown): readonly unknown[] {
  return isObject(message) ? asList(message['content']) : [];
}

/** Few transcripts have ids: a call is named by its place. */
function callId(block: LogRecord, record: number, index: number): string {
  return asText(block['id']) ?? `call-${record}-${index}`;
}

function resultText(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  const texts = content.map((part) => (isObject(part) ? asText(part['text']) : undefined));
  return texts.includes(undefined) ? undefined : texts.join('\n');
}
