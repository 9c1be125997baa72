import type { TranscriptEvent } from '#src/format/index.ts';
import type { ArchiveInput } from './archive-builder.ts';
import { noiseText } from './noise.ts';

/** Entries of the tracks of {@link manySegments}. */
export const TRACK = 'transcript/main.ndjson';
export const CAST = 'terminal/main.cast';

const BLOB = new TextEncoder().encode('a blob that is referred to '.repeat(50));

const message = (t: number, id: string, text = id): TranscriptEvent => ({
  t,
  id,
  sessionUpdate: 'agent_message_chunk',
  content: { type: 'text', text },
});

/** A small session in many segments, with entries and keys of a later version: something to damage. */
export const manySegments: ArchiveInput = {
  transcript: Array.from({ length: 5 }, (_, index) => ({
    time: index * 100,
    keyframe: { turns: index },
    events: [
      message(index * 100, `a${index}`, noiseText(500, index + 1)),
      message(index * 100 + 50, `b${index}`),
    ],
  })),
  terminal: Array.from({ length: 4 }, (_, index) => ({
    time: index * 100,
    keyframe: { cols: 100, rows: 30, data: `state ${index}` },
    events: [{ t: index * 100 + 7, code: 'o', data: noiseText(300, index + 50) }],
  })),
  blobs: [[BLOB, 'txt']],
  entries: { 'notes.json': '{"notes":[]}', 'future.bin': 'unknown to us' },
  index: { duration: 1000, activity: [{ start: 0, end: 450 }] },
  manifest: { mood: 'kept' },
};
