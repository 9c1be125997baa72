import type { TokenUsage } from '../../../format/index.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asCount, asNumber, asText, isObject } from '../../sources/json-value.ts';
import { logLines } from '../../sources/log-lines.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Prompts and calls whose times are remembered. */
const MAX_TIMES = 200_000;

/** What a turn used. */
export interface TurnUsage {
  readonly tokens: TokenUsage | undefined;
  /** US dollars; 0 where it is not told. */
  readonly cost: number;
}

/** Dollars of one tick of `costUsdTicks`. */
const TICK = 1e-10;

/**
 * What the record of updates (`updates.jsonl`) says beyond the messages: a line for each piece of text and each change of a
 * call, with the time, and at the end of a turn what was used.
 */
export class SessionUpdates {
  readonly #prompts = new Map<number, number>();
  readonly #starts = new Map<string, number>();
  readonly #ends = new Map<string, number>();
  /** By the id of the prompt: a turn that is told again replaces what it was. */
  readonly #turns = new Map<string, TurnUsage>();

  /** @param file - absent: nothing is known */
  static async read(file: ImportSource | undefined): Promise<SessionUpdates> {
    const updates = new SessionUpdates();
    if (!file) return updates;
    for await (const lines of logLines(file, {})) {
      for (const { record } of lines) if (record) updates.#add(record);
    }
    return updates;
  }

  /** When a prompt was given, by its number: ms since 1970 UTC. */
  prompted(index: number): number | undefined {
    return this.#prompts.get(index);
  }

  /** When a call was made. */
  started(id: string): number | undefined {
    return this.#starts.get(id);
  }

  /** When the result of a call was there. */
  ended(id: string): number | undefined {
    return this.#ends.get(id);
  }

  /** What each turn used that came to its end, in their order. */
  get turns(): readonly TurnUsage[] {
    return [...this.#turns.values()];
  }

  #add(record: LogRecord): void {
    const params = isObject(record['params']) ? record['params'] : record;
    const { update, _meta: meta } = params;
    if (!isObject(update)) return;
    const time = timeIn(record, meta);
    const id = asText(update['toolCallId']);
    switch (update['sessionUpdate']) {
      case 'user_message_chunk': {
        const own = isObject(update['_meta']) ? asCount(update['_meta']['promptIndex']) : undefined;
        if (own !== undefined && !this.#prompts.has(own)) remember(this.#prompts, own, time);
        return;
      }
      case 'tool_call':
        if (id !== undefined && !this.#starts.has(id)) remember(this.#starts, id, time);
        return;
      case 'tool_call_update':
        if (id !== undefined && isOver(update['status'])) remember(this.#ends, id, time);
        return;
      case 'turn_completed':
        this.#turns.set(asText(update['prompt_id']) ?? `turn-${this.#turns.size}`, usageIn(update['usage']));
    }
  }
}

function remember<Key>(times: Map<Key, number>, key: Key, time: number | undefined): void {
  if (time !== undefined && times.size < MAX_TIMES) times.set(key, time);
}

function isOver(status: unknown): boolean {
  return status === 'completed' || status === 'failed';
}

/** Milliseconds where the program says them, else the second of the line. */
function timeIn({ timestamp }: LogRecord, meta: unknown): number | undefined {
  const exact = isObject(meta) ? asNumber(meta['agentTimestampMs']) : undefined;
  const seconds = asNumber(timestamp);
  const time = exact ?? (seconds === undefined ? undefined : seconds * 1000);
  return time === undefined ? undefined : plausibleTime(time);
}

function usageIn(value: unknown): TurnUsage {
  if (!isObject(value)) return { tokens: undefined, cost: 0 };
  const input = asCount(value['inputTokens']);
  const outputTokens = asCount(value['outputTokens']);
  const cached = Math.min(asCount(value['cachedReadTokens']) ?? 0, input ?? 0);
  const tokens: TokenUsage = {
    ...(input !== undefined && { inputTokens: input - cached }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cached > 0 && { cacheReadTokens: cached }),
  };
  const isCounted = (input ?? 0) + (outputTokens ?? 0) > 0;
  return { tokens: isCounted ? tokens : undefined, cost: (asCount(value['costUsdTicks']) ?? 0) * TICK };
}
