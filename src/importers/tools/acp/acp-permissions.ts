import { asJson, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import type { AcpCalls } from './acp-calls.ts';

/** Writes that the agent asks for leave, with what it wants to do: the call may not have been told of before. */
export function writePermissionRequest(writer: SessionWriter, calls: AcpCalls, params: LogRecord): boolean {
  const toolCall = isObject(params['toolCall']) ? params['toolCall'] : undefined;
  const id = toolCall && asText(toolCall['toolCallId']);
  if (!toolCall || id === undefined) return false;
  calls.translate({ ...toolCall, status: undefined });
  const call = calls.get(id);
  const title = asText(toolCall['title']);
  writer.notice(
    'permission',
    title === undefined ? 'Permission asked for' : `Permission asked for: ${title}`,
    {
      data: { options: asJson(params['options'] ?? []) },
      toolCallId: call?.eventId,
    },
  );
  return true;
}

/** Id of the call that the user refuses by an answer. */
export function refusedCall(params: LogRecord, result: unknown): string | undefined {
  const toolCall = isObject(params['toolCall']) ? params['toolCall'] : undefined;
  const kind = asText(chosenOption(params, outcomeOf(result))?.['kind']);
  return toolCall && kind?.startsWith('reject') === true ? asText(toolCall['toolCallId']) : undefined;
}

/** Writes what the user answered. */
export function writePermission(
  writer: SessionWriter,
  calls: AcpCalls,
  { params, result }: { readonly params: LogRecord; readonly result: unknown },
): boolean {
  const outcome = outcomeOf(result);
  if (!outcome) return false;
  const toolCall = isObject(params['toolCall']) ? params['toolCall'] : {};
  const call = calls.get(asText(toolCall['toolCallId']));
  const id = asText(outcome['optionId']);
  const option = chosenOption(params, outcome);
  const kind = asText(option?.['kind']);
  const isCancelled = outcome['outcome'] === 'cancelled';
  const words = isCancelled
    ? 'Not answered: the turn was cancelled'
    : (asText(option?.['name']) ?? id ?? 'Answered');
  writer.notice('permission', words, {
    data: { outcome: asJson(outcome), ...(kind !== undefined && { kind }) },
    toolCallId: call?.eventId,
  });
  if (call && kind?.startsWith('reject') === true) calls.refuse(call);
  return true;
}

function outcomeOf(result: unknown): LogRecord | undefined {
  return isObject(result) && isObject(result['outcome']) ? result['outcome'] : undefined;
}

function chosenOption(params: LogRecord, outcome: LogRecord | undefined): LogRecord | undefined {
  const id = asText(outcome?.['optionId']);
  const options = asList(params['options']).filter(isObject);
  return id === undefined ? undefined : options.find(({ optionId }) => optionId === id);
}
