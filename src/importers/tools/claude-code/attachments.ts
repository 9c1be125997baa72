import { asJson, compact, asCount, isObject, asList, asText } from '../../sources/json-value.ts';
import { ToldTexts, splitLines, withoutLineNumber } from '../../kept/told-texts.ts';
import { queuedText } from './prompts.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Session } from './session.ts';
import { translateSurroundings } from './surroundings.ts';
import { readUserText } from './user-text.ts';
import { imageBlock } from './content-blocks.ts';

/** Fields of an attachment that name or repeat, and say nothing. */
const ATTACHMENT_FIELDS = new Set([
  'type',
  'toolUseID',
  'source_uuid',
  'timestamp',
  'isInitial',
  'itemCount',
  'commandMode',
  'origin',
]);

/** A hook's event is the beginning of its name. */
const HOOK_FIELDS = new Set([...ATTACHMENT_FIELDS, 'hookName', 'hookEvent']);

/** What was attached to the conversation (2.1.96 and later). @returns whether its type is known */
export function translateAttachment(session: Session, record: LogRecord): boolean {
  const attachment = isObject(record['attachment']) ? record['attachment'] : {};
  switch (attachment['type']) {
    case 'queued_command':
      translateQueued(session, attachment);
      return true;
    case 'hook_success':
    case 'hook_additional_context':
    case 'hook_system_message':
    case 'hook_blocking_error':
    case 'hook_non_blocking_error':
    case 'hook_cancelled':
      translateHook(session, attachment);
      return true;
    case 'edited_text_file':
      translateEditedFile(session, attachment);
      return true;
    case 'file':
      translateFile(session, attachment);
      return true;
    case 'task_reminder':
    case 'todo_reminder':
      translateTaskReminder(session, attachment);
      return true;
    case 'deferred_tools_delta':
    case 'skill_listing':
    case 'agent_listing_delta':
    case 'mcp_instructions_delta':
    case 'nested_memory':
    case 'compact_file_reference':
    case 'command_permissions':
    case 'date_change':
    case 'auto_mode':
    case 'budget_usd':
    case 'date':
    case 'dynamic_skill':
    case 'invoked_skills':
    case 'read_truncation_notice':
    case 'remote_session_change':
    case 'ultra_effort_enter':
    case 'ultra_effort_exit':
      translateOther(session, attachment);
      return true;
    default:
      return translateSurroundings(session, attachment);
  }
}

/** A prompt that was typed while the agent worked, and given to it mid-turn. */
function translateQueued(session: Session, attachment: LogRecord): void {
  const { prompt } = attachment;
  const whole = queuedText(prompt) ?? '';
  const origin = isObject(attachment['origin']) ? attachment['origin']['kind'] : undefined;
  const parts = readUserText(whole);
  const isHuman =
    (origin === undefined || origin === 'human') && parts.some((part) => part.kind === 'prompt');
  const images = asList(prompt)
    .map(imageBlock)
    .filter((block) => block !== undefined);
  if (!isHuman && images.length === 0) {
    if (whole === '' || !session.tellOnce(whole)) return;
    session.writer.update({ sessionUpdate: '_reprise/progress', text: whole });
    return;
  }
  session.writer.update({ sessionUpdate: '_reprise/turn' });
  const words = parts.flatMap((part) => (part.kind === 'prompt' ? [part.text] : []));
  for (const part of words) {
    session.writer.update(
      { sessionUpdate: 'user_message_chunk', content: { type: 'text', text: part } },
      { origin: 'queued' },
    );
  }
  for (const content of images)
    session.writer.update({ sessionUpdate: 'user_message_chunk', content }, { origin: 'queued' });
}

function translateHook(session: Session, attachment: LogRecord): void {
  const words =
    hookText(attachment['content']) ?? asText(attachment['stdout']) ?? asText(attachment['stderr']);
  const isNew = words !== undefined && session.tellOnce(words);
  const name = asText(attachment['hookName']) ?? asText(attachment['hookEvent']);
  const rest = new ToldTexts(words).remainder(attachment, HOOK_FIELDS);
  const call = session.writer.callId(asText(attachment['toolUseID']));
  session.writer.update({
    sessionUpdate: '_reprise/hook',
    ...(isNew && { text: words }),
    ...(call !== undefined && { toolCallId: call }),
    data: compact([['name', name], ...Object.entries(isObject(rest) ? rest : {})]) ?? {},
  });
}

