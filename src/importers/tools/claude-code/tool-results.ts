import type { ContentBlock, Json, JsonObject, SourceToolContent } from '../../../format/index.ts';
import { asJson, asCount, asNumber, isObject, asList, asText } from '../../sources/json-value.ts';
import { textContent } from '../../records/session-writer.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import { mediaBlock } from '../../records/media-block.ts';
import { imageBlock } from './content-blocks.ts';
import { translateFileResult } from './file-results.ts';
import { RESULT_FIELDS } from './known-fields.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Session } from './session.ts';
import { translateShellResult } from './shell-results.ts';
import type { ResultView, ToolResult } from './tool-result.ts';
import { writeReminder } from './notices.ts';

/** A call that is not in the log. */
const NO_CALL = { id: '', name: '', input: {} };

/** A tool's result: ends its call, and brings changes, terminal output, plans and commits with it. */
export function translateResult(session: Session, block: LogRecord, record: LogRecord): void {
  const vendorId = asText(block['tool_use_id']);
  const started = session.writer.openCall(vendorId);
  const { words, media, reminders, others } = readContent(block['content']);
  const result: ToolResult = {
    call: started ?? NO_CALL,
    facts: started && vendorId !== undefined ? session.facts.calls.get(vendorId) : undefined,
    value: record['toolUseResult'],
    words,
    media,
    others,
    ...outcome(block, record, words),
    told: new ToldTexts(started?.start.description.title),
  };
  result.told.addAll(result.call.input);
  const view =
    translateShellResult(session, result) ??
    translateFileResult(session, result) ??
    plainView(session, result);
  endCall(session, vendorId, { result, view });
  for (const commit of session.takeCommits()) session.writer.update(commit);
  for (const reminder of reminders) writeReminder(session, reminder);
  writePlan(session, result);
}

/** Texts, media and reminders of a result's content. */
function readContent(content: unknown): {
  readonly words: readonly string[];
  readonly media: readonly SourceToolContent[];
  readonly reminders: readonly string[];
  /** Blocks of unknown kinds. */
  readonly others: readonly Json[];
} {
  const words: string[] = [];
  const media: SourceToolContent[] = [];
  const reminders: string[] = [];
  const others: Json[] = [];
  const blocks = typeof content === 'string' ? [content] : isObject(content) ? [content] : asList(content);
  for (const block of blocks) {
    const whole =
      typeof block === 'string'
        ? block
        : isObject(block) && block['type'] === 'text'
          ? block['text']
          : undefined;
    if (typeof whole === 'string') words.push(takeReminders(whole, reminders));
    else if (isObject(block) && block['type'] === 'tool_reference')
      words.push(asText(block['tool_name']) ?? '');
    else {
      const shown = shownContent(block);
      if (shown) media.push({ type: 'content', content: shown });
      else others.push(asJson(block));
    }
  }
  return { words: words.filter((part) => part !== ''), media, reminders, others };
}

/** A block that is no text as something to show; `undefined` for kinds that nobody knows. */
function shownContent(block: unknown): ContentBlock | undefined {
  const media = imageBlock(block);
  if (media || !isObject(block)) return media;
  const resource =
    block['type'] === 'resource' && isObject(block['resource']) ? block['resource'] : undefined;
  if (typeof resource?.['text'] === 'string') return { type: 'text', text: resource['text'] };
  const uri = block['type'] === 'resource_link' ? asText(block['uri']) : undefined;
  if (uri === undefined) return undefined;
  const [name, mimeType] = [asText(block['name']), asText(block['mimeType'])];
  return {
    type: 'resource_link',
    uri,
    ...(name !== undefined && { name }),
    ...(mimeType !== undefined && { mimeType }),
  };
}

/** Reminders stand at the end of a result; anywhere else the same words are part of it. */
function takeReminders(whole: string, reminders: string[]): string {
  let rest = whole;
  for (;;) {
    const end = rest.trimEnd();
    if (!end.endsWith('</system-reminder>')) return rest;
    const start = end.lastIndexOf('<system-reminder>');
    if (start === -1) return rest;
    reminders.push(end.slice(start));
    rest = end.slice(0, start).trimEnd();
  }
}

function outcome(
  block: LogRecord,
  record: LogRecord,
  words: readonly string[],
): { status: ToolResult['status']; reason?: 'failed' | 'interrupted' | 'refused' } {
  const value = record['toolUseResult'];
  const message = typeof value === 'string' ? value : (words[0] ?? '');
  const isStopped = isObject(value) && value['interrupted'] === true;
  const failed =
    block['is_error'] === true || (typeof value === 'string' && value.startsWith('Error:')) || isStopped;
  if (!failed && record['toolDenialKind'] === undefined) return { status: 'completed' };
  if (isStopped || message.startsWith('[Request interrupted by user'))
    return { status: 'failed', reason: 'interrupted' };
  const isRefused =
    record['toolDenialKind'] !== undefined ||
    message.includes("The user doesn't want to proceed with this tool use") ||
    message.includes('User rejected tool use') ||
    message.includes("The user doesn't want to take this action right now");
  return { status: 'failed', reason: isRefused ? 'refused' : 'failed' };
}

/** What any tool's result is shown as: what the model was given. */
function plainView(session: Session, result: ToolResult): ResultView {
  const { call, value, words, media, told } = result;
  const failure = typeof value === 'string' ? longer(value, words) : undefined;
  if (failure !== undefined) return { content: [textContent(failure), ...media], remark: words.join('\n') };
  if (session.persisted !== undefined) {
    return { content: [textContent(session.persisted), ...media], remark: words.join('\n') };
  }
  const isEcho = call.name === 'ExitPlanMode' || call.name === 'exit_plan_mode';
  const texts = isEcho ? words.map((part) => told.untold(part) ?? '') : words;
  const blank: readonly SourceToolContent[] = texts.filter((part) => part !== '').map(textContent);
  const without = answersInText(call, value, words) ? ['answers'] : [];
  return { content: [...blank, ...media], without };
}

