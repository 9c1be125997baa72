import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { sha256Hex } from '#src/format/index.ts';
import type { SourceChange } from '#src/format/index.ts';
import {
  ChangeRecorder,
  createHunks,
  createPatch,
  FilesState,
  referencedText,
} from '#src/state/files/index.ts';
import type { ChangeRecorderOptions, RecordedChange } from '#src/state/files/index.ts';

function createRecorder(options: Partial<ChangeRecorderOptions> = {}) {
  const blobs = new Map<string, string>();
  const storeText = (text: string): string => {
    const entry = `blobs/${sha256Hex(text)}.txt`;
    blobs.set(entry, text);
    return entry;
  };
  const recorder = new ChangeRecorder({ storeText, ...options });
  const record = (change: Omit<SourceChange, 'type' | 'time' | 'sourceId'>) =>
    recorder.record({ type: 'change', time: 0, sourceId: 's', ...change });
  return { recorder, blobs, record };
}

interface AskedEdit {
  readonly oldText: string;
  readonly newText: string;
}

const EDIT = [{ oldText: 'two', newText: 'TWO' }];
const TEXT = 'one\ntwo\nthree\n';
const EDITED = 'one\nTWO\nthree\n';

describe('ChangeRecorder.record', () => {
  it('records a created file with its text', () => {
    const { record } = createRecorder();

    expect(record({ path: 'a', op: 'create', after: TEXT })).to.deep.equal([
      { path: 'a', op: 'create', text: TEXT, after: sha256Hex(TEXT), additions: 3, deletions: 0 },
    ]);
  });

  it('computes the patch from edits on the known text', () => {
    const { record } = createRecorder();
    record({ path: 'a', op: 'create', after: TEXT });

    expect(record({ path: 'a', op: 'modify', edits: EDIT })).to.deep.equal([
      {
        path: 'a',
        op: 'modify',
        patch: createPatch(TEXT, EDITED),
        before: sha256Hex(TEXT),
        after: sha256Hex(EDITED),
        additions: 1,
        deletions: 1,
      },
    ]);
  });

  it('first observes what the source says the file was, when it was known otherwise', () => {
    const { record } = createRecorder();
    const text = TEXT + 'more\n'.repeat(20);
    const before = `zero\n${text}`;
    record({ path: 'a', op: 'create', after: text });

    const events = record({ path: 'a', op: 'modify', before, edits: EDIT });

    expect(events.map(({ op, patch }) => ({ op, patch }))).to.deep.equal([
      { op: 'observe', patch: createPatch(text, before) },
      { op: 'modify', patch: createPatch(before, before.replace('two', 'TWO')) },
    ]);
  });

  it('replaces each occurrence as the source says, and takes $ for what it is', () => {
    const { record } = createRecorder();
    record({ path: 'a', op: 'create', after: 'x x\nx\n' });

    record({ path: 'a', op: 'modify', edits: [{ oldText: 'x', newText: '$&$1' }] });
    const [event] = record({
      path: 'a',
      op: 'modify',
      edits: [{ oldText: 'x', newText: 'y', replaceAll: true }],
    });

    expect(event!.after).to.equal(sha256Hex('$&$1 y\ny\n'));
  });

  it('shows the hunk alone when the file is not known, with every line of the edits [CHG-3]', () => {
    const { record } = createRecorder();
    const edits = [{ oldText: '\tif (a) {\n\t\tb();', newText: '\tif (c) {\n\t\tb();' }];
    const hunks = [
      {
        oldStart: 7,
        oldLines: 3,
        newStart: 7,
        newLines: 3,
        lines: ['   x', '-  if (a) {', '+  if (c) {', '     b();'],
      },
    ];

    expect(record({ path: 'a', op: 'modify', edits, hunks })).to.deep.equal([
      {
        path: 'a',
        op: 'modify',
        patch: '@@ -7,3 +7,3 @@\n   x\n-\tif (a) {\n+\tif (c) {\n \t\tb();\n',
        exact: false,
        additions: 1,
        deletions: 1,
      },
    ]);
    expect(record({ path: 'a', op: 'modify', edits })[0]!.patch).to.equal(
      '@@ -0,2 +0,2 @@\n-\tif (a) {\n+\tif (c) {\n \t\tb();\n',
    );
  });

  it('claims no state when edits and hunks disagree on a text that was not told', () => {
    const { record } = createRecorder();
    record({ path: 'a', op: 'create', after: TEXT });
    const hunks = [{ oldStart: 9, oldLines: 1, newStart: 9, newLines: 1, lines: ['-two', '+TWO'] }];

    const [event] = record({ path: 'a', op: 'modify', edits: EDIT, hunks });

    expect(event!.exact).to.equal(false);
    expect(record({ path: 'a', op: 'modify', edits: EDIT })[0]!.exact).to.equal(false);
  });

  it('uses hunks that apply exactly when there is nothing else', () => {
    const { record } = createRecorder();
    record({ path: 'a', op: 'create', after: TEXT });

    const [event] = record({ path: 'a', op: 'modify', hunks: createHunks(TEXT, EDITED) });

    expect(event!.after).to.equal(sha256Hex(EDITED));
  });

  it('takes the newline of a deleted line as the tool did', () => {
    const { record } = createRecorder();
    const after = 'one\nthree\n';

    const [, event] = record({
      path: 'a',
      op: 'modify',
      before: TEXT,
      edits: [{ oldText: 'two', newText: '' }],
      hunks: createHunks(TEXT, after),
    });

    expect(event!.after).to.equal(sha256Hex(after));
  });

  it('records nothing when nothing changed', () => {
    const { record } = createRecorder();
    record({ path: 'a', op: 'create', after: TEXT });

    expect(record({ path: 'a', op: 'modify', before: TEXT, after: TEXT })).to.deep.equal([]);
    expect(record({ path: 'a', op: 'observe', after: TEXT })).to.deep.equal([]);
    expect(record({ path: 'b', op: 'modify', before: 'x', after: 'x' })).to.deep.equal([
      { path: 'b', op: 'observe', text: 'x', after: sha256Hex('x') },
    ]);
  });

  it('shows the hunks and then knows the text when only the text after is told', () => {
    const { record } = createRecorder();

    expect(
      record({ path: 'a', op: 'modify', after: EDITED, hunks: createHunks(TEXT, EDITED) }),
    ).to.deep.equal([
      { path: 'a', op: 'modify', patch: createPatch(TEXT, EDITED), exact: false, additions: 1, deletions: 1 },
      { path: 'a', op: 'observe', text: EDITED, after: sha256Hex(EDITED) },
    ]);
    expect(record({ path: 'b', op: 'modify', after: EDITED })).to.deep.equal([
      { path: 'b', op: 'modify', text: EDITED, after: sha256Hex(EDITED) },
    ]);
  });

  it('follows renames, with and without another text', () => {
    const { record } = createRecorder();
    record({ path: 'a', op: 'create', after: TEXT });
    const digest = sha256Hex(TEXT);

    expect(record({ path: 'b', op: 'rename', from: 'a' })).to.deep.equal([
      { path: 'b', op: 'rename', from: 'a', before: digest, after: digest, additions: 0, deletions: 0 },
    ]);
    expect(record({ path: 'c', op: 'rename', from: 'b', after: EDITED })[0]).to.include({
      from: 'b',
      patch: createPatch(TEXT, EDITED),
    });
    expect(record({ path: 'c', op: 'delete' })).to.deep.equal([
      { path: 'c', op: 'delete', before: sha256Hex(EDITED), deletions: 3 },
    ]);
    expect(record({ path: 'd', op: 'delete' })).to.deep.equal([{ path: 'd', op: 'delete' }]);
  });

  it('puts what is over the inline size into blobs, the shorter of patch and text', () => {
    const { record, blobs } = createRecorder({ maxInlineSize: 100 });
    const lines = (word: string, count: number): string =>
      Array.from({ length: count }, (_, index) => `${word} ${index}\n`).join('');

    const [created] = record({ path: 'a', op: 'create', after: lines('x', 100) });
    const [appended] = record({ path: 'a', op: 'modify', after: lines('x', 100) + lines('y', 40) });
    const [rewritten] = record({ path: 'a', op: 'modify', after: lines('z', 50) });
    const [shortened] = record({ path: 'a', op: 'modify', after: 'short' });

    expect(blobs.get(created!.blob!)).to.equal(lines('x', 100));
    expect(appended).to.have.property('patchBlob');
    expect(blobs.get(rewritten!.blob!)).to.equal(lines('z', 50));
    expect(shortened!.text).to.equal('short');
    expect(shortened).to.include({ additions: 1, deletions: 50 });
  });

  it('states the whole text again after so many patches [CHG-6]', () => {
    const { record } = createRecorder({ fullTextInterval: 3 });
    record({ path: 'a', op: 'create', after: '0\n' });

    const operations = Array.from({ length: 7 }, (_, index) =>
      record({ path: 'a', op: 'modify', after: `${index + 1}\n` }).map(({ op, text }) => [op, text]),
    );

    expect(operations[1]).to.deep.equal([['modify', undefined]]);
    expect(operations[2]).to.deep.equal([
      ['modify', undefined],
      ['observe', '3\n'],
    ]);
    expect(operations[5]).to.deep.equal([
      ['modify', undefined],
      ['observe', '6\n'],
    ]);
  });

  it('keeps edits whose lines the file does not have', () => {
    const { record } = createRecorder();

    const [, event] = record({
      path: 'a',
      op: 'modify',
      before: 'say “hi”\n',
      after: 'say “ho”\n',
      edits: [{ oldText: 'say "hi"', newText: 'say "ho"' }],
    });

    expect(event!._meta?.reprise?.['asked']).to.deep.equal([{ oldText: 'say "hi"', newText: 'say "ho"' }]);
  });
});

