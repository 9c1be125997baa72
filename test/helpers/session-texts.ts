/** What a person reads of session events, for tests of importers. */
import type { SessionEvent } from '#src/format/index.ts';

/** The first text of each turn. */
export function promptsOf(events: readonly SessionEvent[]): (string | undefined)[] {
  const updates = events.flatMap((event) => (event.type === 'transcript' ? [event.update] : []));
  return updates.flatMap((update, index) => {
    if (update.sessionUpdate !== '_reprise/turn') return [];
    for (const next of updates.slice(index + 1)) {
      if (next.sessionUpdate !== 'user_message_chunk') break;
      if (next.content.type === 'text') return [next.content.text];
    }
    return [undefined];
  });
}

/** Kinds of transcript events, in order. */
export function kindsOf(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'transcript' ? [event.update.sessionUpdate] : []));
}

/** How each call ended: its id, its status, and why it failed. */
export function callEnds(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type !== 'transcript' || event.update.sessionUpdate !== 'tool_call_update') return [];
    return [[event.update.toolCallId, event.update.status, event.meta?.reason].filter(Boolean).join(' ')];
  });
}

/** The changes of files: what was done, and the path. */
export function changesOf(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'change' ? [`${event.op} ${event.path}`] : []));
}

/** Everything that terminals got. */
export function terminalText(events: readonly SessionEvent[]): string {
  return events
    .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
    .join('');
}
