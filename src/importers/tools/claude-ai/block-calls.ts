import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/**
 * Ids of the calls of a message, by the position of their blocks: of the calls themselves, and of the results that
 * belong to them. Older exports have no ids: a result belongs to the oldest call of its tool that waits.
 *
 * @param number - of the message
 */
export function callsOf(message: LogRecord, number: number): ReadonlyMap<number, string> {
  const ids = new Map<number, string>();
  const waiting: {
    readonly id: string;
    readonly own: string | undefined;
    readonly name: string | undefined;
  }[] = [];
  for (const [index, block] of asList(message['content']).entries()) {
    if (!isObject(block)) continue;
    if (block['type'] === 'tool_use') {
      const id = `call-${number}-${index}`;
      ids.set(index, id);
      waiting.push({ id, own: asText(block['id']), name: asText(block['name']) });
    } else if (block['type'] === 'tool_result') {
      const at = placeOf(block, waiting);
      const [call] = at === -1 ? [] : waiting.splice(at, 1);
      ids.set(index, call?.id ?? `call-${number}-${index}`);
    }
  }
  return ids;
}

function placeOf(
  result: LogRecord,
  waiting: readonly { readonly own: string | undefined; readonly name: string | undefined }[],
): number {
  const wanted = asText(result['tool_use_id']);
  const byId = wanted === undefined ? -1 : waiting.findIndex(({ own }) => own === wanted);
  if (byId !== -1) return byId;
  const name = asText(result['name']);
  return name === undefined ? waiting.length - 1 : waiting.findIndex((call) => call.name === name);
}
