import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { rowsOf } from '#src/elements/transcript/rows.ts';
import type { Row } from '#src/elements/transcript/rows.ts';
import type { TranscriptItem } from '#src/state/index.ts';

let nextId = 0;
function item(type: TranscriptItem['type'], time: number, more: object = {}): TranscriptItem {
  nextId += 1;
  const content = [{ type: 'text', text: 'x' }];
  return {
    type,
    id: `e${nextId}`,
    time,
    end: time,
    content,
    status: 'completed',
    ...more,
  } as unknown as TranscriptItem;
}

const NONE = { folds: [], expanded: new Set<number>() };
const kinds = (rows: readonly Row[]) => rows.map((row) => (row.kind === 'item' ? row.item.type : row.kind));
const headed = (rows: readonly Row[]) =>
  rows.flatMap((row) => (row.kind === 'item' && row.heading ? [row.item.type] : []));

describe('rowsOf', () => {
  it('heads each prompt and the first item of the answer', () => {
    const rows = rowsOf(
      [item('prompt', 0), item('thought', 1), item('message', 2), item('tool', 3), item('prompt', 4)],
      NONE,
    );

    expect(headed(rows)).to.deep.equal(['prompt', 'thought', 'prompt']);
  });

  it('takes the model for a heading from the first item that names it, and heads a change of model', () => {
    const rows = rowsOf(
      [item('thought', 0), item('message', 1, { model: 'opus' }), item('message', 2, { model: 'haiku' })],
      NONE,
    );

    expect(rows.map((row) => row.kind === 'item' && row.heading && row.model)).to.deep.equal([
      'opus',
      false,
      'haiku',
    ]);
  });

  it('puts a sentence in the place of what the reading clock passes over', () => {
    const fold = { start: 10, end: 50, label: 'read 3 files' };
    const items = [
      item('message', 5),
      ...[10, 20, 30].map((time) => item('tool', time)),
      item('message', 60),
    ];

    const folded = rowsOf(items, { folds: [fold], expanded: new Set() });
    const opened = rowsOf(items, { folds: [fold], expanded: new Set([10]) });

    expect(kinds(folded)).to.deep.equal(['message', 'fold', 'message']);
    expect(kinds(opened)).to.deep.equal(['message', 'fold', 'tool', 'tool', 'tool', 'message']);
  });

  it('hides neither what was said nor what failed', () => {
    const fold = { start: 0, end: 100, label: 'x' };
    const items = [
      item('tool', 1),
      item('tool', 2),
      item('tool', 3, { status: 'failed' }),
      item('message', 4),
      item('prompt', 5),
    ];

    expect(kinds(rowsOf(items, { folds: [fold], expanded: new Set() }))).to.deep.equal([
      'fold',
      'tool',
      'message',
      'prompt',
    ]);
  });

  it('shows a call that ends outside the fold, and a single one', () => {
    const fold = { start: 10, end: 50, label: 'x' };

    expect(
      kinds(
        rowsOf([item('tool', 10), item('tool', 20, { end: 60 })], { folds: [fold], expanded: new Set() }),
      ),
    ).to.deep.equal(['tool', 'tool']);
  });

  it('tells how long a thought took from what stands before it', () => {
    const rows = rowsOf([item('prompt', 0), item('thought', 14_000), item('thought', 900_000)], NONE);

    expect(rows.map((row) => row.kind === 'item' && row.thinking)).to.deep.equal([0, 14_000, 0]);
  });

  it('leaves out hidden thoughts too short to mention', () => {
    const rows = rowsOf(
      [item('prompt', 0), item('thought', 500, { content: [] }), item('message', 600)],
      NONE,
    );

    expect(kinds(rows)).to.deep.equal(['prompt', 'message']);
  });

  it('leaves out what says nothing: queues, progress and the mode that everything begins in', () => {
    const notice = (name: string, text?: string) => item('notice', 0, { notice: name, text });
    const rows = rowsOf(
      [
        notice('mode', 'default'),
        notice('queue'),
        notice('progress'),
        notice('mode', 'plan'),
        notice('mode', 'default'),
      ],
      NONE,
    );

    expect(rows.map((row) => row.kind === 'item' && (row.item as { text?: string }).text)).to.deep.equal([
      'plan',
      'default',
    ]);
  });

  it('announces an abandoned branch once', () => {
    const branch = { branch: 'b1' };
    const rows = rowsOf(
      [item('message', 0), item('message', 1, branch), item('tool', 2, branch), item('prompt', 3)],
      NONE,
    );

    expect(kinds(rows)).to.deep.equal(['message', 'branch', 'message', 'tool', 'prompt']);
  });

  it('loses no item: each is a row, or behind a fold, or a hidden thought', () => {
    const arbitrary = fc.array(
      fc.record({
        type: fc.constantFrom(
          'prompt',
          'message',
          'tool',
          'thought',
          'plan',
          'unknown',
        ) as fc.Arbitrary<'tool'>,
        gap: fc.nat({ max: 30 }),
        length: fc.nat({ max: 20 }),
        failed: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(arbitrary, fc.array(fc.nat({ max: 60 }), { maxLength: 20 }), (specs, cuts) => {
        let time = 0;
        const items = specs.map(({ type, gap, length, failed }) =>
          item(type, (time += gap), { end: time + length, ...(failed && { status: 'failed' }) }),
        );
        let at = 0;
        const folds = cuts.map((length, index) => ({
          start: (at += index % 7),
          end: (at += length),
          label: 'x',
        }));

        const rows = rowsOf(items, { folds, expanded: new Set() });

        const seen = rows.flatMap((row) => {
          if (row.kind === 'branch') return [];
          return row.kind === 'fold' ? row.items.map(({ id }) => id) : [row.key];
        });
        expect(seen).to.deep.equal(items.map(({ id }) => id));
        expect(new Set(rows.map(({ key }) => key)).size).to.equal(rows.length);
      }),
      { numRuns: 300 },
    );
  });
});
