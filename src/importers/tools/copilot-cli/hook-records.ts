import { asJson, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';

/** What a hook is given that stands in other records: the prompt, the calls, their results. */
const COPIES = ['prompt', 'initialPrompt', 'toolArgs', 'toolCalls', 'toolResult', 'cwd', 'transcriptPath'];

/** A hook that starts says nothing that other records do not say; it is two thirds of a log. */
export function hookStart(writer: SessionWriter, data: LogRecord): void {
  const input = isObject(data['input']) ? data['input'] : {};
  for (const key of COPIES) writer.cover(input[key]);
  const error = isObject(input['error']) ? asText(input['error']['message']) : asText(input['error']);
  if (error !== undefined) writer.notice('hook', error, { data: { hook: asText(data['hookType']) ?? '' } });
}

/** A hook that ended is shown where it failed, or had something to say. */
export function hookEnd(writer: SessionWriter, data: LogRecord): void {
  const { output, success, error } = data;
  const hook = asText(data['hookType']) ?? 'hook';
  const isSilent = !isObject(output) || Object.keys(output).length === 0;
  if (isSilent && success !== false && typeof output !== 'string') return;
  const message = isObject(error) ? asText(error['message']) : asText(error);
  const stack = isObject(error) ? asText(error['stack']) : undefined;
  writer.notice('hook', message ?? (success === false ? `${hook} failed` : hook), {
    data: {
      hook,
      ...((!isSilent || asText(output) !== undefined) && { output: asJson(output) }),
      ...(stack !== undefined && !writer.isTold(stack) && { stack }),
    },
  });
}
