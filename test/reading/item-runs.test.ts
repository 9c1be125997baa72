import { describe, expect, it } from '#test';
import type { TranscriptEvent } from '#src/format/index.ts';
import type { Session, TranscriptItem } from '#src/reading/index.ts';
import { archiveOf, ask, call, done, say, sessionOf, told, turn } from '../exports/exported.ts';

const all = async (items: AsyncIterable<TranscriptItem>): Promise<readonly TranscriptItem[]> => {
  const list: TranscriptItem[] = [];
  for await (const item of items) list.push(item);
  return list;
};

const SESSION = told(
  turn,
  ask('One'),
  call('slow'),
  say('in '),
  { sessionUpdate: 'agent_message_chunk', messageId: 'in ', content: { type: 'text', text: 'two pieces' } },
  call('fast'),
  done('fast', 'quick'),
  turn,
  ask('Two'),
  done('slow', 'at last'),
  say('Done'),
);
const cut = async (perSegment: number, events: readonly TranscriptEvent[] = SESSION): Promise<Session> =>
  sessionOf(await archiveOf(events, { perSegment, index: { duration: 60_000 } }));

describe('Session.items', () => {
  it('gives what transcript gives, however the track is cut', async () => {
    const whole = await cut(SESSION.length);
    const expected = await all(whole.transcript());
    expect(expected.map(({ type }) => type)).to.deep.equal([
      'prompt',
      'tool',
      'message',
      'tool',
      'prompt',
      'message',
    ]);

    for (const perSegment of [1, 2, 3, 4]) {
      // Keyframes of these archives are empty: whatever is known comes from the events.
      const session = await cut(perSegment);
      expect(await all(session.items()), `${perSegment} a segment`).to.deep.equal(expected);
    }
  });

  it('gives the items of a stretch of time', async () => {
    const items = await all((await cut(2)).items({ from: 5000, to: 6000 }));

    expect(items.map(({ id }) => id)).to.deep.equal(['e5']);
  });

  it('does not wait for a call that never ends: what becomes of it comes later', async () => {
    const long = Array.from({ length: 12 }, (_, index) => say(`${index} ${'x'.repeat(2 ** 20)}`));
    const events = told(turn, ask('One'), call('slow', { title: 'Slow' }), ...long, done('slow', 'at last'));
    const first: TranscriptItem[] = [];
    for await (const item of (await cut(2, events)).items()) if (item.type === 'tool') first.push(item);

    expect(first.map((item) => item.type === 'tool' && [item.title, item.status])).to.deep.equal([
      ['Slow', 'pending'],
      ['Slow', 'completed'],
    ]);
    expect(first[0]!.id).to.equal(first[1]!.id);
  });
});
