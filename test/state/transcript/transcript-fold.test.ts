import fc from 'fast-check';
import { describe, expect, it } from '#test';
import type { TranscriptEvent } from '#src/format/index.ts';
import { TranscriptState } from '#src/state/index.ts';
import type { TranscriptItem } from '#src/state/index.ts';

const id = fc.constantFrom('a', 'b', 'c');
const content = fc.oneof(
  fc.string({ maxLength: 8 }).map((text) => ({ type: 'text', text })),
  fc.constant({ type: 'image', mimeType: 'image/png', uri: 'blobs/x.png' }),
);
const status = fc.constantFrom('pending', 'in_progress', 'completed', 'failed');
const update: fc.Arbitrary<object> = fc.oneof(
  fc.record({
    sessionUpdate: fc.constantFrom('user_message_chunk', 'agent_message_chunk', 'agent_thought_chunk'),
    messageId: id,
    content,
  }),
  fc.record({ sessionUpdate: fc.constantFrom('agent_message_chunk', 'user_message_chunk'), content }),
  fc.record({ sessionUpdate: fc.constant('tool_call'), toolCallId: id, title: fc.string(), status }),
  fc.record({ sessionUpdate: fc.constant('tool_call_update'), toolCallId: id, status }),
  fc.record({ sessionUpdate: fc.constant('tool_call_update'), toolCallId: id, title: fc.string() }),
  fc.record({
    sessionUpdate: fc.constant('plan'),
    entries: fc.constant([{ content: 'x', status: 'pending' }]),
  }),
  fc.record({ sessionUpdate: fc.constant('usage_update'), used: fc.nat() }),
  fc.record({ sessionUpdate: fc.constant('current_mode_update'), currentModeId: id }),
  fc.record({ sessionUpdate: fc.constant('session_info_update'), title: fc.string() }),
  fc.record({
    sessionUpdate: fc.constantFrom('_reprise/turn', '_reprise/commit', '_reprise/error', '_reprise/new'),
  }),
  fc.record({ sessionUpdate: fc.constant('_reprise/subagent'), track: id, toolCallId: id }),
);
const step = fc.record({
  update,
  gap: fc.nat({ max: 3 }),
  meta: fc.option(fc.record({ model: id, branch: fc.constantFrom('x', 'y') }, { requiredKeys: [] }), {
    nil: undefined,
  }),
});
const stream = fc.array(step, { maxLength: 60 }).map((steps) => {
  let t = 0;
  return steps.map(({ update: fields, gap, meta }, index) => {
    t += gap;
    return { t, id: `e${index}`, ...fields, ...(meta && { _meta: { reprise: meta } }) } as TranscriptEvent;
  });
});

function fold(events: readonly TranscriptEvent[], from = new TranscriptState()): TranscriptState {
  for (const event of events) from.apply(event);
  return from;
}

/** All texts of an item, in order. */
function textsOf(item: TranscriptItem): string[] {
  if (!('content' in item) || !Array.isArray(item.content)) return [];
  return item.content.flatMap((block: { text?: string }) => (block.text === undefined ? [] : [block.text]));
}

describe('a transcript folded from any events', () => {
  it('has the same state after restore and the same events as without', () => {
    fc.assert(
      fc.property(stream, fc.nat(60), (events, cut) => {
        const played = fold(events.slice(0, cut));
        const restored = new TranscriptState();
        restored.restore(
          JSON.parse(JSON.stringify(played.snapshot())) as ReturnType<TranscriptState['snapshot']>,
        );
        expect(restored.equals(played)).to.equal(true);

        fold(events.slice(cut), played);
        fold(events.slice(cut), restored);

        expect(restored.equals(played)).to.equal(true);
      }),
      { numRuns: 500 },
    );
  });

  it('joins windows: going on is folding the larger window, and earlier windows only complete what was cut', () => {
    fc.assert(
      fc.property(stream, fc.nat(60), fc.nat(60), (events, first, second) => {
        const [a, b] = first < second ? [first, second] : [second, first];
        const keyframe = fold(events.slice(0, a)).snapshot();
        const whole = new TranscriptState();
        whole.restore(keyframe);
        fold(events.slice(a), whole);
        const extended = new TranscriptState();
        extended.restore(keyframe);
        fold(events.slice(a, b), extended);
        expect(extended.items).to.equal(extended.items);
        fold(events.slice(b), extended);

        expect(extended.items).to.deep.equal(whole.items);
        expect(extended.current).to.equal(whole.current);
        // What begins in the window and is not the first item cannot have been cut by its beginning.
        const all = new Map(fold(events).items.map((item) => [item.id, item]));
        for (const item of whole.items.slice(1)) {
          const cutApart = item.type === 'tool' || item.type === 'prompt' || item.type === 'subagent';
          if (!cutApart) expect(all.get(item.id)).to.deep.equal(item);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every text, in order, and one item a call', () => {
    fc.assert(
      fc.property(stream, (events) => {
        const { items } = fold(events);

        const said = events.flatMap((event) =>
          event.sessionUpdate.endsWith('_chunk')
            ? [(event as { content: { text?: string } }).content.text ?? '']
            : [],
        );
        expect(items.flatMap(textsOf).join('')).to.equal(said.join(''));
        const calls = items.flatMap((item) => (item.type === 'tool' ? [item.toolCallId] : []));
        expect(new Set(calls).size).to.equal(calls.length);
        expect(new Set(items.map((item) => item.id)).size).to.equal(items.length);
        for (const item of items) expect(item.end).to.be.at.least(item.time);
      }),
      { numRuns: 500 },
    );
  });

  it('names as current the item that changed last, and keeps the identity of the others', () => {
    fc.assert(
      fc.property(stream, (events) => {
        const state = new TranscriptState();
        for (const event of events) {
          const before = state.items;
          state.apply(event);
          const changed = state.items.filter((item, index) => item !== before[index]);

          expect(changed.length).to.be.at.most(1);
          if (changed[0]) expect(state.current).to.equal(changed[0].id);
          else expect(state.items).to.equal(before);
        }
      }),
      { numRuns: 300 },
    );
  });
});
