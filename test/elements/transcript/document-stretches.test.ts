import { describe, expect, it } from '#test';
import { DocumentRows } from '#src/elements/transcript/document-rows.ts';
import type { TranscriptView } from '#src/player/index.ts';
import type { TranscriptItem } from '#src/state/index.ts';

type Part = TranscriptView['parts'][number];

const OPTIONS = { view: 'story', expanded: new Set<string>(), cover: false, playing: false } as const;

function unloaded(index: number): Part {
  return { index, time: 1000 * index, end: 1000 * index + 999, size: 100, items: undefined };
}

function loaded(index: number): Part {
  const time = 1000 * index;
  const message = { type: 'message', id: `m${index}`, time, end: time, content: [] };
  return { ...unloaded(index), items: [message as unknown as TranscriptItem] };
}

function viewOf(parts: readonly Part[]): TranscriptView {
  return { parts, items: [], first: 0 } as unknown as TranscriptView;
}

describe('DocumentRows', () => {
  it('makes rows of a loaded part once, whatever is loaded elsewhere', () => {
    const parts = [loaded(0), unloaded(1), unloaded(2), unloaded(3), loaded(4)];
    const document = new DocumentRows();
    const before = document.of(viewOf(parts), OPTIONS).rows;
    const after = document.of(viewOf(parts.with(2, loaded(2))), OPTIONS).rows;

    expect(after.map(({ key }) => key)).to.deep.equal(['m0', 'part 1', 'm2', 'part 3', 'm4']);
    expect(after[0]).to.equal(before[0]);
    expect(after[4]).to.equal(before[4]);
  });

  it('has one row for damaged parts that follow each other, whatever else is there', () => {
    const lost = (index: number): Part => ({ ...unloaded(index), lost: true });
    const { rows } = new DocumentRows().of(
      viewOf([loaded(0), lost(1), lost(2), loaded(3), unloaded(4)]),
      OPTIONS,
    );

    expect(rows.map(({ key }) => key)).to.deep.equal(['m0', 'hole 1', 'm3', 'part 4']);
    expect(rows[1]).to.deep.include({ kind: 'hole', time: 1000, end: 2999 });
  });

  it('makes rows anew where a neighbour has come, or another view is shown', () => {
    const parts = [loaded(0), unloaded(1), loaded(2)];
    const document = new DocumentRows();
    const before = document.of(viewOf(parts), OPTIONS).rows;
    const joined = document.of(viewOf(parts.with(1, loaded(1))), OPTIONS).rows;
    const all = document.of(viewOf(parts), { ...OPTIONS, view: 'everything' }).rows;

    expect(joined.map(({ key }) => key)).to.deep.equal(['m0', 'm1', 'm2']);
    expect(all[0]).not.to.equal(before[0]);
  });
});
