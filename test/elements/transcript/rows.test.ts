import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { rowsOf } from '#src/elements/transcript/rows.ts';
import { notePlacesOf } from '#src/elements/note/note-places.ts';
import type { Row, RowOptions } from '#src/elements/transcript/rows.ts';
import { STORY_VIEWS } from '#src/elements/view/view-state.ts';
import type { StoryView } from '#src/elements/view/view-state.ts';
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
    title: 'make',
    locations: [],
    ...more,
  } as unknown as TranscriptItem;
}

const read = (time: number, more: object = {}) => item('tool', time, { kind: 'read', content: [], ...more });
const edit = (time: number, more: object = {}) => item('tool', time, { kind: 'edit', content: [], ...more });
const run = (time: number, more: object = {}) =>
  item('tool', time, { kind: 'execute', content: [], ...more });
const notice = (name: string, time = 0, text?: string) => item('notice', time, { notice: name, text });

function rows(items: readonly TranscriptItem[], options: Partial<RowOptions> = {}): Row[] {
  return rowsOf([{ index: 0, items }], { view: 'story', expanded: new Set(), ...options });
}

const kinds = (all: readonly Row[]) => all.map((row) => (row.kind === 'item' ? row.item.type : row.kind));
const headed = (all: readonly Row[]) =>
  all.flatMap((row) =>
    'heading' in row && row.heading ? [row.kind === 'item' ? row.item.type : row.kind] : [],
  );

