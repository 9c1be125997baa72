import type { EventMeta, TokenUsage } from '../../../format/index.ts';
import { asCount, asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/**
 * What the answers of models took, as the state of a conversation tells it: by the id of each answer where there is one,
 * and the sum of what all cost.
 */
export class CallUsage {
  readonly #answers = new Map<string, EventMeta>();
  readonly #models = new Set<string>();
  readonly #costs = new Map<string, number>();
  /** Tokens that the last answer sent and gave. */
  used = 0;

  /** @param stats - `{usage_to_metrics: {<use>: metrics}}`; a later one replaces what an earlier one said of a use */
  add(stats: unknown): void {
    const uses = isObject(stats) && isObject(stats['usage_to_metrics']) ? stats['usage_to_metrics'] : {};
    for (const [use, metrics] of Object.entries(uses)) if (isObject(metrics)) this.addUse(use, metrics);
  }

  /** What one use of a model (the agent itself, the one that condenses) took so far. */
  addUse(use: string, metrics: LogRecord): void {
    const cost = asNumber(metrics['accumulated_cost']);
    if (cost !== undefined && cost > 0) this.#costs.set(use, cost);
    for (const answer of asList(metrics['token_usages'])) {
      const usage = usageOf(answer);
      if (!isObject(answer) || !usage) continue;
      this.#addModel(answer['model']);
      this.used = (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0) + (usage.cacheReadTokens ?? 0);
      const id = asText(answer['response_id']);
      const model = asText(answer['model']);
      if (id !== undefined) this.#answers.set(id, { ...(model !== undefined && { model }), usage });
    }
    this.#addModel(metrics['model_name']);
  }

  /** Model and tokens of an answer, which the first event that comes of it carries. */
  takeAnswer(id: string | undefined): EventMeta {
    const meta = id === undefined ? undefined : this.#answers.get(id);
    if (meta && id !== undefined) this.#answers.delete(id);
    return meta ?? {};
  }

  get models(): readonly string[] {
    return [...this.#models];
  }

  /** Dollars of all uses; 0 where nothing tells. */
  get cost(): number {
    // Sums of dollars have more digits than they mean.
    return Math.round([...this.#costs.values()].reduce((sum, cost) => sum + cost, 0) * 1e6) / 1e6;
  }

  #addModel(model: unknown): void {
    const name = asText(model);
    if (name !== undefined && name !== 'default') this.#models.add(name);
  }
}

/** `prompt_tokens` counts those from the cache too. */
function usageOf(answer: unknown): TokenUsage | undefined {
  if (!isObject(answer)) return undefined;
  const prompt = asCount(answer['prompt_tokens']);
  const outputTokens = asCount(answer['completion_tokens']);
  if (prompt === undefined && outputTokens === undefined) return undefined;
  const cacheReadTokens = asCount(answer['cache_read_tokens']) ?? 0;
  const cacheWriteTokens = asCount(answer['cache_write_tokens']) ?? 0;
  return {
    ...(prompt !== undefined && { inputTokens: Math.max(0, prompt - cacheReadTokens) }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cacheReadTokens > 0 && { cacheReadTokens }),
    ...(cacheWriteTokens > 0 && { cacheWriteTokens }),
  };
}
