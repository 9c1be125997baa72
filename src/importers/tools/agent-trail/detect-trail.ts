import { headLines } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';

/** How sure it is that lines are an envelope or a header of a trail, or entries of one whose beginning is cut off. */
export function detectTrail(head: Uint8Array): number {
  const [first, second] = headLines(head, 3).filter(isObject);
  if (!first) return 0;
  const isNamed = typeof first['schema_version'] === 'string' && typeof first['ts'] === 'string';
  if (isNamed && first['type'] === 'trail' && typeof first['producer'] === 'string') return 0.97;
  if (isNamed && first['type'] === 'session' && isObject(first['agent'])) return 0.97;
  return isEntry(first) && (second === undefined || isEntry(second)) ? 0.6 : 0;
}

/** Other tools have records of `type`, `id` and `payload` too; none of them calls its time `ts`. */
function isEntry(record: Record<string, unknown>): boolean {
  return (
    typeof record['type'] === 'string' &&
    typeof record['id'] === 'string' &&
    typeof record['ts'] === 'string' &&
    isObject(record['payload'])
  );
}
