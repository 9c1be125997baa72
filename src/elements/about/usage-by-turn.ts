import type { Stats, TokenUsage, TurnEntry } from '../../format/index.ts';
import { plusUsage } from '../../state/index.ts';
import type { TranscriptItem } from '../../state/index.ts';
import { plusUsed, UsedByItems } from '../transcript/used.ts';
import type { Used } from '../transcript/used.ts';

/** A turn, and what all its answers used. */
export interface UsedTurn {
  readonly turn: TurnEntry;
  readonly used: Used;
}

/**
 * What each turn used, of those that used something; `undefined` where that is not all that the archive says was used: work
 * of subagents, or answers of which nobody knows whose they are.
 *
 * @param items - the whole conversation
 */
export async function usageByTurn(
  items: AsyncIterable<TranscriptItem>,
  turns: readonly TurnEntry[],
  stats: Stats,
): Promise<readonly UsedTurn[] | undefined> {
  const indexes = new Map(turns.map(({ id }, index) => [id, index]));
  const used: (Used | undefined)[] = [];
  const usedByItems = new UsedByItems(true);
  let index = 0;
  let sum: TokenUsage | undefined;
  for await (const item of items) {
    index = indexes.get(item.id) ?? index;
    const own = usedByItems.of(item);
    used[index] = plusUsed(used[index], own);
    sum = plusUsage(sum, own?.usage);
  }
  if (!isAll(sum, stats)) return undefined;
  return turns.flatMap((turn, at) => {
    const own = used[at];
    return own ? [{ turn, used: own }] : [];
  });
}

function isAll(sum: TokenUsage | undefined, { tokens }: Stats): boolean {
  const all = Object.values(tokens ?? {}).reduce<TokenUsage | undefined>(plusUsage, undefined);
  const kinds = ['inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWriteTokens'] as const;
  return kinds.every((kind) => (sum?.[kind] ?? 0) === (all?.[kind] ?? 0));
}
