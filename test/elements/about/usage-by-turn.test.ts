import { describe, expect, it } from '#test';
import { usageByTurn } from '#src/elements/about/usage-by-turn.ts';
import type { Stats, TurnEntry } from '#src/format/index.ts';
import type { TranscriptItem } from '#src/state/index.ts';

const turn = (id: string): TurnEntry => ({ id, time: 0, excerpt: id, toolCalls: 0, changes: 0, errors: 0 });
const item = (id: string, outputTokens?: number): TranscriptItem =>
  ({ id, type: 'message', ...(outputTokens !== undefined && { usage: { outputTokens } }) }) as never;
const stats = (outputTokens: number): Stats => ({
  turns: 2,
  toolCalls: 0,
  changes: 0,
  errors: 0,
  tokens: { opus: { outputTokens } },
});

async function* all(...items: TranscriptItem[]): AsyncGenerator<TranscriptItem> {
  yield* items;
  await Promise.resolve();
}

describe('usageByTurn', () => {
  const items = () => all(item('t1'), item('a', 3), item('b', 4), item('t2'), item('c', 5), item('t3'));
  const turns = [turn('t1'), turn('t2'), turn('t3')];

  it('adds up what the answers of each turn used', async () => {
    const used = await usageByTurn(items(), turns, stats(12));
    expect(used?.map((each) => [each.turn.id, each.used])).to.deep.equal([
      ['t1', { usage: { outputTokens: 7 } }],
      ['t2', { usage: { outputTokens: 5 } }],
    ]);
  });

  it('tells nothing where that is not all that was used', async () => {
    expect(await usageByTurn(items(), turns, stats(20))).to.equal(undefined);
  });
});
