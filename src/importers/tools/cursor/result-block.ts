import type { ContentBlock, SourceChange } from '../../../format/index.ts';
import { mediaBlock, mediaOfUrl } from '../../records/media-block.ts';
import type { CallEnd } from '../../records/session-writer.ts';
import { asCount, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** How a call ended, of a block of a result; `outcome` is what the stores of the command line know beyond the text. */
export function endOf(block: LogRecord, text: string, isCommand: boolean): CallEnd {
  const outcome = isObject(block['outcome']) ? block['outcome'] : {};
  const isFailed = block['is_error'] === true || isObject(outcome['error']);
  const reason = 'rejected' in outcome ? ('refused' as const) : undefined;
  const end: CallEnd = {
    text,
    ...((isFailed || reason) && { status: 'failed' as const }),
    ...(reason && { reason }),
  };
  if (!isCommand) return end;
  const printed = /^Exit code: (\d{1,10})\n\nCommand output:\n([^]*)$/.exec(text);
  const told = [outcome['failure'], outcome['success']].map((part) =>
    isObject(part) ? asCount(part['exitCode']) : undefined,
  );
  const exitCode = told.find((code) => code !== undefined) ?? (printed ? Number(printed[1]) : undefined);
  return { ...end, text: printed ? printed[2] : text, ...(exitCode !== undefined && { exitCode }) };
}

/** The texts of a file before and after an edit, where the result holds them. */
export function wholeChange(block: LogRecord): Pick<SourceChange, 'before' | 'after'> | undefined {
  const outcome = isObject(block['outcome']) ? block['outcome'] : {};
  const success = isObject(outcome['success']) ? outcome['success'] : {};
  const { beforeFullFileContent: before, afterFullFileContent: after } = success;
  if (typeof after !== 'string') return undefined;
  return { after, ...(typeof before === 'string' && { before }) };
}

/** A picture in a message of a person. */
export function pictureOf(block: LogRecord): ContentBlock | undefined {
  if (block['type'] !== 'image' && block['type'] !== 'file') return undefined;
  const data = asText(block['image']) ?? asText(block['data']);
  if (data === undefined) return undefined;
  const type = asText(block['mediaType']) ?? asText(block['mimeType']) ?? 'image/png';
  return /^(?:data|https?):/.test(data) ? mediaOfUrl(data) : mediaBlock(type, data);
}
