import type { TranscriptEvent } from '#src/format/index.ts';
import { buildArchive } from './archive-builder.ts';
import { noiseText } from './noise.ts';

/** How long each turn of {@link turnsArchive} is, ms. */
export const TURN = 20_000;

const event = (t: number, id: string, update: object): TranscriptEvent =>
  ({ t, id, ...update }) as TranscriptEvent;

/** An archive with five turns, each in a segment that is too large to come with the head: `Question 1?`, `Answer 1.` … */
export async function turnsArchive(): Promise<Uint8Array<ArrayBuffer>> {
  const turns = [1, 2, 3, 4, 5].map((number) => ({ number, time: (number - 1) * TURN }));
  const { bytes } = await buildArchive({
    transcript: turns.map(({ number, time }) => ({
      time,
      keyframe: { turns: number - 1 },
      events: [
        event(time, `t${number}`, { sessionUpdate: '_reprise/turn' }),
        event(time, `p${number}`, {
          sessionUpdate: 'user_message_chunk',
          messageId: `p${number}`,
          content: { type: 'text', text: `Question ${number}?` },
        }),
        event(time + 5000, `m${number}`, {
          sessionUpdate: 'agent_message_chunk',
          messageId: `m${number}`,
          content: { type: 'text', text: `Answer ${number}. ${noiseText(30_000, number)}` },
        }),
      ],
    })),
    manifest: { title: 'Five turns', duration: 5 * TURN },
    index: {
      duration: 5 * TURN,
      activity: [{ start: 0, end: 5 * TURN }],
      turns: turns.map(({ number, time }) => ({
        time,
        id: `t${number}`,
        excerpt: `Question ${number}?`,
        toolCalls: 0,
        changes: 0,
        errors: 0,
      })),
    },
  });
  return bytes;
}
