import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';

/** Subagents that get a track; more stay on the track that started them. */
const MAX_SUBAGENTS = 1000;

/** The tracks of subagents, whose records stand among the others and name the call that started them. */
export class Subagents {
  readonly #writer: SessionWriter;
  readonly #tracks = new Map<string, string>();

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  /** Goes on with the record on the track of its subagent. @returns whether it is one's */
  enter(record: LogRecord, data: LogRecord): boolean {
    const keys = [record['agentId'], data['agentId'], data['parentToolCallId']];
    const track = keys.map((key) => this.#tracks.get(asText(key) ?? '')).find((name) => name !== undefined);
    if (track === undefined) return false;
    this.#writer.enter(track);
    return true;
  }

  start(record: LogRecord, data: LogRecord): void {
    const callId = asText(data['toolCallId']);
    const agentId = asText(record['agentId']) ?? asText(data['agentId']);
    const key = callId ?? agentId;
    if (key === undefined || this.#tracks.has(key) || this.#tracks.size > 2 * MAX_SUBAGENTS) return;
    const id = `agent-${key
      .toLowerCase()
      .replaceAll(/[^a-z0-9._-]/g, '-')
      .slice(0, 80)}`;
    const title = asText(data['agentDisplayName']) ?? asText(data['agentName']);
    const parent = this.#writer.context.track;
    const spawnedBy = callId === undefined ? undefined : (this.#writer.openCall(callId)?.id ?? callId);
    this.#writer.startTrack({
      type: 'track',
      kind: 'transcript',
      id,
      parent,
      ...(title !== undefined && { title }),
      ...(spawnedBy !== undefined && { spawnedBy }),
    });
    this.#writer.markTold([callId, agentId, title, asText(data['agentName'])]);
    for (const name of [callId, agentId]) if (name !== undefined) this.#tracks.set(name, id);
    const description = asText(data['agentDescription']);
    if (description !== undefined) this.#writer.notice('system', description, { data: { kind: 'subagent' } });
  }
}
