import type { RecordIdentity } from '../../sources/line-survey.ts';
import type { FolderContent } from '../../tool.ts';
import { identifyLine } from '../../sources/line-survey.ts';
import { isObject, asText } from '../../sources/json-value.ts';

/** Logs of a folder of the tool; what belongs to them is what subagents wrote and what was spilled out of them. */
export function logsOfFolder(paths: readonly string[]): FolderContent {
  const isPart = (path: string): boolean => PARTS.test(path);
  return {
    sources: paths.filter((path) => path.endsWith('.jsonl') && !isPart(path)).map((path) => ({ path })),
    parts: paths.filter(isPart),
  };
}

const PARTS = /(?:^|\/)(?:agent-[\w-]+\.jsonl$|subagents\/|tool-results\/)/;

/** Old versions go on in a new file that repeats all records with a session id of its own; their uuids stay. */
export function identifyRecord(line: string): RecordIdentity {
  const uuid = uuidOf(line);
  return uuid === undefined ? { ...identifyLine(line), unique: false } : { text: uuid, unique: true };
}

function uuidOf(line: string): string | undefined {
  try {
    const record: unknown = JSON.parse(line);
    const uuid = isObject(record) ? asText(record['uuid']) : undefined;
    // Programs that mask secrets take ids for some.
    return uuid === 'REDACTED' ? undefined : uuid;
  } catch {
    return undefined;
  }
}
