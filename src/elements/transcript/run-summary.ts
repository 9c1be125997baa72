import type { ToolItem, TranscriptItem } from '../../state/index.ts';

/** What a run of folded items was, for the sentence that stands for it. */
export interface RunSummary {
  /** Different files read, and pages fetched. */
  readonly files: number;
  readonly pages: number;
  readonly searches: number;
  readonly commands: number;
  /** Calls of tools that are none of these. */
  readonly others: number;
  /** The call, when there is only one. */
  readonly only: ToolItem | undefined;
  /** From the beginning of the first to the end of the last, ms. */
  readonly duration: number;
}

/** Sums up folded items. */
export function summaryOf(items: readonly TranscriptItem[]): RunSummary {
  const calls = items.filter((item): item is ToolItem => item.type === 'tool');
  const ofKind = (kind: ToolItem['kind']): ToolItem[] => calls.filter((call) => call.kind === kind);
  const counted = {
    files: new Set(ofKind('read').map((call) => call.locations[0]?.path ?? call.title)).size,
    pages: ofKind('fetch').length,
    searches: ofKind('search').length,
    commands: ofKind('execute').length,
  };
  const named = ['read', 'fetch', 'search', 'execute'];
  return {
    ...counted,
    others: calls.filter(({ kind }) => !named.includes(kind)).length,
    only: calls.length === 1 ? calls[0] : undefined,
    duration: Math.max(...items.map(({ end }) => end)) - items[0]!.time,
  };
}
