import { asJson, compact, isObject, asCount, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import type { SessionWriter } from '../../records/session-writer.ts';

/** What the program notes of itself. @returns whether the kind is known */
export function translateSystem(writer: SessionWriter, record: LogRecord): boolean {
  const payload = isObject(record['systemPayload']) ? record['systemPayload'] : {};
  switch (record['subtype']) {
    case 'ui_telemetry':
      writeFailure(writer, payload);
      return true;
    case 'attribution_snapshot':
      return true;
    case 'slash_command':
      writeCommand(writer, payload);
      return true;
    case 'chat_compression':
      writer.notice('compaction', undefined, {
        data: isObject(payload['info']) ? factsOf(payload['info']) : undefined,
      });
      return true;
    case 'custom_title': {
      const title = titleIn(payload);
      if (title !== undefined) writer.update({ sessionUpdate: 'session_info_update', title });
      return title !== undefined;
    }
    case 'rewind':
      writer.notice('system', 'Went back to an earlier prompt', {
        data: { kind: 'rewind', ...factsOf(payload) },
      });
      return true;
    case 'at_command':
      writer.notice('system', undefined, { data: { kind: 'at-command', ...factsOf(payload) } });
      return true;
    default:
      return false;
  }
}

/** The name that a person gave the session. */
export function titleIn(payload: LogRecord): string | undefined {
  return asText(payload['customTitle']) ?? asText(payload['title']);
}

/** How long a call took, as telemetry has it: id of the call and ms. */
export function durationIn(record: LogRecord): readonly [id: string, duration: number] | undefined {
  const payload = record['systemPayload'];
  const event = isObject(payload) && isObject(payload['uiEvent']) ? payload['uiEvent'] : {};
  const [id, duration] = [asText(event['call_id']), asCount(event['duration_ms'])];
  return id === undefined || duration === undefined ? undefined : [id, duration];
}

/** Of telemetry only that the provider failed is told nowhere else. */
function writeFailure(writer: SessionWriter, { uiEvent }: LogRecord): void {
  if (!isObject(uiEvent) || !asText(uiEvent['event.name'])?.endsWith('.api_error')) return;
  const words = asText(uiEvent['error_message']) ?? asText(uiEvent['error']) ?? 'API error';
  const facts = [
    ['type', asText(uiEvent['error_type'])],
    ['status', asCount(uiEvent['status_code'])],
  ] as const;
  writer.notice('error', words, { data: compact(facts) });
}

/** A command that was typed, then what it showed. */
function writeCommand(writer: SessionWriter, payload: LogRecord): void {
  const command = asText(payload['rawCommand']);
  if (payload['phase'] !== 'result') {
    if (command !== undefined) writer.message('user', command, { meta: { origin: 'command' } });
    return;
  }
  writer.markTold(command);
  for (const item of asList(payload['outputHistoryItems']).filter(isObject)) {
    const words = asText(item['text']);
    const rest = new ToldTexts(words).remainder(item);
    writer.notice('system', words, {
      data: compact([
        ['kind', 'command-output'],
        ['item', rest],
      ]),
    });
  }
}

function factsOf(payload: LogRecord) {
  const rest = Object.entries(payload).filter(([, value]) => typeof value !== 'object');
  return compact(rest.map(([key, value]) => [key, asJson(value)]));
}
