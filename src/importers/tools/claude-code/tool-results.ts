import type { Json, JsonObject, SourceToolContent } from '../../../format/index.ts';
import { asJson, asCount, asNumber, isObject, asList, asText } from '../../sources/json-value.ts';
import { ShownText } from '../../kept/shown-text.ts';
import { mediaBlock } from '../../records/media-block.ts';
import { imageBlock } from './content-blocks.ts';
import { translateFileResult } from './file-results.ts';
import { RESULT_FIELDS } from './left-out.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { OpenCall, Session } from './session.ts';
import { translateShellResult } from './shell-results.ts';
import { textContent } from './tool-result.ts';
import type { ResultView, ToolResult } from './tool-result.ts';
import { writeReminder } from './notices.ts';

/** A tool's result: ends its call, and brings changes, terminal output, plans and commits with it. */
export function translateResult(session: Session, block: LogRecord, record: LogRecord): void {
  const vendorId = asText(block['tool_use_id']) ?? '';
  const call = session.takeCall(vendorId) ?? orphan(session, vendorId);
  const { words, media, reminders } = readContent(block['content']);
  const result: ToolResult = {
    call,
    value: record['toolUseResult'],
    words,
    media,
    ...outcome(block, record, words),
    shown: new ShownText(call.title),
  };
  result.shown.addAll(call.input);
  const view =
    translateShellResult(session, result) ??
    translateFileResult(session, result) ??
    plainView(session, result);
  writeUpdate(session, result, view);
  for (const commit of session.takeCommits()) session.writer.update(commit);
  for (const reminder of reminders) writeReminder(session, reminder);
  writePlan(session, result);
}

/** A result whose call is not in the log gets a call of its own. */
function orphan(session: Session, vendorId: string): OpenCall {
  const title = 'Result of a call that is not in the log';
  const call = session.openCall(vendorId === '' ? `${session.writer.context.fallbackId}.result` : vendorId, {
    name: '',
    title,
    input: {},
    facts: undefined,
    cwd: undefined,
  });
  session.takeCall(vendorId);
  session.writer.update({ sessionUpdate: 'tool_call', toolCallId: call.id, title });
  return call;
}

/** Texts, media and reminders of a result's content. */
function readContent(content: unknown): {
  readonly words: readonly string[];
  readonly media: readonly SourceToolContent[];
  readonly reminders: readonly string[];
} {
  const words: string[] = [];
  const media: SourceToolContent[] = [];
  const reminders: string[] = [];
  const blocks = typeof content === 'string' ? [content] : isObject(content) ? [content] : asList(content);
  for (const block of blocks) {
    const whole =
      typeof block === 'string'
        ? block
        : isObject(block) && block['type'] === 'text'
          ? block['text']
          : undefined;
    if (typeof whole === 'string') words.push(takeReminders(whole, reminders));
    else media.push(mediaContent(block));
  }
  return { words: words.filter((part) => part !== ''), media, reminders };
}

function mediaContent(block: unknown): SourceToolContent {
  return { type: 'content', content: imageBlock(block) ?? { type: '_reprise/other', value: asJson(block) } };
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
  const { call, value, words, media, shown } = result;
  const failure = typeof value === 'string' ? longer(value, words) : undefined;
  if (failure !== undefined) return { content: [textContent(failure), ...media], remark: words.join('\n') };
  if (session.persisted !== undefined) {
    return { content: [textContent(session.persisted), ...media], remark: words.join('\n') };
  }
  const isEcho = call.name === 'ExitPlanMode' || call.name === 'exit_plan_mode';
  const texts = isEcho ? words.map((part) => shown.unseen(part) ?? '') : words;
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
function answersInText(call: OpenCall, value: unknown, words: readonly string[]): boolean {
  if (call.name !== 'AskUserQuestion' || !isObject(value) || !isObject(value['answers'])) return false;
  const sentence = words.join('\n');
  return Object.values(value['answers']).every(
    (answer) => typeof answer === 'string' && sentence.includes(answer),
  );
}

function writeUpdate(session: Session, result: ToolResult, view: ResultView): void {
  const { call, status, reason, value } = result;
  const content = [...view.content, ...extraMedia(result)];
  const rawOutput = remainingOutput(session, result, { ...view, content });
  const duration = durationOf(value);
  session.writer.update(
    {
      sessionUpdate: 'tool_call_update',
      toolCallId: call.id,
      status,
      ...(content.length > 0 && { content }),
      ...(rawOutput && { rawOutput }),
    },
    { ...(reason && { reason }), ...(duration !== undefined && { duration }) },
  );
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
  const { shown } = result;
  for (const item of view.content) showContent(shown, item);
  const remark = view.remark === undefined ? undefined : shown.unseen(view.remark);
  if (remark !== undefined) shown.add(remark);
  const without = new Set([
    ...RESULT_FIELDS,
    ...DURATION_FIELDS,
    ...(view.without ?? []),
    ...agentFields(session, result),
  ]);
  const rest = withoutCopies(session, result);
  const remainder = shown.remainder(rest, without);
  const entries: [string, Json | undefined][] = [...Object.entries(view.facts ?? {}), ['text', remark]];
  if (isObject(remainder)) entries.push(...(Object.entries(remainder) as [string, Json][]));
  else entries.push(['result', remainder]);
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
    if (isKnown) session.cover(child);
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
  const track = session.plan.tracks.byCall.get(call.id);
  if (track === undefined) return [];
  // The call's prompt is among the shown texts: only one that differs from it is left.
  return ['agentId'];
}

function showContent(shown: ShownText, item: SourceToolContent): void {
  if (item.type === 'content') shown.addAll(item.content);
  else if (item.type === '_reprise/read') {
    shown.add(item.path);
    shown.add(item.text);
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
