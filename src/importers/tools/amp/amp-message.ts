import type { ChatCall } from '../../chat-messages/chat-message.ts';
import { partsOf } from '../../chat-messages/content-parts.ts';
import type { ContentPart } from '../../chat-messages/content-parts.ts';
import { parseIsoTime, plausibleTime } from '../../sources/iso-time.ts';
import { asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** How the run of a tool ended, or stands. */
export interface AmpRun {
  readonly id: string | undefined;
  readonly status: string | undefined;
  readonly result: unknown;
  readonly error: unknown;
}

/** A message of a thread. */
export interface AmpMessage {
  /** `user`, `assistant`, or `info`: what the program, or a person beside the conversation, did. */
  readonly role: string;
  readonly parts: readonly ContentPart[];
  readonly calls: readonly ChatCall[];
  readonly results: readonly AmpRun[];
  /** Commands that a person ran beside the conversation. */
  readonly commands: readonly { readonly command: string; readonly run: AmpRun }[];
  readonly summaries: readonly string[];
}

/** Takes the blocks of a message apart. */
export function readAmp({ role, content }: LogRecord): AmpMessage {
  const blocks = typeof content === 'string' ? [content] : asList(content);
  const ofType = (type: string): readonly LogRecord[] =>
    blocks.filter(isObject).filter((block) => block['type'] === type);
  const others = blocks.filter((block) => !isObject(block) || !OWN.has(asText(block['type']) ?? ''));
  return {
    role: asText(role) ?? '',
    parts: partsOf(others),
    calls: ofType('tool_use').map(({ id, name, input }) => ({
      id: asText(id),
      name: asText(name) ?? '',
      args: input,
    })),
    results: ofType('tool_result').map((block) =>
      runOf(block['run'], asText(block['toolUseID']) ?? asText(block['tool_use_id']), block),
    ),
    commands: ofType('manual_bash_invocation').flatMap(({ args, toolRun }) => {
      const command = isObject(args) ? asText(args['cmd']) : undefined;
      return command === undefined ? [] : [{ command, run: runOf(toolRun, undefined, {}) }];
    }),
    summaries: ofType('summary').flatMap(({ summary }) => {
      const text = isObject(summary) ? asText(summary['summary']) : asText(summary);
      return text === undefined ? [] : [text];
    }),
  };
}

/** When a message was sent, or, of an answer, when its tokens were counted. */
export function timeOfMessage({ meta, usage }: LogRecord): number | undefined {
  const sentAt = isObject(meta) ? asNumber(meta['sentAt']) : undefined;
  if (sentAt !== undefined) return plausibleTime(sentAt);
  return isObject(usage) ? parseIsoTime(usage['timestamp']) : undefined;
}

const OWN = new Set(['tool_use', 'tool_result', 'manual_bash_invocation', 'summary']);

/** Older threads have the result in the block itself, as the provider's interface has it. */
function runOf(run: unknown, id: string | undefined, block: LogRecord): AmpRun {
  if (isObject(run)) return { id, status: asText(run['status']), result: run['result'], error: run['error'] };
  const status = block['is_error'] === true ? 'error' : 'done';
  return { id, status, result: block['content'], error: undefined };
}
