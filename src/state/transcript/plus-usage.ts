import type { TokenUsage } from '../../format/index.ts';

const KINDS = ['inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWriteTokens'] as const;

/** Two usages as one; a kind of which neither tells stays unknown. The same object when nothing is added. */
export function plusUsage(a: TokenUsage | undefined, b: TokenUsage | undefined): TokenUsage | undefined {
  if (!a || !b) return a ?? b;
  const counts = KINDS.flatMap((kind) =>
    a[kind] === undefined && b[kind] === undefined ? [] : [[kind, (a[kind] ?? 0) + (b[kind] ?? 0)]],
  );
  return Object.fromEntries(counts) as TokenUsage;
}
