import { ownText, type TokenUsage } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import { TextIndex } from '../../sources/text-index.ts';
import { textKey } from '../../sources/text-key.ts';
import { exitCodeOf } from '../../records/tool-calls.ts';
import { isHumanPrompt, queuedText } from './prompts.ts';
import { blocksOf, firstText, messageOf } from './records.ts';
import { isChangeTool, isShellTool } from './describe-tool.ts';
import { mergeUsage, readUsage } from './usage.ts';
import { readUserText } from './user-text.ts';

/** A line of a file of the session. */
export interface Place {
  readonly source: ImportSource;
  /** Line number, from 1. */
  readonly number: number;
}

/** What the first pass learned of a tool call. */
export interface CallFacts {
  readonly name: string;
  readonly called: Place;
  /** Where its result stands. */
  answered?: Place;
  /** Its id names several calls: nothing may be concluded from it. */
  ambiguous?: true;
  readonly isShell: boolean;
  /** Subagent calls: what links them to their records. */
  readonly promptKey?: string;
  readonly agentType?: string;
  readonly title?: string;
  agentId?: string;
  /** Key of the texts in its input that a successful result repeats. */
  readonly inputKey?: string;
  /** The result repeats those texts exactly, as a change. */
  repeatsInput?: true;
  /** A shell command that was carried out, to whatever end: neither refused nor stopped before. */
  ran?: true;
}

/** A title and where it came from; the last of the strongest kind wins. */
interface Titles {
  custom?: string;
  generated?: string;
  readonly summaries: { readonly summary: string; readonly leaf: string | undefined }[];
}

/** Summaries of other conversations at the start of old logs that are considered as a title. */
const MAX_SUMMARIES = 1000;

/** Models of one record of costs. */
const MAX_MODELS = 50;

/** Small facts about a whole session, gathered by the first pass over all its files. */
export class SessionFacts {
  readonly calls = new Map<string, CallFacts>();
  /** Results whose call has not come yet. */
  readonly #early = new Map<string, ResultFacts>();
  readonly #usage = new Map<string, TokenUsage>();
  readonly models = new Set<string>();
  /** Keys of everything a person wrote: a queued text that turns up as a prompt is not repeated. */
  readonly promptKeys = new Set<string>();
  /** Beginnings of prompts, for prompts that the tool repeats shortened. */
  readonly promptStarts = new Set<string>();
  /** uuids of compactions whose summary follows. */
  readonly summarised = new Set<string>();
  /** Subagents known only by the copies that progress records hold: agent id → call id. */
  readonly progressAgents = new Map<string, string | undefined>();
  /** Subagents of progress records: agent id → key of the first text they were given. */
  readonly agentPrompts = new Map<string, string>();
  /** uuids of records of subagents' own files. */
  readonly agentUuids = new TextIndex();
  readonly #titles: Titles = { summaries: [] };
  cwd: string | undefined;
  gitBranch: string | undefined;
  sessionId: string | undefined;
  /** Sessions that the log has records of; a resumed one may go on under another id. */
  readonly sessionIds = new Set<string>();
  version: string | undefined;

  /** Takes in a record that is no copy; records of all files, those of the log first. */
  add(record: LogRecord, place: Place): void {
    this.#addEnvelope(record);
    switch (record['type']) {
      case 'assistant':
        this.#addAssistant(record, place);
        return;
      case 'user':
        this.#addUser(record, place);
        return;
      case 'progress':
        this.#addProgress(record, place);
        return;
      case 'attachment':
        this.#addAttachment(record);
        return;
      case 'cost-state':
        this.#addModels(record['modelUsage']);
        return;
      default:
        this.#addTitle(record);
    }
  }

  /** Usage of a message, the largest of all its copies. */
  usageOf(record: LogRecord): TokenUsage | undefined {
    return this.#usage.get(messageKey(record));
  }

  /** @param isOwn - whether a uuid names a record of the log itself */
  title(isOwn: (uuid: string) => boolean): string | undefined {
    const { custom, generated, summaries } = this.#titles;
    const own = summaries.findLast(({ leaf }) => leaf !== undefined && isOwn(leaf));
    return custom ?? generated ?? own?.summary;
  }

