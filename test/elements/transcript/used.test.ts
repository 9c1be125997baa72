import { describe, expect, it } from '#test';
import { rowsOf } from '#src/elements/transcript/rows.ts';
import type { Row } from '#src/elements/transcript/rows.ts';
import type { TranscriptItem } from '#src/state/index.ts';

const item = (type: string, id: string, more: object = {}): TranscriptItem =>
  ({
    type,
    id,
    time: 0,
    end: 0,
    content: [],
    status: 'completed',
    title: '',
    locations: [],
    ...more,
  }) as never;
const tokens = (outputTokens: number) => ({ usage: { outputTokens } });
const costs = (amount: number) => ({ cost: { amount, currency: 'USD' } });

function used(items: readonly TranscriptItem[], { index = 0 } = {}): Record<string, unknown> {
  const rows: Row[] = rowsOf([{ index, items }], { view: 'story', expanded: new Set() });
  return Object.fromEntries(rows.flatMap((row) => ('used' in row && row.used ? [[row.key, row.used]] : [])));
}

describe('what rows used', () => {
  it('is what their answers used, those of a run and unseen ones too', () => {
    const items = [
      item('prompt', 'p1'),
      item('thought', 'hidden', tokens(1)),
      item('tool', 'read', { kind: 'read', ...tokens(2) }),
      item('tool', 'search', { kind: 'search', ...tokens(4) }),
      item('message', 'answer', tokens(8)),
      item('thought', 'end', tokens(16)),
      item('prompt', 'p2'),
      item('message', 'last', { usage: { inputTokens: 5 } }),
    ];
    expect(used(items)).to.deep.equal({
      'run read': { usage: { outputTokens: 7 } },
      answer: { usage: { outputTokens: 24 } },
      last: { usage: { inputTokens: 5 } },
    });
  });

  it('is told once by steps that share a box', () => {
    const edit = (id: string) => item('tool', id, { kind: 'edit', ...tokens(3) });
    expect(used([item('prompt', 'p'), edit('a'), edit('b'), item('message', 'm')])).to.deep.equal({
      b: { usage: { outputTokens: 6 } },
    });
  });

  it('has the cost where the sum before it is known, and nothing where nothing is', () => {
    const items = [item('message', 'a', costs(0.5)), item('message', 'b'), item('message', 'c', costs(0.75))];
    expect(used(items)).to.deep.equal({ a: costs(0.5), c: costs(0.25) });
    expect(used(items, { index: 3 })).to.deep.equal({ c: costs(0.25) });
  });
});
