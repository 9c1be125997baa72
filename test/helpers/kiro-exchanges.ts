import type { StoreRows } from './store-suite.ts';

/** The exchanges of a conversation in a database of Kiro CLI or Amazon Q, as they stand there. */
export function exchangesOf(rows: StoreRows, session: string): readonly unknown[] {
  const values = [...(rows['conversations_v2'] ?? []), ...(rows['conversations'] ?? [])].map(
    ({ value }) => value as { conversation_id: string; history: readonly unknown[] },
  );
  const { history } = values.find(({ conversation_id: id }) => id === session)!;
  return history.map((entry) =>
    Array.isArray(entry) ? { user: entry[0] as unknown, assistant: entry[1] as unknown } : entry,
  );
}

/** What a conversation amounts to, told from its text alone. */
export function countExchanges(rows: StoreRows, session: string) {
  const text = JSON.stringify(exchangesOf(rows, session));
  const times = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return {
    turns: times(/"prompt":"/g),
    toolCalls: times(/"args":/g),
    changes: times(/"name":"fs_write"/g),
  };
}
