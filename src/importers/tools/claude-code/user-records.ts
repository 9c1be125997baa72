import type { ContentBlock, EventMeta } from '../../../format/index.ts';
import { asJson, isObject, asText } from '../../sources/json-value.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { imageBlock } from './content-blocks.ts';
import { isCommandPrompt, isHumanPrompt } from './prompts.ts';
import { blocksOf, messageOf } from './records.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { writeMode, writeReminder, writeSystem } from './notices.ts';
import type { Session } from './session.ts';
import { translateResult } from './tool-results.ts';
import { readUserText } from './user-text.ts';
import type { UserText } from './user-text.ts';

/** A record with role user: a prompt, a result, or one of the many things the tool writes as user text. */
export function translateUser(session: Session, record: LogRecord): void {
  if (record['isCompactSummary'] === true) {
    translateSummary(session, record);
    return;
  }
  writeMode(session, asText(record['permissionMode']));
  const blocks = blocksOf(messageOf(record));
  const { track } = session.writer.context;
  const isPrompt = track === 'main' && (isHumanPrompt(record) || isCommandPrompt(record));
  if (isPrompt) {
    session.writer.interruptCalls();
    session.writer.update({ sessionUpdate: '_reprise/turn' });
  }
  // A subagent's prompt was written by the agent that started it, expansions and the like by the program.
  const meta: EventMeta = isPrompt ? {} : { origin: 'synthetic' };
  const instructions = record['isMeta'] === true || (track === 'main' && !isPrompt && isNotice(record));
  for (const block of blocks) {
    if (isObject(block) && block['type'] === 'tool_result') translateResult(session, block, record);
    else writeBlock(session, block, meta, { instructions });
  }
}

function isNotice(record: LogRecord): boolean {
  const origin = record['origin'];
  return isObject(origin) && asText(origin['kind']) !== undefined && origin['kind'] !== 'human';
}

function writeBlock(
  session: Session,
  block: unknown,
  meta: EventMeta,
  { instructions }: { instructions: boolean },
): void {
  const words = isObject(block) && block['type'] === 'text' ? block['text'] : undefined;
  if (typeof words !== 'string') {
    writeChunk(session, imageBlock(block) ?? { type: '_reprise/other', value: asJson(block) }, meta);
    return;
  }
  for (const part of readUserText(words)) {
    if (part.kind === 'prompt' && instructions) writeSystem(session, part.text, {});
    else writeText(session, part, { meta, source: words });
  }
}

function writeChunk(session: Session, content: ContentBlock, meta: EventMeta): void {
  session.writer.update({ sessionUpdate: 'user_message_chunk', content }, meta);
}

/** @param source - the text as the record has it: what is left of its markup goes along */
function writeText(
  session: Session,
  part: UserText,
  { meta, source }: { meta: EventMeta; source: string },
): void {
  switch (part.kind) {
    case 'prompt':
      writeChunk(session, { type: 'text', text: part.text }, meta);
      return;
    case 'command': {
      writeChunk(
        session,
        { type: 'text', text: part.text },
        { origin: 'command', ...verbatim(source, part.text) },
      );
      return;
    }
    case 'command-output':
      writeSystem(session, part.text, {
        kind: 'command-output',
        verbatim: new ToldTexts(part.text).untold(source),
      });
      return;
    case 'interruption':
      session.writer.interruptCalls();
      session.writer.notice('interruption', part.text);
      return;
    case 'notification':
      writeNotification(session, part.text);
      return;
    case 'shell-input':
    case 'shell-output':
      writeShell(session, part, source);
      return;
    case 'reminder':
      writeReminder(session, part.text);
      return;
    case 'system':
      writeSystem(session, part.text, {});
  }
}

function writeNotification(session: Session, words: string): void {
  const call = session.writer.callId(
    /<tool-use-id>([^<]{1,100})<\/tool-use-id>/.exec(words.slice(0, 2000))?.[1],
  );
  if (session.tellOnce(words)) session.writer.notice('progress', words, { toolCallId: call });
}

/** Commands that the person ran (`!`): shown like the agent's own, on the terminal. */
function writeShell(
  session: Session,
  part: Extract<UserText, { kind: 'shell-input' | 'shell-output' }>,
  source: string,
): void {
  const { writer } = session;
  if (part.kind === 'shell-input') {
    const id = `${writer.context.id ?? writer.context.fallbackId}.shell`;
    session.shellInput = { id, command: part.text };
    const title = oneLine(part.text);
    writer.update(
      { sessionUpdate: 'tool_call', toolCallId: id, title, kind: 'execute' },
      { origin: 'command', ...verbatim(source, title) },
    );
    return;
  }
  const input = session.shellInput;
  session.shellInput = undefined;
  const output = [part.stdout, part.stderr].filter((stream) => stream !== '').join('\n');
  const reference = writer.showCommand({ command: input?.command ?? '' }, { text: output }, input?.id ?? '');
  if (!input) return;
  writer.update(
    { sessionUpdate: 'tool_call_update', toolCallId: input.id, status: 'completed', content: [reference] },
    verbatim(source, output),
  );
}

/** What the record's own text says beyond what is shown of it: its markup. */
function verbatim(source: string, shown: string): EventMeta {
  const rest = new ToldTexts(shown).untold(source);
  return rest === undefined ? {} : { verbatim: rest };
}

/** The summary that replaces a compacted conversation, together with what the boundary before it said. */
function translateSummary(session: Session, record: LogRecord): void {
  const boundary = asText(record['parentUuid']) ?? '';
  const data = session.compactions.get(boundary);
  session.compactions.delete(boundary);
  const words = blocksOf(messageOf(record)).map((block) =>
    isObject(block) ? asText(block['text']) : undefined,
  );
  session.writer.notice('compaction', words.filter((part) => part !== undefined).join('\n'), { data });
}
