import { openSession, type Session } from '#src/reading/index.ts';
import { BytesSource } from '#src/format/index.ts';
import { exportFormat, type ExportOptions } from '#src/exports/index.ts';
import type { ChangeEvent, TranscriptEvent } from '#src/format/index.ts';
import { buildArchive, type ArchiveInput } from '../helpers/archive-builder.ts';

/** A session in an archive of its own. */
export async function sessionOf(bytes: Uint8Array): Promise<Session> {
  return openSession(new BytesSource(bytes, 'test.reprise'));
}

/** What a format makes of an archive. */
export async function exported(
  bytes: Uint8Array,
  format: string,
  options: ExportOptions = {},
): Promise<string> {
  const source = new BytesSource(bytes, 'test.reprise');
  const write = await exportFormat(format)!.load();
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of write({ session: await openSession(source), source }, options))
    text += typeof piece === 'string' ? piece : decoder.decode(piece);
  return text;
}

const block = (text: string): object => ({ type: 'text', text });

/** Events of a conversation, a second apart, with ids by their number. */
export function told(...updates: readonly object[]): readonly TranscriptEvent[] {
  return updates.map((update, index) => ({ t: index * 1000, id: `e${index}`, ...update }) as TranscriptEvent);
}

export const turn = { sessionUpdate: '_reprise/turn' };
export const ask = (text: string): object => ({
  sessionUpdate: 'user_message_chunk',
  messageId: text,
  content: block(text),
});
export const say = (text: string): object => ({
  sessionUpdate: 'agent_message_chunk',
  messageId: text,
  content: block(text),
});
export const call = (toolCallId: string, fields: object = {}): object => ({
  sessionUpdate: 'tool_call',
  toolCallId,
  title: toolCallId,
  ...fields,
});
export const done = (toolCallId: string, text: string, fields: object = {}): object => ({
  sessionUpdate: 'tool_call_update',
  toolCallId,
  status: 'completed',
  content: [{ type: 'content', content: block(text) }],
  ...fields,
});

/** An archive of one conversation, in segments of so many events. */
export async function archiveOf(
  events: readonly TranscriptEvent[],
  { perSegment = events.length, ...input }: ArchiveInput & { readonly perSegment?: number } = {},
): Promise<Uint8Array> {
  const transcript = [];
  for (let at = 0; at < events.length; at += perSegment)
    transcript.push({ time: events[at]!.t, keyframe: {}, events: events.slice(at, at + perSegment) });
  const duration = Math.max(1000, events.at(-1)?.t ?? 0);
  const manifest = { duration, ...input.manifest };
  const index = { duration: manifest.duration, ...input.index };
  return (await buildArchive({ transcript, ...input, manifest, index })).bytes;
}

/** Changes as one segment of the track. */
export function changeSegment(...changes: readonly object[]) {
  return [{ time: 0, keyframe: { files: {} }, events: changes as readonly ChangeEvent[] }];
}
