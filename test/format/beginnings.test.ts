import { describe, expect, it } from '#test';
import type { TranscriptEvent } from '#src/format/index.ts';
import { Beginnings } from '#src/format/validate/beginnings.ts';
import { TranscriptState } from '#src/state/index.ts';
import { noise } from '../helpers/noise.ts';

const KINDS = ['user_message_chunk', 'agent_message_chunk', 'agent_thought_chunk'] as const;

/** Events as they may follow each other, some of them pieces of what is there. */
function session(seed: number): TranscriptEvent[] {
  const numbers = noise(1000, seed).values();
  const pick = (count: number): number => numbers.next().value! % count;
  const events: TranscriptEvent[] = [];
  let t = 0;
  const add = (event: object): void => {
    events.push({ t, id: `e${events.length}`, ...event } as TranscriptEvent);
    t += pick(2);
  };
  const chunk = (kind: (typeof KINDS)[number]): void =>
    add({
      sessionUpdate: kind,
      content: { type: 'text', text: 'said' },
      ...[
        {},
        { messageId: 'a' },
        { messageId: 'b' },
        { _meta: { reprise: { branch: 'x' } } },
        { _meta: { reprise: { origin: 'human' } } },
      ][pick(5)],
    });
  for (let count = 0; count < 40; count += 1) {
    const call = { toolCallId: `c${pick(3)}` };
    const before = events.some((event) => 'toolCallId' in event && event.toolCallId === call.toolCallId);
    switch (pick(6)) {
      case 0:
        add({ sessionUpdate: '_reprise/turn' });
        chunk('user_message_chunk');
        break;
      case 1:
        add({ sessionUpdate: before ? 'tool_call_update' : 'tool_call', title: 'ls', ...call });
        break;
      case 2:
        add({ sessionUpdate: '_reprise/system', text: 'noted' });
        break;
      default:
        chunk(KINDS[pick(3)]!);
    }
  }
  return events;
}

describe('events that something begins with', () => {
  it('are those that prompts, messages, thoughts and calls are named by [NTE-3]', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const state = new TranscriptState();
      const beginnings = new Beginnings();
      const begun = session(seed).flatMap((event) => {
        state.apply(event);
        return beginnings.begins({ ...event }) ? [event.id] : [];
      });

      const named = state.items.filter(({ type }) => type !== 'notice').map(({ id }) => id);
      expect(begun, `seed ${seed}`).to.deep.equal(named);
    }
  });
});
