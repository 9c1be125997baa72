import type { RecordGlance } from '../../glance.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** What the document beside a log says of its session. */
export interface SessionSummary {
  readonly title?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly root?: string | undefined;
  readonly branch?: string | undefined;
  readonly commit?: string | undefined;
  readonly model?: string | undefined;
  /** Wall times, ms since 1970 UTC. */
  readonly startedAt?: number | undefined;
  readonly endedAt?: number | undefined;
}

/** Reads `summary.json`; an empty document says nothing. */
export function readSummary(summary: LogRecord): SessionSummary {
  const info = isObject(summary['info']) ? summary['info'] : {};
  const commit = asText(summary['head_commit']);
  return {
    title: asText(summary['generated_title']) ?? asText(summary['session_summary']),
    sessionId: asText(info['id']),
    root: asText(info['cwd']),
    branch: asText(summary['head_branch']),
    ...(commit !== undefined && /^[\da-f]{7,64}$/.test(commit) && { commit }),
    model: asText(summary['current_model_id']),
    startedAt: parseIsoTime(summary['created_at']),
    endedAt: parseIsoTime(summary['last_active_at']) ?? parseIsoTime(summary['updated_at']),
  };
}

/** Whether a summary is of a subagent's session; a fork names its parent too. */
export function isSubagent(summary: LogRecord): boolean {
  return (
    /subagent/i.test(asText(summary['session_kind']) ?? '') || asText(summary['subagent_type']) !== undefined
  );
}

/** The same for a list. */
export function summaryGlance(text: string): RecordGlance | undefined {
  const summary = parse(text);
  if (!isObject(summary)) return undefined;
  const { title, sessionId, root, branch, startedAt, endedAt } = readSummary(summary);
  return {
    generatedTitle: title,
    sessionId,
    project: root,
    branch,
    time: startedAt,
    endTime: endedAt,
    isPart: isSubagent(summary),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
