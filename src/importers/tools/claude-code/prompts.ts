import { isObject, asList, asText } from '../../sources/json-value.ts';
import { blocksOf, messageOf } from './records.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { readUserText } from './user-text.ts';

/**
 * Whether a user record is a prompt that a person typed: not a tool's result, a slash command, its output or its
 * expansion, a summary of a compaction, a notification or a notice of interruption.
 */
export function isHumanPrompt(record: LogRecord): boolean {
  if (record['type'] !== 'user' || record['isMeta'] === true || record['isCompactSummary'] === true)
    return false;
  const origin = record['origin'];
  if (isObject(origin) && asText(origin['kind']) !== undefined && origin['kind'] !== 'human') return false;
  const blocks = blocksOf(messageOf(record));
  if (blocks.some((block) => isObject(block) && block['type'] === 'tool_result')) return false;
  return blocks.some(
    (block) =>
      isObject(block) &&
      (block['type'] === 'image' ||
        block['type'] === 'document' ||
        (typeof block['text'] === 'string' &&
          readUserText(block['text']).some((part) => part.kind === 'prompt'))),
  );
}

/**
 * Whether a user record is a slash command of the person's own: unlike those of the program (`/clear`, `/mcp`), which
 * it writes the other way round, it is expanded to a prompt that the model answers.
 */
export function isCommandPrompt(record: LogRecord): boolean {
  if (record['type'] !== 'user' || record['isMeta'] === true) return false;
  const [first] = blocksOf(messageOf(record));
  const words = isObject(first) ? first['text'] : undefined;
  return typeof words === 'string' && words.trimStart().startsWith('<command-message>');
}

/** The text of a prompt attached to a turn that was running; it may be a text or a list of blocks. */
export function queuedText(prompt: unknown): string | undefined {
  if (typeof prompt === 'string') return asText(prompt);
  const texts = asList(prompt).map((block) => (isObject(block) ? asText(block['text']) : undefined));
  return asText(texts.filter((part) => part !== undefined).join('\n'));
}
