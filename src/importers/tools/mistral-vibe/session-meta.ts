import type { FolderContent } from '../../tool.ts';
import type { RecordGlance } from '../../glance.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { asCount, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** What the document beside the messages says of a session. */
export interface SessionMeta {
  readonly sessionId?: string | undefined;
  /** A name that a person gave. */
  readonly title?: string | undefined;
  /** The beginning of the first prompt. */
  readonly madeTitle?: string | undefined;
  readonly root?: string | undefined;
  readonly branch?: string | undefined;
  readonly commit?: string | undefined;
  readonly model?: string | undefined;
  /** Wall times, ms since 1970 UTC. */
  readonly startedAt?: number | undefined;
  readonly endedAt?: number | undefined;
  /** Tokens of the whole session, and of the context at its end. */
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly cachedTokens?: number | undefined;
  readonly contextTokens?: number | undefined;
  /** US dollars, as the program reckons them. */
  readonly cost?: number | undefined;
}

/** Reads `meta.json`, or `metadata` of a document; an empty one says nothing. */
export function readMeta(meta: LogRecord): SessionMeta {
  const [environment, config, stats] = ['environment', 'config', 'stats'].map((name): LogRecord => {
    const value = meta[name];
    return isObject(value) ? value : {};
  });
  const title = asText(meta['title']);
  const isGiven = meta['title_source'] === 'manual';
  const commit = asText(meta['git_commit']);
  return {
    sessionId: asText(meta['session_id']),
    title: isGiven ? title : undefined,
    madeTitle: isGiven ? undefined : title,
    root: asText(environment!['working_directory']) ?? asText(meta['working_dir']),
    branch: asText(meta['git_branch']),
    commit: commit !== undefined && /^[\da-f]{7,64}$/.test(commit) ? commit : undefined,
    model: asText(meta['model']) ?? asText(config!['active_model']),
    startedAt: parseIsoTime(meta['start_time']),
    endedAt: parseIsoTime(meta['end_time']),
    inputTokens: asCount(stats!['session_prompt_tokens']),
    outputTokens: asCount(stats!['session_completion_tokens']),
    cachedTokens: asCount(stats!['session_cached_tokens']),
    contextTokens: asCount(stats!['context_tokens']),
    cost: asNumber(stats!['session_cost']),
  };
}

/** The same for a list. */
export function metaGlance(meta: LogRecord): RecordGlance {
  const { title, madeTitle, sessionId, root, branch, startedAt, endedAt } = readMeta(meta);
  return {
    title,
    generatedTitle: madeTitle,
    sessionId,
    project: root,
    branch,
    time: startedAt,
    endTime: endedAt,
  };
}

/** Sessions in a folder of the tool; those of subagents lie in the folder of the session that started them. */
export function logsOfFolder(paths: readonly string[]): FolderContent {
  const isPart = (path: string): boolean => /(?:^|\/)agents\/|(?:^|\/)meta\.json$/.test(path);
  return {
    sources: paths.filter((path) => /\.jsonl?$/.test(path) && !isPart(path)).map((path) => ({ path })),
    parts: paths.filter(isPart),
  };
}