describe('ChangeRecorder.recordRead', () => {
  const read = { type: '_reprise/read', path: 'a' } as const;

  it('refers to lines of a known file', () => {
    const { recorder, record } = createRecorder();
    record({ path: 'a', op: 'create', after: TEXT });
    const sha256 = sha256Hex(TEXT);

    for (const [text, startLine] of [
      [TEXT, 1],
      ['one\ntwo\nthree', 1],
      ['two', 2],
      ['two\nthree\n', 2],
    ] as const) {
      const recorded = recorder.recordRead({ ...read, text, startLine, totalLines: 9 });
      expect(recorded?.reference).to.include({ path: 'a', sha256 });
      expect(recorded?.observe).to.equal(undefined);
      expect(referencedText(TEXT, recorded!.reference)).to.equal(text);
    }
  });

  it('leaves a text inline that is not what is known', () => {
    const { recorder, record } = createRecorder();
    record({ path: 'a', op: 'create', after: TEXT });

    expect(recorder.recordRead({ ...read, text: 'tw', startLine: 2 })).to.equal(undefined);
    expect(recorder.recordRead({ ...read, text: 'two', startLine: 3 })).to.equal(undefined);
    expect(recorder.recordRead({ ...read, text: 'two', startLine: 0 })).to.equal(undefined);
    expect(recorder.recordRead({ ...read, path: 'b', text: 'two', startLine: 1 })).to.equal(undefined);
  });

  it('learns a file that was read whole', () => {
    const { recorder, record } = createRecorder();

    const recorded = recorder.recordRead({ ...read, text: TEXT, startLine: 1, totalLines: 3 });

    expect(recorded).to.deep.equal({
      reference: { type: '_reprise/file', path: 'a', sha256: sha256Hex(TEXT) },
      observe: { path: 'a', op: 'observe', text: TEXT, after: sha256Hex(TEXT) },
    });
    expect(record({ path: 'a', op: 'modify', edits: EDIT })[0]!.after).to.equal(sha256Hex(EDITED));
  });
});