function hookText(content: unknown): string | undefined {
  const lines =
    typeof content === 'string' ? [content] : asList(content).filter((line) => typeof line === 'string');
  return asText(lines.join('\n').trim());
}

/** A file that somebody else changed, as far as the agent was shown it: numbered lines, perhaps with gaps. */
function translateEditedFile(session: Session, attachment: LogRecord): void {
  const path = asText(attachment['filename']) ?? '';
  const lines = splitLines(asText(attachment['snippet']) ?? '')
    .map(withoutLineNumber)
    .join('\n');
  const words = `${path} was changed outside the session`;
  const rest = new ToldTexts(words, lines).remainder(
    attachment,
    new Set([...ATTACHMENT_FIELDS, 'snippet', 'displayPath']),
  );
  session.writer.update({
    sessionUpdate: '_reprise/system',
    text: words,
    data: compact([
      ['kind', 'edited-file'],
      ['path', path],
      ['snippet', lines === '' || !session.tellOnce(`${path}\n${lines}`) ? undefined : lines],
      ...Object.entries(isObject(rest) ? rest : {}),
    ])!,
  });
}

/** A file that was given to the agent with a prompt. Its whole text becomes a state of the file. */
function translateFile(session: Session, attachment: LogRecord): void {
  const content = isObject(attachment['content']) ? attachment['content'] : {};
  const file = isObject(content['file']) ? content['file'] : {};
  const path = asText(file['filePath']) ?? asText(attachment['filename']) ?? '';
  const words = typeof file['content'] === 'string' ? file['content'] : undefined;
  const isWhole =
    words !== undefined &&
    asCount(file['startLine']) === 1 &&
    asCount(file['totalLines']) === asCount(file['numLines']);
  if (isWhole && path !== '') session.writer.change({ path, op: 'observe', after: words });
  const shown = new ToldTexts(path, isWhole ? words : undefined);
  const without = new Set([...ATTACHMENT_FIELDS, 'displayPath', 'filename', 'numLines', 'totalLines']);
  const rest = shown.remainder(attachment, without);
  session.writer.update({
    sessionUpdate: '_reprise/system',
    text: `${path} was given to the agent`,
    data: compact([['kind', 'file'], ['path', path], ...Object.entries(isObject(rest) ? rest : {})])!,
  });
}

/** The todo list, repeated for the model: of interest where it has a task that nobody wrote down. */
function translateTaskReminder(session: Session, attachment: LogRecord): void {
  const tasks = asList(attachment['content']).filter((task) => !session.tasks.knows(task));
  session.writer.markTold(attachment['content']);
  if (tasks.length === 0) return;
  session.writer.update({
    sessionUpdate: '_reprise/system',
    data: { kind: 'task-reminder', tasks: asJson(tasks) },
  });
}

/** What has no event of its own: its text once, and the rest of it as data. */
export function translateOther(session: Session, attachment: LogRecord): void {
  const words = typeof attachment['content'] === 'string' ? asText(attachment['content']) : undefined;
  const isNew = words !== undefined && session.tellOnce(words);
  const shown = new ToldTexts(words, ...lists(attachment));
  const names = asList(attachment['names']).every(
    (name) => typeof name === 'string' && words?.includes(name),
  );
  const without = new Set([...ATTACHMENT_FIELDS, ...LISTED, 'skillCount', ...(names ? ['names'] : [])]);
  const rest = shown.remainder(attachment, without);
  const data = compact([
    ['kind', asText(attachment['type'])?.replaceAll('_', '-')],
    ...LISTED.flatMap((key) => {
      const lines = linesOf(attachment[key]);
      return lines === '' || !session.tellOnce(lines) ? [] : ([[key, lines]] as const);
    }),
    ...Object.entries(isObject(rest) ? rest : {}),
  ]);
  // What is left may be the kind alone: an announcement of nothing.
  if (!isNew && Object.keys(data ?? {}).length < 2) return;
  session.writer.update({
    sessionUpdate: '_reprise/system',
    ...(isNew && { text: words }),
    ...(data && { data }),
  });
}

/** Lists of lines, kept as text. The names are repeated at the head of the lines. */
const LISTED = ['addedLines', 'addedBlocks', 'removedNames', 'readdedNames'];

function lists(attachment: LogRecord): string[] {
  return LISTED.map((key) => linesOf(attachment[key]));
}

function linesOf(value: unknown): string {
  return asList(value)
    .filter((line) => typeof line === 'string')
    .join('\n');
}
