/** A session that is longer than what comes with the head of its archive. */
import { sha256Hex } from '#src/format/index.ts';
import type { ChangeEvent, TranscriptEvent } from '#src/format/index.ts';
import { sessionBytes } from './session-bytes.ts';

/** Turns, four a second, each with three events of transcript and one of every other track. */
export const TURNS = 36;

/** Events a segment: two turns of transcript, six of everything else. */
const SEGMENT_LENGTH = 6;

/** Text that deflate cannot shorten much, the same each time. */
function noise(seed: number): string {
  return Array.from({ length: 600 }, (_, i) => sha256Hex(`${seed} ${i}`)).join('');
}

const numbers = Array.from({ length: TURNS }, (_, i) => i);

function chunk(t: number, id: string, author: 'user' | 'agent', text: string): TranscriptEvent {
  const sessionUpdate = `${author}_message_chunk` as const;
  return { t, id, sessionUpdate, messageId: id, content: { type: 'text', text } };
}

export const longBytes = await sessionBytes(
  {
    transcript: numbers.flatMap((i): TranscriptEvent[] => [
      { t: i * 250, id: `t${i}`, sessionUpdate: '_reprise/turn' },
      chunk(i * 250, `p${i}`, 'user', noise(i)),
      chunk(i * 250 + 100, `e${i}`, 'agent', `answer ${i}`),
    ]),
    changes: numbers.map((i): ChangeEvent => {
      const text = noise(i);
      return { t: i * 250, id: `c${i}`, path: 'src/1.ts', op: 'create', text, after: sha256Hex(text) };
    }),
    terminal: numbers.map((i) => ({ t: i * 250, code: 'o', data: `${noise(i)}\r\n` })),
  },
  SEGMENT_LENGTH,
);