  #addEnvelope(record: LogRecord): void {
    this.cwd ??= asText(record['cwd']);
    this.gitBranch ??= asText(record['gitBranch']);
    const sessionId = record['isSidechain'] === true ? undefined : asText(record['sessionId']);
    this.sessionId ??= sessionId;
    if (sessionId !== undefined && this.sessionIds.size < MAX_SUMMARIES) this.sessionIds.add(sessionId);
    this.version = asText(record['version']) ?? this.version;
  }

  #addAssistant(record: LogRecord, place: Place): void {
    const message = messageOf(record);
    const model = asText(message?.['model']);
    if (model !== undefined && model !== '<synthetic>') this.models.add(model);
    const usage = readUsage(message?.['usage']);
    const key = messageKey(record);
    const merged = mergeUsage(this.#usage.get(key), usage);
    if (merged && key !== '') this.#usage.set(key, merged);
    for (const block of blocksOf(message)) {
      if (isObject(block) && block['type'] === 'tool_use') this.#addCall(block, place);
    }
  }

  #addCall(block: LogRecord, place: Place): void {
    const id = asText(block['id']);
    if (id === undefined) return;
    const known = this.calls.get(id);
    if (known) {
      // The same call in another file is a copy: progress records repeat what a subagent's own file has.
      if (known.called.source === place.source) known.ambiguous = true;
      return;
    }
    const name = asText(block['name']) ?? '';
    const input = isObject(block['input']) ? block['input'] : {};
    const prompt = asText(input['prompt']);
    const agentType = asText(input['subagent_type']);
    const title = asText(input['description']);
    const inputKey = changeKey(input);
    const call: CallFacts = {
      name,
      called: place,
      isShell: isShellTool(name),
      ...(prompt !== undefined && { promptKey: textKey(prompt.trim()) }),
      ...(agentType !== undefined && { agentType }),
      ...(title !== undefined && { title }),
      ...(inputKey !== undefined && { inputKey }),
    };
    this.calls.set(id, call);
    const early = this.#early.get(id);
    if (early) applyResult(call, early);
    this.#early.delete(id);
  }

  #addUser(record: LogRecord, place: Place): void {
    if (record['isCompactSummary'] === true) {
      const boundary = asText(record['parentUuid']);
      if (boundary !== undefined) this.summarised.add(boundary);
    }
    const isHuman = isHumanPrompt(record);
    for (const block of blocksOf(messageOf(record))) {
      if (!isObject(block)) continue;
      if (block['type'] === 'tool_result') this.#addResult(block, record, place);
      else if (isHuman && typeof block['text'] === 'string') this.#addPromptText(block['text']);
    }
  }

  #addPromptText(whole: string): void {
    for (const part of readUserText(whole)) {
      if (part.kind !== 'prompt') continue;
      this.promptKeys.add(textKey(part.text.trim()));
      this.promptStarts.add(promptStart(part.text));
    }
  }

  #addResult(block: LogRecord, record: LogRecord, place: Place): void {
    const id = asText(block['tool_use_id']);
    if (id === undefined) return;
    const call = this.calls.get(id);
    const facts = readResult(block, record, place);
    if (call) applyResult(call, facts);
    // A result may stand before its call: records of parallel calls are written as they come.
    else this.#early.set(id, facts);
  }

  #addProgress(record: LogRecord, place: Place): void {
    const data = isObject(record['data']) ? record['data'] : {};
    const agentId = asText(data['agentId']);
    if (data['type'] !== 'agent_progress' || agentId === undefined) return;
    if (!this.progressAgents.has(agentId))
      this.progressAgents.set(agentId, asText(record['parentToolUseID']));
    const nested = data['message'];
    const prompt = isObject(nested) && nested['type'] === 'user' ? firstText(nested) : undefined;
    if (prompt !== undefined && !this.agentPrompts.has(agentId))
      this.agentPrompts.set(agentId, textKey(prompt.trim()));
    if (isObject(nested) && !this.agentUuids.has(asText(nested['uuid']) ?? '')) this.add(nested, place);
  }

  #addAttachment(record: LogRecord): void {
    const attachment = isObject(record['attachment']) ? record['attachment'] : {};
    const prompt = attachment['type'] === 'queued_command' ? queuedText(attachment['prompt']) : undefined;
    if (prompt !== undefined) this.#addPromptText(prompt);
    const identity = attachment['type'] === 'model' ? attachment['identity'] : undefined;
    const model = isObject(identity) ? asText(identity['modelId']) : undefined;
    if (model !== undefined) this.models.add(model);
  }

  /** Models that the session paid for: some work unseen, for titles and summaries. */
  #addModels(usage: unknown): void {
    if (isObject(usage)) for (const model of Object.keys(usage).slice(0, MAX_MODELS)) this.models.add(model);
  }

  #addTitle(record: LogRecord): void {
    const custom = asText(record['customTitle']);
    const generated = asText(record['aiTitle']);
    const summary = asText(record['summary']);
    if (record['type'] === 'custom-title' && custom !== undefined) this.#titles.custom = custom;
    if (record['type'] === 'ai-title' && generated !== undefined) this.#titles.generated = generated;
    if (
      record['type'] === 'summary' &&
      summary !== undefined &&
      this.#titles.summaries.length < MAX_SUMMARIES
    ) {
      this.#titles.summaries.push({ summary, leaf: asText(record['leafUuid']) });
    }
  }
}

