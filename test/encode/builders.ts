import type {
  Fidelity,
  SessionEvent,
  SessionInfo,
  SourceChange,
  SourceTerminalEvent,
  SourceToolContent,
  SourceTranscriptEvent,
  SourceUpdate,
  TrackDeclaration,
} from '#src/format/index.ts';

/** Session events as importers yield them, from as little as a test wants to say. */
export async function* source(...events: readonly SessionEvent[]): AsyncGenerator<SessionEvent, void> {
  yield* events;
}

export function session(info: Omit<SessionInfo, 'type'> = {}): SessionInfo {
  return { type: 'session', ...info };
}

export function terminalTrack(id = 'main', more: Partial<TrackDeclaration> = {}): TrackDeclaration {
  return { type: 'track', kind: 'terminal', id, header: { term: { cols: 80, rows: 24 } }, ...more };
}

export function output(time: number, data: string, track = 'main'): SourceTerminalEvent {
  return { type: 'terminal', track, time, code: 'o', data };
}

export function update(
  time: number,
  sourceUpdate: SourceUpdate,
  more: Partial<SourceTranscriptEvent> = {},
): SourceTranscriptEvent {
  return { type: 'transcript', track: 'main', time, update: sourceUpdate, ...more };
}

export function turn(time: number, sourceId?: string): SourceTranscriptEvent {
  return update(time, { sessionUpdate: '_reprise/turn' }, sourceId === undefined ? {} : { sourceId });
}

export function prompt(time: number, text: string, messageId?: string): SourceTranscriptEvent {
  const id = messageId === undefined ? {} : { messageId };
  return update(time, { sessionUpdate: 'user_message_chunk', ...id, content: { type: 'text', text } });
}

export function message(time: number, text: string, messageId?: string): SourceTranscriptEvent {
  const id = messageId === undefined ? {} : { messageId };
  return update(time, { sessionUpdate: 'agent_message_chunk', ...id, content: { type: 'text', text } });
}

export function toolCall(time: number, toolCallId: string, title = 'run'): SourceTranscriptEvent {
  return update(time, { sessionUpdate: 'tool_call', toolCallId, title, kind: 'execute', status: 'pending' });
}

export function toolResult(
  time: number,
  toolCallId: string,
  content: readonly SourceToolContent[] = [],
): SourceTranscriptEvent {
  return update(time, { sessionUpdate: 'tool_call_update', toolCallId, status: 'completed', content });
}

export function change(time: number, path: string, more: Partial<SourceChange> = {}): SourceChange {
  return { type: 'change', time, sourceId: `change-${time}`, path, op: 'modify', ...more };
}

export function report(fidelity: Partial<Fidelity> = {}): SessionEvent {
  return { type: 'report', fidelity: { records: 0, understood: 0, kept: 0, unreadable: 0, ...fidelity } };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