describe('rowsOf', () => {
  it('shows each item of the story that somebody noted something on, and nothing more of other views', () => {
    const [first, noted, last] = [read(10), read(20), read(30)];
    const notes = notePlacesOf([{ id: 'n1', kind: 'note', time: 20, event: noted.id }]);

    expect(kinds(rows([first, noted, last]))).to.deep.equal(['run']);
    expect(kinds(rows([first, noted, last], { notes }))).to.deep.equal(['run', 'tool', 'run']);
    expect(kinds(rows([first, noted, last], { notes, view: 'code' }))).to.deep.equal([]);
  });

  it('ends a box of steps below what is noted', () => {
    const steps = [edit(10), edit(20), edit(30)];
    const notes = notePlacesOf([{ id: 'n1', kind: 'note', time: 20, event: steps[1]!.id }]);
    const places = (all: readonly Row[]) => all.map((row) => row.kind === 'item' && row.step);

    expect(places(rows(steps))).to.deep.equal(['first', 'middle', 'last']);
    expect(places(rows(steps, { notes }))).to.deep.equal(['first', 'last', 'only']);
  });

  it('heads each prompt and the first item of the answer, also when that is a sentence', () => {
    const all = rows([
      item('prompt', 0),
      item('thought', 1),
      item('message', 2),
      read(3),
      item('prompt', 4),
      read(5),
    ]);

    expect(headed(all)).to.deep.equal(['prompt', 'thought', 'prompt', 'run']);
  });

  it('takes the model for a heading from the first item that names it, and heads a change of model', () => {
    const all = rows([
      item('thought', 0),
      item('message', 1, { model: 'opus' }),
      item('message', 2, { model: 'haiku' }),
    ]);

    expect(all.map((row) => row.kind === 'item' && row.heading && row.model)).to.deep.equal([
      'opus',
      false,
      'haiku',
    ]);
  });

  it('puts a sentence in the place of reads, searches and commands that went well', () => {
    const items = [item('message', 5), read(10), run(20), read(30), item('message', 60)];
    const all = rows(items);

    expect(kinds(all)).to.deep.equal(['message', 'run', 'message']);
    expect(kinds(rows(items, { expanded: new Set([all[1]!.key]) }))).to.deep.equal([
      'message',
      'run',
      'tool',
      'tool',
      'tool',
      'message',
    ]);
  });

  it('lets a thought between steps lie in their run, and one behind them stand for itself', () => {
    const all = rows([read(1), item('thought', 2), read(3), item('thought', 4), item('message', 5)]);

    expect(kinds(all)).to.deep.equal(['run', 'thought', 'message']);
    expect(all[0]!.kind === 'run' && all[0]!.items).to.have.length(3);
  });

  it('does not tell of a call beside the plan or the commit that it made', () => {
    const output = [{ type: 'content', content: { type: 'text', text: '[main 1a2b3c4] fix' } }];
    const todo = item('tool', 1, { kind: 'think', content: [], end: 2 });
    const commit = run(5, { title: 'git commit -m fix', content: output });

    expect(kinds(rows([todo, item('plan', 2), commit, notice('commit', 6)]))).to.deep.equal([
      'plan',
      'notice',
    ]);
    expect(kinds(rows([commit]))).to.deep.equal(['tool']);
  });

  it('hides no picture that was looked at behind a sentence', () => {
    const content = [
      { type: 'content', content: { type: 'image', mimeType: 'image/png', uri: 'blobs/a.png' } },
    ];

    expect(kinds(rows([read(1), read(2, { content }), read(3)]))).to.deep.equal(['run', 'tool', 'run']);
  });

  it('hides neither what was said, nor what changed, nor what failed', () => {
    const items = [
      read(1),
      edit(2),
      run(3, { status: 'failed' }),
      read(4),
      item('message', 5),
      item('prompt', 6),
    ];

    expect(kinds(rows(items))).to.deep.equal(['run', 'tool', 'tool', 'run', 'message', 'prompt']);
  });

  it('shows hooks, reminders, queues and unknown records only to who wants everything', () => {
    const items = [
      item('prompt', 0),
      item('prompt', 1, { origin: 'synthetic' }),
      ...['hook', 'queue', 'progress', 'system', 'mode'].map((name) => notice(name, 2, 'text')),
      item('unknown', 3),
      item('thought', 4, { content: [] }),
      notice('commit', 5),
      notice('error', 6),
    ];

    expect(rows(items).map(({ time }) => time)).to.deep.equal([0, 5, 6]);
    expect(rows(items, { view: 'everything' })).to.have.length(items.length);
  });

  it('does not say that a session begins in the mode that all begin in', () => {
    const items = [notice('mode', 0, 'default'), notice('mode', 1, 'plan'), notice('mode', 2, 'default')];

    expect(rows(items, { view: 'everything' }).map(({ time }) => time)).to.deep.equal([1, 2]);
  });

  it('shows prompts with their changes, and prompts with their commands, open', () => {
    const items = [item('prompt', 0), item('message', 1), read(2), edit(3), run(4)];
    const shown = (view: StoryView) =>
      rows(items, { view }).map((row) => [row.time, row.kind === 'item' && row.open]);

    expect(shown('code')).to.deep.equal([
      [0, false],
      [3, true],
    ]);
    expect(shown('commands')).to.deep.equal([
      [0, false],
      [4, true],
    ]);
  });

  it('tells how long a thought took from what stands before it', () => {
    const all = rows([item('prompt', 0), item('thought', 14_000), item('thought', 900_000)]);

    expect(all.map((row) => row.kind === 'item' && row.thinking)).to.deep.equal([0, 14_000, 0]);
  });

  it('announces an abandoned branch once', () => {
    const branch = { branch: 'b1' };
    const all = rows([item('message', 0), item('message', 1, branch), edit(2, branch), item('prompt', 3)]);

    expect(kinds(all)).to.deep.equal(['message', 'branch', 'message', 'tool', 'prompt']);
  });

  it('says that nobody did anything before a prompt', () => {
    const all = rows([
      item('prompt', 0),
      item('message', 1000),
      item('prompt', 601_000),
      item('prompt', 700_000),
    ]);

    expect(kinds(all)).to.deep.equal(['prompt', 'message', 'pause', 'prompt', 'prompt']);
    expect([all[2]!.time, all[2]!.end]).to.deep.equal([1000, 601_000]);
  });

  it('lets steps share a box until something else stands between them', () => {
    const all = rows([edit(1), edit(2), notice('commit', 3), item('message', 4), edit(5), read(6), edit(7)]);

    expect(all.map((row) => (row.kind === 'item' ? row.step : row.kind))).to.deep.equal([
      'first',
      'middle',
      'last',
      undefined,
      'only',
      'run',
      'only',
    ]);
  });

  it('makes one sentence of a run that lies in two parts, and knows in which part each row lies', () => {
    const all = rowsOf(
      [
        { index: 4, items: [item('message', 1), read(2)] },
        { index: 5, items: [read(3), item('message', 4)] },
      ],
      { view: 'story', expanded: new Set() },
    );

    expect(all.map(({ kind, part }) => [kind, part])).to.deep.equal([
      ['item', 4],
      ['run', 4],
      ['item', 5],
    ]);
  });

  it('loses no item of the story: each is a row or stands behind a sentence, in order', () => {
    const arbitrary = fc.array(
      fc.record({
        type: fc.constantFrom('prompt', 'message', 'tool', 'thought', 'plan') as fc.Arbitrary<'tool'>,
        kind: fc.constantFrom('read', 'edit', 'execute', 'other'),
        gap: fc.nat({ max: 600_000 }),
        failed: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(arbitrary, fc.constantFrom(...STORY_VIEWS), (specs, view) => {
        let time = 0;
        const items = specs.map(({ type, kind, gap, failed }) =>
          item(type, (time += gap), { kind, ...(failed && { status: 'failed' }) }),
        );

        const all = rows(items, { view });

        const seen = all.flatMap((row) => {
          if (row.kind === 'run') return row.items.map(({ id }) => id);
          return row.kind === 'item' ? [row.key] : [];
        });
        const ids = items.map(({ id }) => id);
        expect(seen).to.deep.equal(ids.filter((id) => seen.includes(id)));
        if (view === 'everything') expect(seen).to.deep.equal(ids);
        const isSaid = ({ type }: TranscriptItem): boolean => type === 'prompt' || type === 'message';
        if (view === 'story') expect(seen).to.include.members(items.filter(isSaid).map(({ id }) => id));
        expect(new Set(all.map(({ key }) => key)).size).to.equal(all.length);
      }),
      { numRuns: 300 },
    );
  });
});
