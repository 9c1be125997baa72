import type { EventMeta, SessionInfo } from '../../../format/index.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { describeCall } from '../../records/tool-description.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { folderIn } from './antigravity-glance.ts';
import { ANTIGRAVITY_TOOLS, changeInputs, changesOf, commandResult, toolsOf } from './antigravity-tools.ts';
import { readTasks, taskPathsIn, transcriptOf } from './beside-files.ts';
import { CallPairs } from './call-pairs.ts';
import type { StepCall } from './call-pairs.ts';
import { splitInput } from './user-input.ts';

/** Subagents of one conversation that are read. */
const MAX_SUBAGENTS = 200;

/** What the steps of a transcript mean. */
export class AntigravityTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #isSubagent: boolean;
  readonly #surveyed = new CallPairs();
  readonly #pairs = new CallPairs();
  readonly #models = new Set<string>();
  /** Conversations of subagents → the call that began each, and its record. */
  readonly #subagents = new Map<string, { readonly call: string | undefined; readonly record: number }>();
  readonly #taskPaths = new Set<string>();
  /** Number of the last record of each step: one that runs is written again when it is done. */
  readonly #last = new Map<string, number>();
  #tasks: ReadonlyMap<string, string> = new Map();
  #cwd: string | undefined;
  #model: string | undefined;

  constructor(writer: SessionWriter, isSubagent = false) {
    this.#writer = writer;
    this.#isSubagent = isSubagent;
  }

  survey(step: LogRecord, { number }: SourceRecord): void {
    this.#last.set(keyOf(step), number);
    this.#cwd ??= folderIn(step);
    const content = asText(step['content']) ?? '';
    for (const path of taskPathsIn(content)) this.#taskPaths.add(path);
    const type = asText(step['type']) ?? '';
    if (type === 'USER_INPUT') {
      this.#surveyed.clear();
      const { model } = splitInput(content);
      if (model !== undefined) this.#models.add(model);
    } else if (type === 'PLANNER_RESPONSE') {
      for (const { id, name } of this.#surveyed.callsOf(step, number))
        this.#writer.survey.call(id, name === 'run_command');
    } else if (step['source'] === 'MODEL' && step['status'] !== 'RUNNING') {
      const call = this.#surveyed.callFor(type);
      if (call) this.#writer.survey.result(call.id);
      const child = /"?conversationId"?\s*:\s*"?([\w-]{8,80})/i.exec(content)?.[1];
      if (type === 'INVOKE_SUBAGENT' && child !== undefined)
        this.#subagents.set(child, { call: call?.id, record: number });
    }
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    this.#tasks = await readTasks(source, this.#taskPaths);
    if (this.#isSubagent) return [];
    const children: ChildSource[] = [];
    for (const [id, { call, record }] of [...this.#subagents].slice(0, MAX_SUBAGENTS)) {
      const file = await transcriptOf(source, id);
      if (!file) continue;
      children.push({
        source: file,
        translator: new AntigravityTranslator(this.#writer, true),
        after: record,
        track: {
          type: 'track',
          kind: 'transcript',
          id: `agent-${id.toLowerCase().replaceAll('_', '-')}`,
          parent: 'main',
          ...(call !== undefined && { spawnedBy: call }),
        },
      });
    }
    return children;
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    return {
      agent: { name: 'antigravity-cli', ...(this.#models.size > 0 && { models: [...this.#models] }) },
      ...(this.#cwd !== undefined && { workspace: { root: this.#cwd } }),
    };
  }

  /** A step that ran, and was written again since. */
  isCopy(step: LogRecord, { number }: SourceRecord): boolean {
    return step['status'] === 'RUNNING' && this.#last.get(keyOf(step)) !== number;
  }

  translate(step: LogRecord, { number }: SourceRecord): boolean {
    const type = asText(step['type']);
    if (type === undefined || step['step_index'] === undefined) return false;
    const content = typeof step['content'] === 'string' ? step['content'] : '';
    switch (type) {
      case 'USER_INPUT':
        this.#input(content);
        return true;
      case 'PLANNER_RESPONSE':
        this.#answer(step, content, number);
        return true;
      case 'CONVERSATION_HISTORY':
      case 'SYSTEM_MESSAGE':
      case 'EPHEMERAL_MESSAGE':
        if (content !== '') this.#writer.notice('system', content, { data: { kind: type.toLowerCase() } });
        return true;
      case 'CHECKPOINT':
        this.#writer.notice('compaction', content);
        return true;
      case 'ERROR_MESSAGE':
        this.#writer.notice('error', content);
        return true;
      default:
        return this.#result(step, type, content);
    }
  }

  #input(content: string): void {
    this.#pairs.clear();
    const { prompt, context, model } = splitInput(content);
    this.#model = model ?? this.#model;
    for (const { name, words } of context) this.#writer.notice('system', words, { data: { kind: name } });
    if (prompt === '') return;
    if (this.#isSubagent) this.#writer.message('user', prompt, { meta: { origin: 'synthetic' } });
    else this.#writer.prompt(prompt);
  }

  #answer(step: LogRecord, content: string, number: number): void {
    let meta: EventMeta = this.#model === undefined ? {} : { model: this.#model };
    const thought = asText(step['thinking']);
    if (thought !== undefined) this.#writer.message('thought', thought, { meta });
    if (thought !== undefined) meta = {};
    if (content !== '') this.#writer.message('agent', content, { meta });
    for (const call of this.#pairs.callsOf(step, number)) this.#call(call, content === '' ? meta : {});
    if (step['status'] === 'ERROR')
      this.#writer.notice('error', asText(step['error']) ?? 'The answer failed');
  }

  #call({ id, name, input }: StepCall, meta: EventMeta): void {
    const command = name === 'run_command' ? asText(input['CommandLine']) : undefined;
    const cwd = asText(input['Cwd']);
    this.#writer.call({
      id,
      name,
      input,
      inChange: changeInputs(name),
      description: describeCall(name, input, ANTIGRAVITY_TOOLS.get(name)),
      ...(command !== undefined && { command: { command, cwd } }),
      meta,
    });
  }

  /** A step of the model that is no answer is what a call gave; one whose call is not there names the tool itself. */
  #result(step: LogRecord, type: string, content: string): boolean {
    const isKnown = toolsOf(type).length > 0 || type === 'GENERIC';
    if (step['source'] !== 'MODEL' && !isKnown) return false;
    const call = this.#pairs.callFor(type);
    if (!call && !isKnown) return false;
    const text = this.#withTasks(content);
    const isShell = call?.name === 'run_command' || (!call && type === 'RUN_COMMAND');
    const read = isShell ? commandResult(text) : { text, exitCode: undefined };
    const hasFailed = step['status'] === 'ERROR' || (read.exitCode !== undefined && read.exitCode !== 0);
    const changes = call && !hasFailed ? changesOf(call.name, call.input, content) : [];
    const made = changes.map((change) => this.#writer.change({ ...change, toolCallId: call!.id }));
    this.#writer.result(call?.id, {
      status: hasFailed ? 'failed' : 'completed',
      text: read.text,
      exitCode: call ? read.exitCode : undefined,
      content: made,
      ...(!call && { title: titleOfLost(type, content) }),
    });
    return true;
  }

  /** What a background command printed, behind what names the file of it. */
  #withTasks(content: string): string {
    const texts = taskPathsIn(content).flatMap((path) => this.#tasks.get(path) ?? []);
    return [content, ...texts].join('\n');
  }
}

/** What a result whose call is not in the transcript shows of it: the tool's verb, and the file that the result names. */
function titleOfLost(type: string, content: string): string {
  const name = toolsOf(type)[0];
  if (name === undefined) return 'Tool call';
  if (name === 'run_command') return 'A command';
  const file = /^File Path: `file:\/\/([^`\n]{1,1000})`/m.exec(content)?.[1];
  const entry = ANTIGRAVITY_TOOLS.get(name);
  return describeCall(name, file === undefined ? {} : { AbsolutePath: file }, entry).title;
}

function keyOf({ step_index: index, type }: LogRecord): string {
  return `${String(index)} ${String(type)}`;
}
