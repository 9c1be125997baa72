import type { JsonObject, SessionInfo, TokenUsage } from '../../../format/index.ts';
import { asJson, compact, asCount, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { textKey } from '../../sources/text-key.ts';
import { historyBaseOf } from './fork-source.ts';
import type { RolloutSurvey } from './rollout-survey.ts';

/** Fields of a turn's context that are told in a sentence, with the words before them. */
const TOLD: readonly (readonly [key: string, words: string])[] = [
  ['model', 'Model'],
  ['effort', 'effort'],
  ['approval_policy', 'approval'],
  ['sandbox_policy', 'sandbox'],
  ['personality', 'personality'],
  ['cwd', 'in'],
];

/** What holds for a session and for each of its turns: instructions, model, permissions, tokens. */
export class Context {
  readonly #writer: SessionWriter;
  /** What the last records said, by a hash of the JSON. */
  readonly #last = new Map<string, string>();
  readonly #sessions = new Set<string>();
  #mode: string | undefined;
  #total: number | undefined;
  #used: number | undefined;
  #size: number | undefined;
  /** Model of the current turn. */
  model: string | undefined;
  /** Folder of the current turn. */
  cwd: string | undefined;

  constructor(writer: SessionWriter, survey: RolloutSurvey) {
    this.#writer = writer;
    this.cwd = asText(survey.identity?.['cwd']) ?? survey.folder;
  }

  /**
   * A `session_meta` record, or the header of a rollout of 2025. The first one says whose log this is; it comes again
   * when the session is resumed, and with another id where the history of an ancestor follows.
   */
  session(payload: LogRecord): boolean {
    const { base_instructions: base, instructions, ...rest } = payload;
    const id = String(payload['id']).slice(0, 80);
    const isFirst = this.#sessions.size === 0;
    const isAncestor = !isFirst && !this.#sessions.has(id);
    if (this.#sessions.size < MAX_KEYS) this.#sessions.add(id);
    const words = (isObject(base) ? asText(base['text']) : asText(base)) ?? asText(instructions);
    const changed = this.#changes('session', rest);
    const data = compact(facts(changed).filter(([key]) => !isFirst || !IN_SESSION.has(key)));
    if (isFirst) this.#writer.markTold(sessionTexts(payload));
    if (words !== undefined && !this.#writer.isTold(words)) {
      const sentence = isAncestor ? { session: id } : {};
      this.#writer.notice('system', words, { data: { kind: 'instructions', ...sentence, ...data } });
    } else if (isAncestor) {
      const base = historyBaseOf(payload);
      const [kind, sentence] = base
        ? ['fork', `Forked from the session ${base.thread.slice(0, 80)}`]
        : ['ancestor', `From the session ${id}`];
      this.#writer.notice('system', sentence, { data: { kind, ...data } });
    } else if (data) {
      const branch = isObject(changed['git']) ? asText(changed['git']['branch']) : undefined;
      const sentence = branch === undefined ? undefined : `On the branch ${branch}`;
      this.#writer.notice('system', sentence, { data: { kind: 'session', ...data } });
    }
    return true;
  }

  /** A `turn_context` record: told when it says something new. */
  turn(payload: LogRecord): boolean {
    this.model = asText(payload['model']) ?? this.model;
    this.cwd = asText(payload['cwd']) ?? this.cwd;
    const changed = this.#changes('turn', payload);
    const mode = isObject(payload['collaboration_mode'])
      ? asText(payload['collaboration_mode']['mode'])
      : undefined;
    if (mode !== undefined && mode !== (this.#mode ?? 'default'))
      this.#writer.update({ sessionUpdate: 'current_mode_update', currentModeId: mode });
    this.#mode = mode ?? this.#mode;
    const data = compact(facts(changed));
    if (!data) return true;
    const told = TOLD.flatMap(([key, words]) => {
      const value = changed[key];
      const name = isObject(value) ? (asText(value['type']) ?? asText(value['mode'])) : asText(value);
      return name === undefined ? [] : [`${words} ${name}`];
    });
    const sentence = told.length === 0 ? undefined : capital(told.join(', '));
    this.#writer.notice('system', sentence, { data: { kind: 'turn_context', ...data } });
    return true;
  }

  /** The fields that are not as they were in the last record of the kind. */
  #changes(kind: string, payload: LogRecord): Record<string, unknown> {
    const changed = new Map<string, unknown>();
    for (const [key, value] of Object.entries(payload)) {
      if (UNTOLD.has(key) || value === null || value === undefined) continue;
      const json = textKey(JSON.stringify(value));
      if (this.#last.get(`${kind} ${key}`) === json) continue;
      changed.set(key, value);
      if (this.#last.size < MAX_KEYS) this.#last.set(`${kind} ${key}`, json);
    }
    return Object.fromEntries(changed);
  }

  /** A `token_usage_record`: what one answer took. The `token_count` behind it says the same again. */
  usage({ usage, thread_token_usage: thread }: LogRecord): boolean {
    const total = isObject(thread) ? asCount(thread['total_tokens']) : undefined;
    return isObject(usage) && this.#tell(usage, total, undefined);
  }

  /** A `token_count` event: its totals repeat until the model answers again. */
  tokens({ info }: LogRecord): boolean {
    if (!isObject(info)) return true;
    const last = isObject(info['last_token_usage']) ? info['last_token_usage'] : {};
    const totals = isObject(info['total_token_usage']) ? info['total_token_usage'] : {};
    this.#tell(last, asCount(totals['total_tokens']), asCount(info['model_context_window']));
    return true;
  }

  /** @returns whether there was something to tell */
  #tell(last: LogRecord, total: number | undefined, size: number | undefined): boolean {
    const used = asCount(last['total_tokens']);
    if (used === undefined) return false;
    const isNew = total === undefined || total !== this.#total;
    this.#total = total;
    if (!isNew && used === this.#used && (size === undefined || size === this.#size)) return true;
    this.#used = used;
    this.#size = size ?? this.#size;
    const usage = isNew ? usageOf(last) : undefined;
    this.#writer.update(
      { sessionUpdate: 'usage_update', used, ...(this.#size !== undefined && { size: this.#size }) },
      { ...(this.model !== undefined && { model: this.model }), ...(usage && { usage }) },
    );
    return true;
  }
}

const MAX_KEYS = 200;

/** Tokens of one answer: input that came from the cache, or went into it, is counted apart from the rest. */
function usageOf(last: Readonly<Record<string, unknown>>): TokenUsage | undefined {
  const input = asCount(last['input_tokens']);
  const cached = asCount(last['cached_input_tokens']) ?? 0;
  const written = asCount(last['cache_write_input_tokens']) ?? 0;
  const output = asCount(last['output_tokens']);
  if (!input && !output) return undefined;
  return {
    ...(input !== undefined && { inputTokens: Math.max(0, input - cached - written) }),
    ...(output !== undefined && { outputTokens: output }),
    ...(cached > 0 && { cacheReadTokens: cached }),
    ...(written > 0 && { cacheWriteTokens: written }),
  };
}

/** Fields that say something, as data of a notice. */
function facts(fields: Readonly<Record<string, unknown>>): (readonly [string, JsonObject[string]])[] {
  return Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => [key, asJson(value)] as const);
}

/** Ids and times, which are of every record. */
const UNTOLD: ReadonlySet<string> = new Set([
  'turn_id',
  'root_turn_id',
  'id',
  'session_id',
  'timestamp',
  'type',
]);

/** Fields that stand in the session itself. */
const IN_SESSION: ReadonlySet<string> = new Set(['cwd', 'cli_version', 'git']);

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function sessionTexts(identity: LogRecord): readonly unknown[] {
  const git = isObject(identity['git']) ? identity['git'] : {};
  return [identity['cwd'], identity['cli_version'], git['branch'], git['commit_hash'], git['repository_url']];
}

/** What the log tells of the session as a whole. */
export function sessionInfo({
  identity = {},
  folder,
  title,
  models,
}: RolloutSurvey): Omit<SessionInfo, 'type' | 'startedAt'> {
  const version = asText(identity['cli_version']);
  const root = asText(identity['cwd']) ?? folder;
  const id = asText(identity['id']);
  const git = isObject(identity['git']) ? identity['git'] : {};
  const repository = compact([
    ['branch', asText(git['branch'])],
    ['commit', asText(git['commit_hash'])],
    ['remote', asText(git['repository_url'])],
  ]);
  const workspace = { ...(root !== undefined && { root }), ...(repository && { git: repository }) };
  return {
    ...(title !== undefined && { title }),
    agent: {
      name: 'codex-cli',
      ...(version !== undefined && { version }),
      ...(models.size > 0 && { models: [...models] }),
    },
    ...(Object.keys(workspace).length > 0 && { workspace }),
    ...(id !== undefined && { sessionId: id }),
  };
}