/** What matters of a result before the second pass. */
interface ResultFacts {
  readonly place: Place;
  readonly hasRun: boolean;
  readonly agentId: string | undefined;
  /** Key of the texts of the change it reports. */
  readonly changeKey: string | undefined;
}

function readResult(block: LogRecord, record: LogRecord, place: Place): ResultFacts {
  const result = record['toolUseResult'];
  return {
    place,
    hasRun: hasRun(block, result),
    agentId: isObject(result) ? asText(result['agentId']) : undefined,
    changeKey: isObject(result) && isChange(block, record, result) ? changeKey(result) : undefined,
  };
}

function applyResult(call: CallFacts, facts: ResultFacts): void {
  if (call.answered) {
    if (call.answered.source === facts.place.source) call.ambiguous = true;
    return;
  }
  call.answered = facts.place;
  if (call.isShell && facts.hasRun) call.ran = true;
  if (facts.agentId !== undefined) call.agentId = facts.agentId;
  const isChangeCall = isChangeTool(call.name) && call.inputKey !== undefined;
  if (isChangeCall && call.inputKey === facts.changeKey) call.repeatsInput = true;
}

/** A refused command has a message in place of output. */
function hasRun(block: LogRecord, result: unknown): boolean {
  if (isObject(result)) return true;
  if (block['is_error'] !== true) return true;
  return exitCodeOf(asText(block['content']) ?? '') !== undefined;
}

/** Whether a result reports a change as it was proposed: not refused, not altered by the user. */
function isChange(block: LogRecord, record: LogRecord, result: LogRecord): boolean {
  return (
    block['is_error'] !== true &&
    record['toolDenialKind'] === undefined &&
    result['interrupted'] !== true &&
    result['userModified'] !== true &&
    (asText(result['filePath']) ?? asText(result['notebook_path'])) !== undefined
  );
}

/** What the lines of one API message share. */
export function messageKey(record: LogRecord): string {
  const id = asText(messageOf(record)?.['id']);
  return id === undefined ? '' : `${id} ${asText(record['requestId']) ?? ''}`;
}

/** A prompt's first 100 characters on one line, without an ellipsis: what shortened copies of it agree on. */
export function promptStart(prompt: string): string {
  return ownText(prompt.replaceAll(/\s+/g, ' ').trim().slice(0, 100));
}

/** Key of the texts of a change, in a call's input or in its result. */
function changeKey(value: LogRecord): string | undefined {
  const [oldText, newText] = [
    value['old_string'] ?? value['oldString'],
    value['new_string'] ?? value['newString'],
  ];
  if (typeof oldText === 'string' && typeof newText === 'string')
    return `${textKey(oldText)} ${textKey(newText)}`;
  const edits = asList(value['edits']);
  if (edits.length > 0) return edits.map((edit) => (isObject(edit) ? (changeKey(edit) ?? '') : '')).join(';');
  const whole = value['content'] ?? value['new_source'];
  return typeof whole === 'string' ? textKey(whole) : undefined;
}
