import type { ContentBlock, EventMeta } from '../../../format/index.ts';
import { asJson, asCount, isObject, asText } from '../../sources/json-value.ts';
import { imageBlock } from './content-blocks.ts';
import { blocksOf, messageOf } from './records.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { textContent } from '../../records/session-writer.ts';
import { contextTokensOf } from './state-records.ts';
import type { Session } from './session.ts';
import { messageKey } from './session-facts.ts';
import { isPlanList } from './task-plan.ts';
import { describeTool, isAgentTool } from './describe-tool.ts';

/** One record of a model's answer: text, thoughts and tool calls, one block a record as a rule. */
export function translateAssistant(session: Session, record: LogRecord): void {
  const message = messageOf(record);
  const model = asText(message?.['model']);
  session.writer.markTold(model);
  const isSynthetic = model === '<synthetic>';
  const blocks = blocksOf(message);
  if (record['isApiErrorMessage'] === true) {
    translateApiError(session, record, blocks);
    return;
  }
  if (session.writer.context.track === 'main' && !isSynthetic)
    session.contextTokens = contextTokensOf(message?.['usage']);
  const messageId = asText(message?.['id']);
  let meta: EventMeta = isSynthetic
    ? { origin: 'synthetic' }
    : session.messageMeta(messageKey(record), model, record);
  for (const block of blocks) {
    if (!writeBlock(session, block, messageId, meta, record)) continue;
    meta = isSynthetic ? meta : {};
  }
}

/** @returns whether an event was written */
function writeBlock(
  session: Session,
  block: unknown,
  messageId: string | undefined,
  meta: EventMeta,
  record: LogRecord,
): boolean {
  const chunk = (
    sessionUpdate: 'agent_message_chunk' | 'agent_thought_chunk',
    content: ContentBlock,
    own = meta,
  ): boolean => {
    const id = messageId === undefined ? {} : { messageId };
    session.writer.update({ sessionUpdate, ...id, content }, own);
    return true;
  };
  const thought = (text: string): boolean => {
    const duration = asCount(record['thinkingDurationMs']);
    return chunk(
      'agent_thought_chunk',
      { type: 'text', text },
      { ...meta, ...(duration ? { duration } : {}) },
    );
  };
  if (!isObject(block)) return chunk('agent_message_chunk', otherBlock(block));
  switch (block['type']) {
    case 'text': {
      const { text: words, citations } = block;
      if (typeof words !== 'string') return chunk('agent_message_chunk', otherBlock(block));
      if (citations !== undefined && citations !== null)
        chunk('agent_message_chunk', otherBlock({ citations }));
      return words === '' ? false : chunk('agent_message_chunk', { type: 'text', text: words });
    }
    case 'thinking':
      // Empty in many versions: the vendor keeps the thought, only that there was one is known.
      return thought(asText(block['thinking']) ?? '');
    case 'redacted_thinking':
      return thought('');
    case 'image':
      return chunk('agent_message_chunk', imageBlock(block) ?? otherBlock(block));
    case 'tool_use':
    case 'server_tool_use':
      writeCall(session, block, meta, record);
      return true;
    default:
      return chunk('agent_message_chunk', otherBlock(block));
  }
}

function otherBlock(block: unknown): ContentBlock {
  return { type: '_reprise/other', value: asJson(block) };
}

function writeCall(session: Session, block: LogRecord, meta: EventMeta, record: LogRecord): void {
  const { facts: known, tracks, writer } = session;
  const name = asText(block['name']) ?? '';
  const vendorId = asText(block['id']);
  const facts = vendorId === undefined ? undefined : known.calls.get(vendorId);
  const input = isObject(block['input']) ? block['input'] : {};
  const track = vendorId === undefined ? undefined : tracks.byCall.get(vendorId);
  const holdsPrompt = track !== undefined && tracks.byId.get(track)?.holdsPrompt === true;
  const elsewhere = inputsElsewhere(name, input, { repeats: isRepeated(facts), holdsPrompt });
  for (const key of elsewhere) writer.markTold(input[key]);
  const command = { command: asText(input['command']) ?? '', cwd: asText(record['cwd']) };
  const plan = isPlanProposal(name) ? asText(input['plan']) : undefined;
  writer.call({
    id: vendorId,
    name,
    description: describeTool(name, block['input'], new Set(elsewhere)),
    input,
    command: facts?.ran ? command : undefined,
    content: plan === undefined ? [] : [textContent(plan)],
    meta,
  });
  if (track !== undefined) session.announceTrack(track);
  if (name === 'TodoWrite') writePlan(session, input);
}

function isRepeated(facts: { readonly repeatsInput?: true; readonly ambiguous?: true } | undefined): boolean {
  return facts?.repeatsInput === true && facts.ambiguous !== true;
}

/** Inputs that stand elsewhere: in the change the call made, at the head of the subagent's track, in the plan. */
function inputsElsewhere(
  name: string,
  input: LogRecord,
  { repeats, holdsPrompt }: { repeats: boolean; holdsPrompt: boolean },
): readonly string[] {
  if (name === 'TodoWrite') return isPlanList(input['todos']) ? ['todos'] : [];
  if (isPlanProposal(name)) return typeof input['plan'] === 'string' ? ['plan'] : [];
  if (isAgentTool(name) && holdsPrompt) return ['prompt'];
  if (!repeats) return [];
  const texts = ['old_string', 'new_string', 'edits', 'content', 'new_source'];
  return typeof input['replace_all'] === 'boolean' ? [...texts, 'replace_all'] : texts;
}

function isPlanProposal(name: string): boolean {
  return name === 'ExitPlanMode' || name === 'exit_plan_mode';
}

function writePlan(session: Session, input: LogRecord): void {
  const plan = session.tasks.fromTodos(input['todos']);
  if (plan) session.writer.update(plan);
}

function translateApiError(session: Session, record: LogRecord, blocks: readonly unknown[]): void {
  const texts = blocks.map((block) => (isObject(block) ? asText(block['text']) : undefined)).filter(Boolean);
  const status = record['apiErrorStatus'];
  const reason = asText(record['error']);
  session.writer.update({
    sessionUpdate: '_reprise/error',
    text: texts.join('\n'),
    ...((typeof status === 'number' || reason !== undefined) && {
      data: { ...(typeof status === 'number' && { status }), ...(reason !== undefined && { error: reason }) },
    }),
  });
}