describe('a recorded track', () => {
  const word = fc.constantFrom('a', 'b', '\tc', '  c', 'd\r', '', '\ud800', '“q”');
  const text = fc.array(word, { maxLength: 12 }).map((lines) => lines.join('\n'));
  const path = fc.constantFrom('x', 'y');
  const source = fc.record(
    {
      path,
      op: fc.constantFrom(
        'create' as const,
        'modify' as const,
        'delete' as const,
        'rename' as const,
        'observe' as const,
      ),
      from: path,
      before: text,
      after: text,
      edits: fc.array(fc.record({ oldText: text, newText: text, replaceAll: fc.boolean() }), {
        maxLength: 2,
      }),
      hunks: fc.tuple(text, text).map(([before, after]) => createHunks(before, after)),
    },
    { requiredKeys: ['path', 'op'] },
  );

  it('leads to the state the recorder has, and holds every line of its sources [CHG-2]', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(source, { maxLength: 12 }),
        fc.constantFrom(40, 2 ** 15),
        async (changes, size) => {
          const { record, blobs } = createRecorder({ maxInlineSize: size, fullTextInterval: 4 });
          const state = new FilesState({
            blob: async (entry) => blobs.get(entry)!,
            segment: () => Promise.reject(new Error('one segment')),
          });
          const held: string[] = [];
          for (const [index, change] of changes.entries()) {
            const events = record(change);
            for (const event of events) {
              held.push(...heldTexts(event, blobs));
              state.apply({ t: index, id: `c${index}`, ...event });
            }

            expect(events.filter(({ op }) => op !== 'observe').length).to.be.at.most(1);
            const expected = change.op === 'delete' ? undefined : change.after;
            const known = await state.textAt(change.path);
            if (state.sha256(change.path) !== undefined) expect(known).to.be.a('string');
            if (expected !== undefined) expect(known).to.equal(expected.replace(/\p{Surrogate}/gu, '\ufffd'));
            const all = held.join('\n');
            for (const line of sourceLines(change))
              expect(all.includes(line), `lost: ${line}`).to.equal(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  function heldTexts(event: RecordedChange, blobs: ReadonlyMap<string, string>): string[] {
    const stored = [event.blob, event.patchBlob].map((entry) => entry && blobs.get(entry));
    const asked = event._meta?.reprise?.['asked'] as AskedEdit[] | { blob: string } | undefined;
    const edits =
      asked && 'blob' in asked ? (JSON.parse(blobs.get(asked.blob)!) as AskedEdit[]) : (asked ?? []);
    const texts = [event.text, event.patch, ...stored].flatMap((part) => part ?? []);
    return [...texts, ...edits.flatMap(({ oldText, newText }) => [oldText, newText])];
  }

  function sourceLines({ op, before, after, edits = [] }: Partial<SourceChange>): string[] {
    // An observed or deleted file has no edits.
    const steps = op === 'observe' || op === 'delete' ? [] : edits;
    const texts = steps.flatMap(({ oldText, newText }) => [oldText, newText]);
    if (before !== undefined && op !== 'observe') texts.push(before);
    if (after !== undefined && op !== 'delete') texts.push(after);
    const mended = texts.map((part) => part.replace(/\p{Surrogate}/gu, '\ufffd'));
    return mended.flatMap((part) => part.split('\n'));
  }
});
