import { describe, expect, it } from '#test';
import { DocumentRows } from '#src/elements/transcript/document-rows.ts';
import type { TranscriptView } from '#src/player/index.ts';
import type { TranscriptItem } from '#src/state/index.ts';

const message = (id: string, time: number): TranscriptItem => ({
  type: 'message',
  id,
  time,
  end: time,
  content: [{ type: 'text', text: id }],
});
const part = (index: number, items?: readonly TranscriptItem[]) => ({
  index,
  time: 100 * index,
  end: 100 * index + 100,
  size: 1000,
  items,
});
const FIRST = [message('a', 0), message('b', 10)];
const PARTS = [part(0, FIRST), part(1)];
const PLAYING = { view: 'story', expanded: new Set<string>(), cover: true, playing: true } as const;

/** Only what rows are made of. */
const viewOf = (items: readonly TranscriptItem[], parts = PARTS): TranscriptView =>
  ({ parts, items, first: 1 }) as unknown as TranscriptView;

describe('DocumentRows', () => {
  it('says how many rows at the beginning are those of before', () => {
    const rows = new DocumentRows();
    const [c, d] = [message('c', 110), message('d', 120)];
    const first = rows.of(viewOf([c]), PLAYING);
    expect(first.rows.map(({ key }) => key)).to.deep.equal(['cover', 'a', 'b', 'c']);
    expect(first.kept).to.equal(0);

    expect(rows.of(viewOf([c, d]), PLAYING).kept).to.equal(4);
    const longer = { ...d, content: [{ type: 'text', text: 'more' }] } as TranscriptItem;
    const items = [c, longer];
    expect(rows.of(viewOf(items), PLAYING).kept).to.equal(4);
    expect(rows.of(viewOf(items), PLAYING).kept).to.equal(5);

    const others = [part(0, FIRST.slice(1)), part(1)];
    expect(rows.of(viewOf(items, others), PLAYING).kept).to.equal(0);
  });

  it('has nothing of before where another view is shown', () => {
    const rows = new DocumentRows();
    const view = viewOf([message('c', 110)]);
    rows.of(view, PLAYING);

    expect(rows.of(view, { ...PLAYING, view: 'everything' }).kept).to.equal(0);
    expect(rows.of(view, { ...PLAYING, cover: false }).kept).to.equal(0);
  });
});
