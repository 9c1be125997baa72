import type { RecordGlance } from '../../glance.ts';
import { asText, isObject } from '../../sources/json-value.ts';

/**
 * What Claude Cowork says of a session in the file beside its folder, `local_<id>.json`: the title, and which of the logs
 * in the folder it is of.
 */
export function coworkFacts(text: string): RecordGlance | undefined {
  let facts: unknown;
  try {
    facts = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(facts)) return undefined;
  return { title: asText(facts['title']), sessionId: asText(facts['cliSessionId']) };
}