/** A failure stands twice, once with `Error: ` before it: the longer form holds both. */
function longer(value: string, words: readonly string[]): string | undefined {
  const [only = ''] = words;
  return words.length <= 1 && value !== only && value.includes(only) ? value : undefined;
}

/** `AskUserQuestion` repeats questions and answers in a sentence. */
function answersInText({ name }: ToolResult['call'], value: unknown, words: readonly string[]): boolean {
  if (name !== 'AskUserQuestion' || !isObject(value) || !isObject(value['answers'])) return false;
  const sentence = words.join('\n');
  return Object.values(value['answers']).every(
    (answer) => typeof answer === 'string' && sentence.includes(answer),
  );
}

function endCall(
  session: Session,
  vendorId: string | undefined,
  { result, view }: { result: ToolResult; view: ResultView },
): void {
  const { status, reason, value } = result;
  const content = [...view.content, ...extraMedia(result)];
  session.writer.result(vendorId, {
    status,
    reason,
    text: view.text,
    content,
    exitCode: view.exitCode,
    duration: durationOf(value),
    rawOutput: remainingOutput(session, result, { ...view, content }),
  });
}

/** Files that only the structured result holds: the original of a picture the model got smaller, a PDF. */
function extraMedia(result: ToolResult): SourceToolContent[] {
  const file = isObject(result.value) && isObject(result.value['file']) ? result.value['file'] : {};
  const data = asText(file['base64']);
  if (data === undefined) return [];
  const known = result.media.some(
    (item) => item.type === 'content' && item.content.type === 'image' && item.content.data === data,
  );
  const mimeType =
    asText(file['type']) ??
    (isObject(result.value) && result.value['type'] === 'pdf' ? 'application/pdf' : '');
  const block = known ? undefined : mediaBlock(mimeType, data, asText(file['filePath']));
  return block ? [{ type: 'content', content: block }] : [];
}

function remainingOutput(session: Session, result: ToolResult, view: ResultView): JsonObject | undefined {
  const { told } = result;
  for (const item of view.content) markContent(told, item);
  const remark = view.remark === undefined ? undefined : told.untold(view.remark);
  if (remark !== undefined) told.add(remark);
  const without = new Set([
    ...RESULT_FIELDS,
    ...DURATION_FIELDS,
    ...(view.without ?? []),
    ...agentFields(session, result),
  ]);
  const rest = withoutCopies(session, result);
  const remainder = told.remainder(rest, without);
  const entries: [string, Json | undefined][] = [['text', remark]];
  if (isObject(remainder)) entries.push(...(Object.entries(remainder) as [string, Json][]));
  else entries.push(['result', remainder]);
  if (result.others.length > 0) entries.push(['blocks', [...result.others]]);
  const known = entries.filter(([, entry]) => entry !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries<Json | undefined>(known);
}

/** A structured result without file data, which is media, and without inputs that it repeats. */
function withoutCopies(session: Session, { value, call }: ToolResult): unknown {
  if (!isObject(value)) return value;
  const isCopy = (key: string, child: unknown): boolean => {
    if (key !== 'oldTodos' && key !== 'newTodos')
      return key in call.input && isSameJson(child, call.input[key]);
    const isKnown = session.tasks.knowsList(child);
    if (isKnown) session.writer.markTold(child);
    return isKnown;
  };
  const entries = Object.entries(value)
    .filter(([key, child]) => !isCopy(key, child))
    .map(([key, child]) => [key, key === 'file' ? withoutBase64(child) : child] as const);
  return Object.fromEntries(entries);
}

function isSameJson(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

function withoutBase64(file: unknown): unknown {
  if (!isObject(file)) return file;
  return Object.fromEntries(Object.entries(file).filter(([key]) => key !== 'base64'));
}

/** A subagent's prompt and id stand on its own track. */
function agentFields(session: Session, { call, value }: ToolResult): string[] {
  if (!isObject(value) || value['agentId'] === undefined) return [];
  const track = session.tracks.byCall.get(call.id);
  if (track === undefined) return [];
  // The call's prompt is among the told texts: only one that differs from it is left.
  return ['agentId'];
}

function markContent(told: ToldTexts, item: SourceToolContent): void {
  if (item.type === 'content') told.addAll(item.content);
  else if (item.type === '_reprise/read') {
    told.add(item.path);
    told.add(item.text);
  }
}

const DURATION_FIELDS = ['durationMs', 'durationSeconds', 'totalDurationMs'];

/** Milliseconds the tool says it took. */
function durationOf(value: unknown): number | undefined {
  if (!isObject(value)) return undefined;
  const seconds = asNumber(value['durationSeconds']);
  return (
    asCount(value['durationMs']) ??
    asCount(value['totalDurationMs']) ??
    (seconds === undefined ? undefined : asCount(seconds * 1000))
  );
}

/** Tasks that a call created or changed. */
function writePlan(session: Session, { call, value, status }: ToolResult): void {
  if (status === 'failed' || !isObject(value)) return;
  const task = isObject(value['task']) ? value['task'] : {};
  const created = asText(task['id']);
  const updated = asText(value['taskId']);
  if (call.name === 'TaskCreate' && created !== undefined) {
    session.writer.update(session.tasks.created(created, call.input));
  } else if (call.name === 'TaskUpdate' && updated !== undefined) {
    const plan = session.tasks.updated(updated, call.input);
    if (plan) session.writer.update(plan);
  }
}
